/**
 * A segment as text. `elements[i]` is what stands after the i-th element separator: its repetitions, each of components.
 *
 * `DTM+137:20261129:102'` is `{ tag: 'DTM', elements: [[['137', '20261129', '102']]] }`. An omitted element is `[['']]` or
 * `[]`; the writer leaves trailing empty components and elements out.
 */
export interface Segment {
  readonly tag: string
  readonly elements: readonly (readonly (readonly string[])[])[]
}

/** One repetition of a segment group, its trigger first. */
export interface Group {
  /** `SG25`. */
  readonly group: string
  readonly items: readonly Node[]
}

export type Node = Segment | Group

/** The body of a message, without its service segments (UNH and UNT, ST and SE). */
export interface MessageTree {
  readonly type: string
  readonly items: readonly Node[]
}

/** Tells a group from a segment. */
export const isGroup = (node: Node): node is Group => 'group' in node
