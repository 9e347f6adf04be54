import { compareInstants, formatInstant, instant } from '@entrepot/calendar'
import { actName, type FileState, type FoldableAct } from '@entrepot/trade/file'
import { formationOf } from './formation.ts'
import { revocationBefore, WITHOUT_DELAY_DAYS } from './negotiation.ts'

const DAY_MS = 86_400_000

/** Why an acceptance is not final yet. */
export interface Undoable {
  readonly rule: 'CISG art. 16(1)' | 'CISG art. 19(2)' | 'CISG art. 21(2)'
  /** The last instant at which the other side may still object. */
  readonly until: string
}

/**
 * Tells whether the side that an acceptance answers may object to it: it changed something immaterial (CISG art. 19(2)), it
 * was late but dispatched in time (21(2)), or it stands on its sender's word that it went out before a revocation reached
 * him (16(1)). Objecting goes without delay; the time is the port's, where the article names none.
 */
export function undoableBy(file: FileState, acceptance: FoldableAct): Undoable | undefined {
  const { reached } = acceptance.receipt
  const conclusion = formationOf(file, { now: reached })?.conclusion
  if (conclusion?.kind !== 'concluded' || conclusion.contract.acceptance !== acceptance.identity) return undefined
  const { mayBeUndoneUntil: until, modifications } = conclusion.contract
  if (until !== undefined)
    return { rule: Object.keys(modifications).length > 0 ? 'CISG art. 19(2)' : 'CISG art. 21(2)', until }
  if (!revocationBefore(file, acceptance)) return undefined
  const last = instant(reached)
  return {
    rule: 'CISG art. 16(1)',
    until: formatInstant({ ...last, epochMs: last.epochMs + WITHOUT_DELAY_DAYS * DAY_MS }),
  }
}

/** What a side does only if it holds itself bound (CISG art. 8(3)). */
const AFFIRMING: ReadonlySet<string> = new Set([
  ...['sign-contract', 'order', 'confirm-order', 'pack', 'invoice', 'advise-shipment', 'examine-goods'],
])

/** The act by which a side has held itself bound since an acceptance. */
export const affirmedBy = (file: FileState, { receipt }: FoldableAct, side: string): FoldableAct | undefined =>
  file.acts.find(({ type, as, receipt: { seq } }) => seq > receipt.seq && as === side && AFFIRMING.has(actName(type)))

/** Whether an instant lies after another. */
export const isAfter = (a: string, b: string): boolean => compareInstants(instant(a), instant(b)) > 0
