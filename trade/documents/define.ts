import type { Layout } from './layout.ts'
import type { Capacity, DossierView, FileView, Label, Value } from '@entrepot/trade/file'

/** What a field is computed from: the dossier, the document's home file, its subject, and the row of a table. */
export interface FieldScene {
  readonly dossier: DossierView
  readonly home: FileView
  /** The instance that the document is about (an invoice), or empty. */
  readonly subject: string
  /** The instance of the table's row, or empty. */
  readonly row: string
}

/** One field: a label and a pure function. What it reads is observed, never declared. */
export interface Field {
  readonly label: Label
  readonly untded?: string
  readonly of: (scene: FieldScene) => Value | undefined
  /** May be left empty; any other field that comes out empty refuses the document. */
  readonly optional?: true
  /** Its number in the message or form that the document follows: MT 700 `32B`, box `44`. */
  readonly tag?: string
  /** How its value is printed; as it stands where absent. */
  readonly prints?: Printing
}

/**
 * How a value is printed.
 *
 * - `number`: with separators of thousands, to the right in tables; a list of numbers as `40 × 32 × 25`
 * - `place`: the name behind a UN/LOCODE where the port's table knows it
 * - `country`: the name of an ISO 3166-1 code where the table knows it
 * - an object: what each value of a closed list is called
 */
export type Printing = 'number' | 'place' | 'country' | { readonly of: Readonly<Record<string, Label>> }

/** Rows of a document, one for each instance. */
export interface Table {
  readonly label: Label
  readonly each: (scene: Omit<FieldScene, 'row'>) => readonly string[]
  readonly columns: Readonly<Record<string, Field>>
}

/** What a field reveals of an element that not every reader of the document may see, and why that is right. */
export interface Declassification {
  /** `carriage:/booking/freight`. */
  readonly element: string
  readonly fields: readonly string[]
  readonly because: string
}

/** A document: a table of field and function. Its issuer sees all that it reads; its readers need not. */
export interface DocumentDefinition {
  /** Name and version, `commercial-invoice/1`. */
  readonly definition: string
  /** UN/EDIFACT 1001 code. */
  readonly code: string
  readonly title: Label
  /** The kind of file in which it is issued. */
  readonly kind: string
  readonly issuer: readonly Capacity[]
  /** Who reads it; the file's parties where absent. */
  readonly readers?: readonly Capacity[]
  /** Writes down a proposal (a quotation) instead of what is in force. */
  readonly ofProposal?: true
  /** Instances one of which the document is about, `/invoices`. */
  readonly about?: `/${string}`
  readonly fields: Readonly<Record<string, Field>>
  readonly tables?: Readonly<Record<string, Table>>
  readonly declassifies?: readonly Declassification[]
  /** Sentences that the template prints, by name; the only text of a rendering beside labels and fields. */
  readonly wording?: Readonly<Record<string, Label>>
  readonly layout: Layout
}

const RENDERING = 'rendering'

/** Declares a document; asserts that its definition names a version. */
export function defineDocument(document: DocumentDefinition): DocumentDefinition {
  if (!/^[a-z]+(-[a-z]+)*\/[1-9][0-9]*$/.test(document.definition))
    throw new Error(`${document.definition} is not a name and a version`)
  if (Object.hasOwn(document.fields, RENDERING) || Object.hasOwn(document.tables ?? {}, RENDERING))
    throw new Error(`${document.definition}: the place of the rendering is no field's`)
  return document
}

/** A field of a table's row or of the document itself. */
export const field = (en: string, zh: string, of: Field['of'], more: Omit<Field, 'label' | 'of'> = {}): Field => ({
  label: { en, zh },
  of,
  ...more,
})
