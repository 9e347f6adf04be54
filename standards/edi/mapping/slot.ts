import type { ElementDefinition } from '../structure.ts'
import type { Content } from './content.ts'
import type { NotUnderstoodCode, UnsayableCode } from './trouble.ts'

/**
 * What stands at one or several components beside each other because a field fills them.
 *
 * It writes the field's content as as many texts as it is wide, and reads them back. What it writes it reads as the same
 * content.
 */
export interface Slot {
  /** Name of the field; inside of rows that of a column, or `/name` for a field of the message; `''` for the item of a list. */
  readonly field: string
  /** Components that it takes. */
  readonly width: number
  /** Does not make its segment be written, where nothing else does: a currency beside its amount. */
  readonly along?: true
  /** Stands for the row's position, where the row has no such field. */
  readonly ordinal?: true
  /** Says how many rows a table has; read, it is compared and no field. */
  readonly counts?: true
  /** Follows from a field that another place says; read, it is compared and no field. */
  readonly follows?: (content: Content) => string | undefined
  /** Codes that it writes into its first component, where they are few. */
  readonly codes?: readonly string[]
  /** @param rooms the components' formats. */
  readonly write: (content: Content, rooms: readonly ElementDefinition[]) => Written
  readonly read: (texts: readonly string[], rooms: readonly ElementDefinition[]) => Understood
}

/** Texts for the components of a slot, or why there are none. */
export type Written =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly code: UnsayableCode; readonly limit?: string }

/** What was understood of the components of a slot; with a remark, something in them was not. */
export interface Understood {
  readonly content?: Content
  readonly remark?: { readonly code: NotUnderstoodCode; readonly component: number; readonly expected?: string }
}

export const written = (...texts: readonly string[]): Written => ({ ok: true, texts })

export const unsayable = (code: UnsayableCode, limit?: string): Written => ({
  ...{ ok: false, code },
  ...(limit === undefined ? {} : { limit }),
})

/** Understood not at all. @param component the component of the slot that stands in the way, from 1. */
export const notUnderstood = (code: NotUnderstoodCode, component = 1, expected?: string): Understood => ({
  remark: { code, component, ...(expected === undefined ? {} : { expected }) },
})

/** Lets a slot go along with others: its segment is written for their sake only. */
export const along = (slot: Slot): Slot => ({ ...slot, along: true })
