import type { ReceiptClaims } from '@entrepot/trade/act'
import type { ActIdentity, Capacity, Path } from '@entrepot/trade/file'

/**
 * What a reader may say of something in the evidence.
 *
 * - `checked`: checked by you: signature, chain and receipt hold, and whatever is computed was computed again
 * - `attested`: attested by its signer: the signature holds, but not all that it was computed from is visible to you
 * - `not-visible`: not visible to you: a stub, or commitments without their disclosures
 * - `failed`: it does not hold; the findings say why
 */
export type VerdictKind = 'checked' | 'attested' | 'not-visible' | 'failed'

/** What is said of one element that an act states. */
export interface ElementVerdict {
  readonly path: Path
  readonly verdict: Exclude<VerdictKind, 'not-visible'>
  /** With `attested`: the organisation whose word it is. */
  readonly by?: string
}

/** What is said of one act. */
export interface ActVerdict {
  readonly seq: number
  readonly identity: ActIdentity
  readonly verdict: VerdictKind
  /** Absent for a stub. */
  readonly type?: string
  readonly as?: Capacity
  readonly organisation?: string
  /** Organisations on whose word elements of this act rest. */
  readonly attestedBy: readonly string[]
  readonly elements: readonly ElementVerdict[]
  /** Commitments whose disclosures are not visible to you. */
  readonly hidden: number
  /** Commitments whose disclosures were destroyed, as the operator records. */
  readonly erased: number
  /** Whether authority, order, form and derivations were judged again; that needs everything before it to be visible. */
  readonly judgedAgain: boolean
  readonly receipt?: ReceiptClaims
}

/** Why a document no longer says what its file says. */
export interface Staleness {
  /** The field that shows it. */
  readonly field: string
  readonly file: string
  readonly path: Path
  readonly because: 'changed' | 'withdrawn' | 'signer-revoked'
}

/** What is said of one issued document. */
export interface DocumentVerdict {
  readonly act: ActIdentity
  readonly file: string
  /** Sequence of its issuing act; 0 where only a citation of it is visible. */
  readonly seq: number
  readonly document: string
  readonly definition: string
  readonly issuer: string
  readonly verdict: VerdictKind
  readonly fields: { readonly checked: number; readonly attested: number; readonly hidden: number }
  /** Whether the bundle's rendering is the one whose hash the issuer signed. */
  readonly rendering: 'matches' | 'differs' | 'not-here'
  readonly state: 'current' | 'stale' | 'withdrawn'
  readonly stale: readonly Staleness[]
}
