import { NONE, type Separators } from '@entrepot/edi'
import { MAX_HEADER_BYTES } from '../limits.ts'

/** Bytes of ISA with its terminator, where its elements are as wide as the standard has them. */
export const HEADER_BYTES = 106
/** Element separators of ISA before its sixteenth and last element. */
const HEADER_ELEMENTS = 16
/** ISA11: repetition separator from 00402 on, before that a code of the standard. */
const REPETITION_ELEMENT = 11
const VERSION_ELEMENT = 12
const FIRST_VERSION_WITH_REPETITION = '00402'
const TAG_BYTES = 3

/** What ISA says of the interchange's form. */
export interface Header {
  readonly separators: Separators
  /** Its elements are as wide as the standard has them. */
  readonly fixed: boolean
}

/**
 * Reads the separators from an interchange header: its fourth byte parts elements, its last element parts components, the byte
 * behind that ends segments (X12.5; ISA16).
 *
 * Elements that are not padded as the standard asks are counted instead of measured.
 *
 * @param at where `ISA` stands
 * @returns `more` where too few bytes are there yet, `none` where this is no header.
 */
export function readHeader(bytes: Uint8Array, at: number): Header | 'more' | 'none' {
  const element = bytes[at + TAG_BYTES]
  if (element === undefined) return 'more'
  if (isWord(element)) return 'none'
  const starts: number[] = []
  const end = Math.min(bytes.length, at + MAX_HEADER_BYTES)
  for (let i = at + TAG_BYTES; i < end && starts.length < HEADER_ELEMENTS; i++)
    if (bytes[i] === element) starts.push(i + 1)
  const last = starts[HEADER_ELEMENTS - 1]
  const isShort = bytes.length < at + MAX_HEADER_BYTES
  if (last === undefined) return isShort ? 'more' : 'none'
  const [component, terminator] = [bytes[last], bytes[last + 1]]
  if (component === undefined || terminator === undefined) return isShort ? 'more' : 'none'
  const repetition = repetitionOf(bytes, starts)
  const all = [element, component, terminator, ...(repetition === NONE ? [] : [repetition])]
  if (new Set(all).size < all.length || all.some(isWord)) return 'none'
  return {
    separators: { component, element, repetition, release: NONE, terminator },
    fixed: last + 2 - at === HEADER_BYTES,
  }
}

function repetitionOf(bytes: Uint8Array, starts: readonly number[]): number {
  const from = starts[REPETITION_ELEMENT - 1] ?? 0
  const version = starts[VERSION_ELEMENT - 1] ?? 0
  const text = String.fromCharCode(...bytes.subarray(version, (starts[VERSION_ELEMENT] ?? version) - 1))
  const byte = bytes[from] ?? 0
  const isOne = (starts[REPETITION_ELEMENT] ?? 0) === from + 2
  return isOne && text >= FIRST_VERSION_WITH_REPETITION && !isWord(byte) ? byte : NONE
}

/** Letters, figures and blanks part nothing. */
const isWord = (byte: number): boolean =>
  byte === 0x20 ||
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte >= 0x80
