import { OpenAPIHono } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { timeout } from 'hono/timeout'
import { mountActs } from './acts-routes.ts'
import { mountApprovals } from './approvals-routes.ts'
import type { HttpParts, PortApp, PortEnv } from './app-types.ts'
import { mountDocumentSignature } from './document-signature-route.ts'
import { mountDocuments } from './documents-routes.ts'
import { mountEvents } from './events-route.ts'
import { mountFiles } from './files-routes.ts'
import { bounded, headers, shallowJson, signedIn, statusOfFault, uncached } from './guards.ts'
import { REQUEST_TIMEOUT_MS } from './limits.ts'
import { mountLog } from './log-routes.ts'
import { mountPractice } from './practice-routes.ts'
import { mountRevocation } from './revocation-routes.ts'
import { mountReference } from './reference.ts'
import { mountTimeStamp } from './time-stamp-route.ts'
import { answerTrouble, troubleOf } from './trouble.ts'
import { mountTrust } from './trust-routes.ts'

const timedOut = () => new HTTPException(503, { res: Response.json(troubleOf('request/timeout'), { status: 503 }) })

/** The port's API over HTTP: routes, guards, description. Identity and accounts mount theirs on it. */
export function createApp(parts: HttpParts): PortApp {
  const app = new OpenAPIHono<PortEnv>({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const [issue] = result.error.issues
      return answerTrouble(context, 400, 'request/invalid', {
        at: [result.target, ...(issue?.path ?? [])].join('/'),
        ...(issue ? { found: issue.code } : {}),
      })
    },
  })
  app.use('*', headers)
  app.use('/v1/*', uncached)
  // First who asks: nothing is read of what a stranger sends.
  app.use('/v1/*', signedIn(parts))
  app.use('/v1/*', bounded)
  app.use('/v1/*', shallowJson)
  const inTime = timeout(REQUEST_TIMEOUT_MS, timedOut)
  // An event stream has no end to be in time for.
  for (const path of [
    '/v1/files',
    '/v1/files/*',
    '/v1/dossiers/*',
    '/v1/evidence',
    '/v1/documents/*',
    '/v1/accounts/*',
    '/v1/approvals',
  ])
    app.use(path, inTime)
  app.get('/v1/health', (context) => context.json({ status: 'ok' }))
  mountActs(app, parts)
  mountApprovals(app, parts)
  mountFiles(app, parts)
  mountDocuments(app, parts)
  mountEvents(app, parts)
  mountTrust(app, parts)
  mountLog(app, parts)
  mountRevocation(app, parts)
  mountTimeStamp(app, parts)
  mountPractice(app, parts)
  mountDocumentSignature(app, parts)
  mountReference(app)
  app.notFound((context) => answerTrouble(context, 404, 'request/no-such-route'))
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    parts.log(error)
    return answerTrouble(context, statusOfFault(error), 'port/fault')
  })
  return app
}
