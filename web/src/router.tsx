import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { SignedIn } from './parts/signed-in.tsx'
import { Trouble } from './parts/trouble.tsx'
import { Shell } from './parts/shell.tsx'

const root = createRootRoute({
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
})

const signIn = createRoute({
  ...{ getParentRoute: () => root, path: '/sign-in' },
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
})
const verify = createRoute({
  ...{ getParentRoute: () => root, path: '/verify' },
  component: lazyRouteComponent(() => import('./pages/verify.tsx'), 'Verify'),
})
const verifyCode = createRoute({
  ...{ getParentRoute: () => root, path: '/verify/$code' },
  component: lazyRouteComponent(() => import('./pages/verify.tsx'), 'Verify'),
})
const interchange = createRoute({
  ...{ getParentRoute: () => root, path: '/interchange' },
  component: lazyRouteComponent(() => import('./pages/interchange.tsx'), 'Interchange'),
})
const desk = createRoute({ ...{ getParentRoute: () => root, id: 'desk' }, component: SignedIn })

const dossiers = createRoute({
  ...{ getParentRoute: () => desk, path: '/' },
  component: lazyRouteComponent(() => import('./pages/dossiers.tsx'), 'Dossiers'),
})
const dossier = createRoute({
  ...{ getParentRoute: () => desk, path: '/dossiers/$root' },
  component: lazyRouteComponent(() => import('./pages/dossier.tsx'), 'DossierPage'),
})
const document = createRoute({
  ...{ getParentRoute: () => desk, path: '/dossiers/$root/documents/$file/$document' },
  component: lazyRouteComponent(() => import('./pages/document.tsx'), 'DocumentPage'),
})
const begin = createRoute({
  ...{ getParentRoute: () => desk, path: '/new' },
  component: lazyRouteComponent(() => import('./pages/begin.tsx'), 'Begin'),
})
const settings = createRoute({
  ...{ getParentRoute: () => desk, path: '/settings' },
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'Settings'),
})

const approvals = createRoute({
  ...{ getParentRoute: () => desk, path: '/approvals' },
  component: lazyRouteComponent(() => import('./pages/approvals.tsx'), 'Approvals'),
})
const approval = createRoute({
  ...{ getParentRoute: () => desk, path: '/approvals/$act' },
  component: lazyRouteComponent(() => import('./pages/approval.tsx'), 'ApprovalPage'),
})
const accounts = createRoute({
  ...{ getParentRoute: () => desk, path: '/accounts' },
  component: lazyRouteComponent(() => import('./pages/accounts.tsx'), 'Accounts'),
})
const account = createRoute({
  ...{ getParentRoute: () => desk, path: '/accounts/$id' },
  component: lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
})
const keys = createRoute({
  ...{ getParentRoute: () => desk, path: '/keys' },
  component: lazyRouteComponent(() => import('./pages/keys.tsx'), 'Keys'),
})
const clock = createRoute({
  ...{ getParentRoute: () => desk, path: '/clock' },
  component: lazyRouteComponent(() => import('./pages/clock.tsx'), 'ClockPage'),
})

/** What an act's page is asked to do. */
export interface ActSearch {
  /** Type of act, `offer/1`. */
  readonly type: string
  /** The dossier that it belongs to; none for an act that opens one. */
  readonly root?: string
  readonly file?: string
  readonly answers?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const act = createRoute({
  ...{ getParentRoute: () => desk, path: '/act' },
  validateSearch(search: Record<string, unknown>): ActSearch {
    const [rootFile, file, answers] = [text(search['root']), text(search['file']), text(search['answers'])]
    return {
      type: text(search['type']) ?? '',
      ...(rootFile === undefined ? {} : { root: rootFile }),
      ...(file === undefined ? {} : { file }),
      ...(answers === undefined ? {} : { answers }),
    }
  },
  component: lazyRouteComponent(() => import('./pages/act.tsx'), 'ActPage'),
})

/** What issuing a document is asked to issue. */
export interface IssueSearch {
  readonly definition: string
  readonly root: string
  readonly file: string
  readonly subject?: string
}

const issue = createRoute({
  ...{ getParentRoute: () => desk, path: '/issue' },
  validateSearch(search: Record<string, unknown>): IssueSearch {
    const subject = text(search['subject'])
    return {
      definition: text(search['definition']) ?? '',
      root: text(search['root']) ?? '',
      file: text(search['file']) ?? '',
      ...(subject === undefined ? {} : { subject }),
    }
  },
  component: lazyRouteComponent(() => import('./pages/issue.tsx'), 'IssuePage'),
})

const tree = root.addChildren([
  ...[signIn, verify, verifyCode, interchange],
  desk.addChildren([
    ...[dossiers, dossier, document, begin, settings, act, issue],
    ...[approvals, approval, accounts, account, keys, clock],
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error }) => <Trouble error={error instanceof Error ? error : new Error(String(error))} />,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router
  }
}
