import { MAXIMUM_LENGTH_OCTETS } from '../limits.ts'
import { TAG_NUMBER_MASK } from '../tag.ts'
import type { Cursor } from './cursor.ts'

/** The identifier octet that comes next, or `undefined` at the end. */
export function peek(cursor: Cursor): number | undefined {
  return cursor.atEnd ? undefined : cursor.bytes[cursor.offset]
}

/** Whether an element with this identifier octet comes next: how OPTIONAL and CHOICE are read. */
export function isNext(cursor: Cursor, tag: number): boolean {
  return peek(cursor) === tag
}

/**
 * Reads identifier and length, whatever the tag, and moves past the element (X.690 8.1.2, 8.1.3, 10.1).
 * The content's bounds then stand in `contentStart` and `contentEnd`.
 *
 * @returns whether there was a well-formed element.
 */
export function takeAny(cursor: Cursor): boolean {
  if (cursor.reading.failure !== undefined) return false
  const { bytes, end, offset } = cursor
  const tag = bytes[offset]
  const first = bytes[offset + 1]
  if (offset + 2 > end || tag === undefined || first === undefined) return refuse(cursor, 'asn1/truncated', offset)
  if ((tag & TAG_NUMBER_MASK) === TAG_NUMBER_MASK) return refuse(cursor, 'asn1/tag-number-too-high', offset)
  let start = offset + 2
  let length = first
  if (first > 0x7f) {
    length = longLength(cursor, first & 0x7f)
    if (length < 0) return false
    start += first & 0x7f
  }
  if (length > end - start) return refuse(cursor, 'asn1/truncated', offset)
  cursor.contentStart = start
  cursor.contentEnd = start + length
  cursor.offset = start + length
  return true
}

/** Reads identifier and length of an element that must have this tag. */
export function take(cursor: Cursor, tag: number): boolean {
  if (cursor.reading.failure !== undefined) return false
  const { offset } = cursor
  if (offset >= cursor.end) return refuse(cursor, 'asn1/truncated', offset)
  if (cursor.bytes[offset] !== tag) return refuse(cursor, 'asn1/unexpected-tag', offset)
  return takeAny(cursor)
}

function longLength(cursor: Cursor, octets: number): number {
  const at = cursor.offset + 1
  if (octets === 0) return refuseLength(cursor, 'asn1/length-indefinite')
  if (octets > MAXIMUM_LENGTH_OCTETS) return refuseLength(cursor, 'asn1/length-too-large')
  if (at + 1 + octets > cursor.end) return refuseLength(cursor, 'asn1/truncated')
  let length = 0
  for (let i = 1; i <= octets; i++) length = length * 256 + (cursor.bytes[at + i] ?? 0)
  const fewest = length < 0x80 ? 0 : Math.ceil((32 - Math.clz32(length)) / 8)
  return octets === fewest ? length : refuseLength(cursor, 'asn1/length-not-minimal')
}

function refuseLength(cursor: Cursor, code: string): number {
  cursor.fail(code, cursor.offset + 1)
  return -1
}

function refuse(cursor: Cursor, code: string, offset: number): false {
  cursor.fail(code, offset)
  return false
}
