import { SCAN_BYTES } from '../../limits.ts'

/** Where things stand in the scanner's part of the memory. */
export const Layout = {
  /** The `Mark` of each byte that is a separator. */
  kinds: 0,
  /** The class of each byte. */
  classes: 0x100,
  /** Sixteen times the same separator, for each of four. */
  separators: 0x200,
  /** Two halves of a set of bytes, as rows of bits by their lower four bits: what is special, and what is counted. */
  special: 0x240,
  counted: 0x260,
  /** One bit for each upper four bits. */
  bits: 0x280,
  /** End of what depends on the alphabet. */
  alphabetEnd: 0x290,
  /** What the program found: five numbers of four bytes. */
  results: 0x300,
  bytes: 0x1000,
  marks: 0x1000 + SCAN_BYTES + 0x1000,
  firstMarks: 0x1000 + 5 * SCAN_BYTES + 0x2000,
  starts: 0x1000 + 9 * SCAN_BYTES + 0x3000,
  end: 0x1000 + 13 * SCAN_BYTES + 0x4000,
} as const

/** The order of the results. */
export const Result = { at: 0, marks: 1, segments: 2, counted: 3, strangers: 4 } as const

/** What the other program may hold: definitions of segments, states of shapes, lists of codes and integers of them. */
export const FitLimit = { segments: 1 << 10, states: 5 << 10, lists: 1 << 10, codes: 1 << 16 } as const

const FIT = Layout.end
/** Where things stand in its part of the memory. */
export const FitLayout = {
  /** Tags, and the numbers of their definitions: eight bytes each, at most half full. */
  tags: FIT,
  /** Where each list of codes stands, and by how much its hash is shifted. */
  lists: FIT + 16 * FitLimit.segments,
  /** By way of a state, 32 bytes a state. */
  ways: FIT + 16 * FitLimit.segments + 8 * FitLimit.lists,
  checks: FIT + 16 * FitLimit.segments + 8 * FitLimit.lists + 32 * FitLimit.states,
  codes: FIT + 16 * FitLimit.segments + 8 * FitLimit.lists + 64 * FitLimit.states,
  verdicts: FIT + 16 * FitLimit.segments + 8 * FitLimit.lists + 64 * FitLimit.states + 4 * FitLimit.codes,
  end: FIT + 16 * FitLimit.segments + 8 * FitLimit.lists + 64 * FitLimit.states + 4 * (FitLimit.codes + SCAN_BYTES),
} as const

const PAGE_BYTES = 0x1_0000
export const PAGES: number = Math.ceil(FitLayout.end / PAGE_BYTES)
