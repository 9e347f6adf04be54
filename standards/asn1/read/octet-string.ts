import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { take } from './take.ts'

const nothing = new Uint8Array(0)

/** Reads an OCTET STRING as a view of the input. */
export function readOctetString(cursor: Cursor, tag: number = Tag.octetString): Uint8Array {
  return take(cursor, tag) ? cursor.bytes.subarray(cursor.contentStart, cursor.contentEnd) : nothing
}
