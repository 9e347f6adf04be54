import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { takePrimitive } from './take-primitive.ts'

const nothing = new Uint8Array(0)

/** Reads a BIT STRING of whole octets (a key, a signature) as a view of the input. */
export function readBitString(cursor: Cursor, tag: number = Tag.bitString): Uint8Array {
  if (!takePrimitive(cursor, Tag.bitString, tag)) return nothing
  if (cursor.bytes[cursor.contentStart] !== 0) {
    cursor.fail('asn1/bit-string', cursor.contentStart)
    return nothing
  }
  return cursor.bytes.subarray(cursor.contentStart + 1, cursor.contentEnd)
}

/** Reads a named bit list (X.680 22.7): the numbers of the bits that are set, ascending; trailing zero bits are malformed. */
export function readNamedBits(cursor: Cursor, tag: number = Tag.bitString): number[] {
  if (!takePrimitive(cursor, Tag.bitString, tag)) return []
  const { bytes, contentStart, contentEnd } = cursor
  const unused = bytes[contentStart] ?? 0
  const count = (contentEnd - contentStart - 1) * 8 - unused
  const numbers: number[] = []
  for (let bit = 0; bit < count; bit++) {
    const octet = bytes[contentStart + 1 + (bit >> 3)] ?? 0
    if ((octet & (0x80 >> (bit & 7))) !== 0) numbers.push(bit)
  }
  if (count > 0 && numbers.at(-1) !== count - 1) cursor.fail('asn1/named-bits', contentStart)
  return numbers
}
