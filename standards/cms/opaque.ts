import { type Cursor, peek, readOctetString } from '@entrepot/asn1'

/** Moves past an element of any tag without judging what is in it; its whole encoding, as a view. */
export function readOpaque(cursor: Cursor): Uint8Array {
  const start = cursor.offset
  readOctetString(cursor, peek(cursor))
  return cursor.bytes.subarray(start, cursor.offset)
}
