import {
  readServiceString,
  SERVICE_STRING_BYTES,
  type ServiceString,
  separatorsWithoutAdvice,
} from '../service-string.ts'

/** What begins at a place outside of interchanges. */
type Beginning = { readonly passed: number } & (
  | /** UNB, behind UNA and the blanks after it, if any. */
  { readonly kind: 'interchange'; readonly serviceString: ServiceString }
  /** UNA whose characters can't separate, or UIB (ISO 9735-3). */
  | { readonly kind: 'unusable-advice' | 'interactive' }
)

/**
 * What was found in bytes that belong to no interchange: `at` bytes come before the beginning, or can't begin one, and those from
 * `outside` on are not blank (-1: all are). `passed` bytes of the beginning are dealt with.
 */
export type Start = { readonly at: number; readonly outside: number } & (Beginning | { readonly kind: 'more' })

/** Blanks looked through between UNA and UNB. */
const MAX_BLANKS = 64
const TAG_BYTES = 3
/** A tag and the separator behind it. */
const TAG_AND_SEPARATOR_BYTES = 4
const TAGS = ['UNA', 'UNB', 'UIB']

/**
 * Looks for the next UNA with UNB, or UNB. Blanks and byte order marks don't count as data.
 *
 * @param final whether no more bytes will come.
 */
export function findStart(bytes: Uint8Array, final: boolean, previous: ServiceString | undefined): Start {
  let outside = -1
  let at = passBlanks(bytes, 0)
  while (at < bytes.length) {
    const beginning = beginningAt(bytes, at, previous)
    if (beginning === 'unknown' && !final) return { kind: 'more', at, outside }
    if (typeof beginning === 'object') return { ...beginning, at, outside }
    if (outside < 0) outside = at
    const next = bytes.indexOf(U, at + 1)
    at = next < 0 ? bytes.length : next
  }
  return { kind: 'more', at: bytes.length, outside }
}

const U = 0x55

/** `unknown`: more bytes would tell. */
function beginningAt(
  bytes: Uint8Array,
  at: number,
  previous: ServiceString | undefined,
): Beginning | 'unknown' | 'none' {
  const tag = textAt(bytes, at, 3)
  if (bytes.length < at + TAG_AND_SEPARATOR_BYTES) return mayBecomeOne(bytes, at) ? 'unknown' : 'none'
  if (tag === 'UNA') return adviceAt(bytes, at)
  const separator = bytes[at + 3] ?? 0
  if (isLetterOrDigit(separator)) return 'none'
  if (tag === 'UIB') return { kind: 'interactive', passed: TAG_BYTES }
  if (tag !== 'UNB') return 'none'
  return { kind: 'interchange', passed: 0, serviceString: separatorsWithoutAdvice(separator, previous) }
}

function adviceAt(bytes: Uint8Array, at: number): Beginning | 'unknown' | 'none' {
  const behind = passBlanks(bytes, at + SERVICE_STRING_BYTES)
  if (behind > at + SERVICE_STRING_BYTES + MAX_BLANKS) return 'none'
  const tag = textAt(bytes, behind, 3)
  if (bytes.length < behind + TAG_AND_SEPARATOR_BYTES) return mayBecomeOne(bytes, behind) ? 'unknown' : 'none'
  if ((tag !== 'UNB' && tag !== 'UIB') || isLetterOrDigit(bytes[behind + 3] ?? 0)) return 'none'
  if (tag === 'UIB') return { kind: 'interactive', passed: behind + TAG_BYTES - at }
  const serviceString = readServiceString(bytes, at)
  if (serviceString === undefined) return { kind: 'unusable-advice', passed: SERVICE_STRING_BYTES }
  return { kind: 'interchange', passed: behind - at, serviceString }
}

/** Whether the last bytes, fewer than a tag and a separator, may be the first of a tag or of a byte order mark. */
function mayBecomeOne(bytes: Uint8Array, at: number): boolean {
  const rest = Array.from(bytes.subarray(at))
  const text = String.fromCharCode(...rest)
  return (
    TAGS.some((tag) => tag.startsWith(text.slice(0, TAG_BYTES))) ||
    rest.every((byte, index) => byte === BYTE_ORDER_MARK[index])
  )
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
/** NUL, tabulator, line feed, carriage return, end of file of DOS, space. */
const BLANKS: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x20])

function passBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    while (at < bytes.length && BLANKS.has(bytes[at] ?? 0)) at++
    if (!BYTE_ORDER_MARK.every((byte, index) => byte === bytes[at + index])) return at
    at += BYTE_ORDER_MARK.length
  }
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}
