import { totalAmount } from '@entrepot/trade/business'
import {
  type FileState,
  type FileView,
  type FoldableAct,
  type Path,
  type Proposal,
  standsAct,
  viewFile,
} from '@entrepot/trade/file'
import { formatMoney } from '@entrepot/money'
import { isAwaited, isFresh, isInvited, type Possible, possibleIn } from './possible.ts'

/** Where a trade stands. */
export type Stage =
  | 'invited'
  | 'negotiation'
  | 'concluded'
  | 'signed'
  | 'packed'
  | 'invoiced'
  | 'shipped'
  | 'closed'
  | 'open'

/** One trade at a glance, with the eyes of one party. */
export interface Summary {
  readonly number?: string
  readonly goods: readonly string[]
  readonly others: readonly string[]
  readonly stage: Stage
  /** What answers something that lies open, of this party's. */
  readonly awaited: readonly Possible[]
  /** A proposal of this party's own that the other side has not answered. */
  readonly isWaitingForOthers: boolean
  readonly next?: Possible
  readonly last?: FoldableAct
  readonly incoterm?: { readonly rule: string; readonly place: string }
  readonly amount?: { readonly amount: string; readonly currency: string }
}

/** The proposal that speaks for a file which is not agreed yet: the newest that is open, else the newest. */
export function leadingProposal(file: FileState): Proposal | undefined {
  const proposals = [...file.proposals.values()]
  if (proposals.some(({ status }) => status === 'consented')) return undefined
  return proposals.findLast(({ status }) => status === 'open') ?? proposals.at(-1)
}

/** A view of what is agreed or, before, of what lies on the table. */
function leadingView(file: FileState, organisation: string): FileView {
  const proposal = leadingProposal(file)?.act.identity
  return viewFile(file, { organisation, ...(proposal === undefined ? {} : { proposal }) })
}

/** What a file is called by, the first that stands. */
const NUMBERS: readonly Path[] = ['/number', '/bill/number', '/booking/number']

/** Sums up the root file of a dossier. */
export function summaryOf(file: FileState, organisation: string, now: string): Summary {
  const view = leadingView(file, organisation)
  const possible = possibleIn(file, organisation, now)
  const number = NUMBERS.map((path) => view.text(path)).find((text) => text !== undefined)
  const rule = view.text('/incoterm/rule')
  const total = file.kind.name === 'sale' ? totalAmount(view) : undefined
  const last = file.acts.at(-1)
  const next = possible.find((each) => isForward(each) && (isFresh(each) || each.answers.length > 0))
  const own = [...file.proposals.values()].filter(
    ({ act, status }) => status === 'open' && act.signer.organisation === organisation,
  )
  return {
    ...(number === undefined ? {} : { number }),
    goods: view.enumerate('/lines').flatMap((line) => view.text(`/lines/${line}/goods`) ?? []),
    others: [...new Set([...file.parties.values()].map((party) => party.organisation))].filter(
      (id) => id !== organisation,
    ),
    stage: isInvited(file, organisation) ? 'invited' : stageOf(file),
    awaited: possible.filter(isAwaited),
    isWaitingForOthers: own.length > 0,
    ...(next && !file.actsByName.has('close-sale') ? { next } : {}),
    ...(last ? { last } : {}),
    ...(rule === undefined ? {} : { incoterm: { rule, place: view.text('/incoterm/place') ?? '' } }),
    ...(total ? { amount: { amount: formatMoney(total), currency: total.currency } } : {}),
  }
}

/** Something that moves a trade on, and does not end what lies on the table. */
const isForward = ({ definition }: Possible): boolean =>
  definition.effect !== 'rejects' && definition.effect !== 'retracts'

const STAGES: readonly (readonly [act: string, stage: Stage])[] = [
  ['close-sale', 'closed'],
  ['advise-shipment', 'shipped'],
  ['invoice', 'invoiced'],
  ['pack', 'packed'],
  ['sign-contract', 'signed'],
  ['accept', 'concluded'],
]

function stageOf(file: FileState): Stage {
  const reached = STAGES.find(([act]) => standsAct(file, act))
  return reached?.[1] ?? (file.kind.name === 'sale' ? 'negotiation' : 'open')
}
