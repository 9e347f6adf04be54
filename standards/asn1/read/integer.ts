import { MAXIMUM_INTEGER_BYTES } from '../limits.ts'
import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { takePrimitive } from './take-primitive.ts'

/** Reads an INTEGER of any sign. */
export function readInteger(cursor: Cursor, tag: number = Tag.integer): bigint {
  if (!takePrimitive(cursor, Tag.integer, tag)) return 0n
  const { bytes, contentStart, contentEnd } = cursor
  if (contentEnd - contentStart > MAXIMUM_INTEGER_BYTES) {
    cursor.fail('asn1/integer-out-of-range', contentStart)
    return 0n
  }
  let digits = '0x'
  for (let i = contentStart; i < contentEnd; i++) digits += (bytes[i] ?? 0).toString(16).padStart(2, '0')
  return BigInt.asIntN((contentEnd - contentStart) * 8, BigInt(digits))
}

/** Reads an INTEGER of 0 to `maximum`, where a type has small numbers: versions, path lengths, reasons. */
export function readSmallInteger(cursor: Cursor, maximum: number, tag: number = Tag.integer): number {
  const value = readInteger(cursor, tag)
  if (value >= 0n && value <= BigInt(maximum)) return Number(value)
  cursor.fail('asn1/integer-out-of-range', cursor.contentStart)
  return 0
}

/** Reads an ENUMERATED of 0 to `maximum`. */
export function readEnumerated(cursor: Cursor, maximum: number, tag: number = Tag.enumerated): number {
  return readSmallInteger(cursor, maximum, tag)
}
