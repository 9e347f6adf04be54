import { SCAN_BYTES } from '../../limits.ts'

/** Where things stand in the program's memory, and how large it is. */
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

const PAGE_BYTES = 0x1_0000
export const PAGES: number = Math.ceil(Layout.end / PAGE_BYTES)
