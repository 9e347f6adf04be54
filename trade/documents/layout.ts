/**
 * Where a document's fields stand on paper: template data, read by one template for all documents.
 *
 * `layout-key` is the grid of the United Nations Layout Key (ISO 6422); `letter` is a plain page; `message` shows the
 * fields of a message with their tags.
 */
export interface Layout {
  readonly form: 'layout-key' | 'letter' | 'message'
  readonly blocks: readonly Block[]
}

/** One part of a page; parts follow one another from top to bottom, and on over pages. */
export type Block =
  | { readonly boxes: readonly (readonly Box[])[] }
  | TableBlock
  | { readonly pairs: readonly Pair[] }
  /** Sentences, by the names of the document's wording; a notice stands out. */
  | { readonly words: readonly string[]; readonly as?: 'notice' }

/** A box of the grid. A box whose fields are all empty keeps its place. */
export interface Box {
  readonly fields: readonly string[]
  /**
   * - `address`: under the label of the first field, the values line by line
   * - `pairs`: each value under its own label
   */
  readonly as: 'address' | 'pairs'
  /** Columns of twelve that it takes. */
  readonly span: number
  /** Sentences under the fields, by name. */
  readonly words?: readonly string[]
  /** Least height in millimetres. */
  readonly height?: number
}

/** A table, its header repeated on every page that it runs over. */
export interface TableBlock {
  readonly table: string
  /** Columns with their shares of the width; a column that is empty in every row is left out. */
  readonly columns: Readonly<Record<string, number>>
  /** Fields that stand under the columns, by column. */
  readonly totals?: Readonly<Record<string, string>>
}

/** A field in a line of its own, wording that stands in such a line, or a table's column with a line for each row. */
export type Pair =
  | string
  | { readonly tag?: string; readonly label: string; readonly words: string }
  | { readonly table: string; readonly column: string }
