import type { BusinessCalendar } from '@entrepot/calendar'
import type { Dossier, Value } from '@entrepot/trade/file'

/** A dated fact from a register outside the files: funds, quota, a revocation. */
export interface RegisterFact {
  readonly name: string
  readonly value: Value
  /** As of when, an instant with offset. */
  readonly asOf: string
}

/** What a judge knows beside the file. It goes into the receipt. */
export interface JudgeContext {
  /** Business time at which the act reaches the port, an instant with offset. */
  readonly now: string
  /** Calendars by place. */
  readonly calendars: Readonly<Record<string, BusinessCalendar>>
  readonly ruleset: string
  readonly facts: ReadonlyMap<string, RegisterFact>
  /** Types of act for which the signer's organisation asks for a second person. */
  readonly twoPeopleFor: readonly string[]
  /** Certificates of the same organisation, other than the sealing one, that approved the act. */
  readonly approvers: readonly string[]
  /** The signer's dossier, for acts that read across files (a document's issue). */
  readonly dossier?: Dossier
}
