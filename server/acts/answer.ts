import type { Advice, Malformed, Refusal } from '@entrepot/trade/act'
import type { Path } from '@entrepot/trade/file'

/** Who asks: one organisation's person or program, or the operator of a practice port. */
export interface Caller {
  readonly organisation: string
  readonly kind: 'person' | 'program' | 'operator'
}

/** What became of an act that somebody posted. */
export type Admission =
  | { readonly is: 'appended'; readonly receipt: string; readonly seq: number; readonly advice: readonly Advice[] }
  /** The same act again: its first receipt. */
  | { readonly is: 'standing'; readonly receipt: string; readonly seq: number }
  | NotAdmitted

/** Why an act does not stand, in the order in which it is found out. */
export type NotAdmitted =
  | { readonly is: 'malformed'; readonly malformed: Malformed }
  /** Signature or certificate does not hold. */
  | { readonly is: 'unauthentic'; readonly refusal: Refusal }
  /** No such file, or none of the caller's: the same answer. */
  | { readonly is: 'unknown-file' }
  | {
      readonly is: 'conflict'
      readonly code: string
      readonly rule: string
      readonly conflicts?: readonly VisibleConflict[]
    }
  | { readonly is: 'refused'; readonly refusal: Refusal | { readonly code: string } }
  | { readonly is: 'undecidable'; readonly needs: readonly string[] }
  | { readonly is: 'busy' }

/** A version within the basis that is no longer the one in force; only what the caller may see. */
export interface VisibleConflict {
  readonly path: Path
  readonly current?: string
}

/** An act whose seal does not hold. */
export const unauthentic = (code: string, rule: string, more: Partial<Refusal> = {}): NotAdmitted => ({
  is: 'unauthentic',
  refusal: { ...more, code, rule },
})

/** An act that is refused. */
export const refusedWith = (refusal: Refusal | { readonly code: string }): NotAdmitted => ({ is: 'refused', refusal })

/** An act that cannot be read. */
export const malformedWith = (malformed: Malformed): NotAdmitted => ({ is: 'malformed', malformed })
