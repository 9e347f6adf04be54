import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { isNext } from './take.ts'
import { takePrimitive } from './take-primitive.ts'

/** Reads a BOOLEAN. */
export function readBoolean(cursor: Cursor, tag: number = Tag.boolean): boolean {
  return takePrimitive(cursor, Tag.boolean, tag) && cursor.bytes[cursor.contentStart] === 0xff
}

/** Reads a `BOOLEAN DEFAULT FALSE`; a written FALSE is malformed (X.690 11.5). */
export function readBooleanDefaultFalse(cursor: Cursor, tag: number = Tag.boolean): boolean {
  if (!isNext(cursor, tag)) return false
  const value = readBoolean(cursor, tag)
  if (!value) cursor.fail('asn1/default-encoded', cursor.contentStart)
  return value
}
