import type { Finding } from '@entrepot/edi'
import type { FunctionalGroup, Interchange, TransactionSet } from '../read/handler.ts'

/** What became of a transaction set. */
export interface SetOutcome {
  readonly set: Pick<TransactionSet, 'identifier' | 'controlNumber' | 'convention'>
  readonly findings: readonly Finding[]
}

/** What became of a functional group. */
export interface GroupOutcome {
  readonly group: Pick<FunctionalGroup, 'identifier' | 'controlNumber' | 'version' | 'sender' | 'receiver'>
  readonly sets: readonly SetOutcome[]
  /** Sets that came beyond `MAX_ACKNOWLEDGED_SETS`. */
  readonly further: number
  /** How many the trailer says; absent where there is none. */
  readonly included: number | undefined
  /** Of the group itself: its trailer, its count, its number. */
  readonly findings: readonly Finding[]
}

/** What became of an interchange. */
export interface InterchangeOutcome {
  readonly interchange: Interchange
  readonly groups: readonly GroupOutcome[]
  readonly findings: readonly Finding[]
}

/** Whether something is taken as it came, taken with a complaint, or not taken. */
export type Verdict = 'A' | 'E' | 'R'

/** Findings that do not keep a set from being used. */
const HARMLESS: ReadonlySet<Finding['code']> = new Set(['edi/trailing-separator'])

/** What a receiver says of findings where it has no rule of its own: anything but a superfluous separator is rejected. */
export function usualVerdict(findings: readonly Finding[]): Verdict {
  if (findings.length === 0) return 'A'
  return findings.every(({ code }) => HARMLESS.has(code)) ? 'E' : 'R'
}
