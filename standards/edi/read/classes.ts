import { Mark, NONE, type Separators } from '../token.ts'

/**
 * What a byte means to the scanner.
 *
 * Bit 0: a separator; bits 1 and 2: its `Mark`. `MULTIBYTE`: part of a character of several bytes. `BLANK`: passed over
 * between segments. `COUNTED`: a control, which may stand between segments only, or a byte of a longer character; where more are counted
 * than stand between segments, a closer look is due. `SPECIAL`: the release character (`RELEASE`), or outside of the repertoire.
 */
export const MULTIBYTE = 0x08
export const RELEASE = 0x10
export const COUNTED = 0x20
export const COUNTED_SHIFT = 5
export const BLANK = 0x40
export const SPECIAL = 0x80

/** NUL, tabulator, line feed, carriage return, and the end-of-file mark of DOS: what transport and editors leave. */
const CONTROLS_BETWEEN_SEGMENTS = [0x00, 0x09, 0x0a, 0x0d, 0x1a]
const SPACE = 0x20

/** What bytes mean, as it stands in a service string or follows from a character set. */
export interface Alphabet {
  readonly separators: Separators
  /** 256 flags: what may stand in data; anything if absent. */
  readonly allowed?: Uint8Array | undefined
  /** 256 flags: what belongs to characters of several bytes. */
  readonly multibyte?: Uint8Array | undefined
}

/** The class of each of the 256 bytes. */
export function classify({ separators, allowed, multibyte }: Alphabet): Uint8Array {
  const classes = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) {
    if (allowed !== undefined && allowed[byte] === 0) classes[byte] = SPECIAL
    else if (multibyte !== undefined && multibyte[byte] !== 0) classes[byte] = MULTIBYTE | COUNTED
  }
  for (const byte of CONTROLS_BETWEEN_SEGMENTS) classes[byte] = COUNTED | BLANK
  classes[SPACE] = BLANK
  setClass(classes, separators.release, SPECIAL | RELEASE)
  setClass(classes, separators.repetition, 1 | (Mark.repetition << 1))
  setClass(classes, separators.component, 1 | (Mark.component << 1))
  setClass(classes, separators.element, 1 | (Mark.element << 1))
  setClass(classes, separators.terminator, 1 | (Mark.terminator << 1))
  return classes
}

function setClass(classes: Uint8Array, byte: number, value: number): void {
  if (byte !== NONE) classes[byte] = value
}

/** What a byte behind a terminator, or behind blanks there, begins. */
export const Beginning = { tag: 0, stop: 1, blank: 2, control: 3 } as const

/** Everything that is looked up by byte value while segments are found. */
export interface Tables {
  readonly classes: Uint8Array
  /** The `Mark` of a separator. */
  readonly kinds: Uint8Array
  /** Of `Beginning`. */
  readonly beginnings: Uint8Array
}

/** @param stops tags as numbers ({@link packTag}). */
export function tabulate(classes: Uint8Array, stops: readonly number[]): Tables {
  const firsts = new Set(stops.map((stop) => stop >> 16))
  const beginningOf = (kind: number, byte: number): number => {
    if ((kind & BLANK) !== 0) return (kind & COUNTED) === 0 ? Beginning.blank : Beginning.control
    return firsts.has(byte) ? Beginning.stop : Beginning.tag
  }
  return { classes, kinds: classes.map((kind) => (kind >> 1) & 3), beginnings: classes.map(beginningOf) }
}
