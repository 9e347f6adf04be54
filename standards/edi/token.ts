/**
 * The characters that give an interchange its shape, as byte values.
 *
 * `release` and `repetition` are `NONE` where the syntax has none (X12 has no release character; UN/EDIFACT before syntax
 * version 4 and X12 before 00402 no repetition).
 */
export interface Separators {
  readonly component: number
  readonly element: number
  readonly repetition: number
  readonly release: number
  readonly terminator: number
}

/** No such separator. */
export const NONE = -1

/** What ends at a mark. The two lowest bits of a mark. */
export const Mark = { component: 0, element: 1, repetition: 2, terminator: 3 } as const
export type Mark = (typeof Mark)[keyof typeof Mark]

/**
 * Whole segments of one stretch of bytes, as offsets; no text is made of them until somebody asks.
 *
 * A mark is `offset << 2 | Mark`: where in `bytes` a separator stands, and which. Released separators are no marks. Segment
 * `i` begins at byte `starts[i]` (line ends before it passed over) and owns the marks from `firstMarks[i]` up to, not
 * including, `firstMarks[i + 1]`; its last mark is its terminator. So its tag runs from `starts[i]` to its first mark.
 *
 * The arrays are longer than what they hold, and belong to the reader: they are good until it is given more bytes.
 */
export interface Tokens {
  readonly bytes: Uint8Array
  /** Where `bytes[0]` stands in the stream; offsets in findings are `base + offset`. */
  readonly base: number
  /** Position of segment 0 in its interchange, from 0. */
  readonly firstSegment: number
  readonly count: number
  readonly starts: Int32Array
  /** Length at least `count + 1`. */
  readonly firstMarks: Int32Array
  readonly marks: Int32Array
  readonly separators: Separators
  /** Where they stand besides, for programs that read them there. */
  readonly blocks?: Blocks | undefined
}

/** What one scan of the scanner's program found, in the program's own memory. */
export interface Blocks {
  /** Number of the scan. */
  readonly scan: number
  /** Segments that end there: all but segment 0 also begin there. */
  readonly segments: number
  /** What places of marks count from, and how many marks come before. */
  readonly base: number
  readonly marksBefore: number
}
