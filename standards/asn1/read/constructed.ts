import { MAXIMUM_DEPTH } from '../limits.ts'
import { Tag } from '../tag.ts'
import { Cursor } from './cursor.ts'
import { isOrderedSet } from './set-order.ts'
import { take } from './take.ts'

/** Enters a constructed element: `readConstructed(cursor, contextConstructed(0))` for an EXPLICIT tag. */
export function readConstructed(cursor: Cursor, tag: number): Cursor {
  return take(cursor, tag) ? enter(cursor) : empty(cursor)
}

/** Enters a SEQUENCE, or an IMPLICIT one by its own tag. */
export function readSequence(cursor: Cursor, tag: number = Tag.sequence): Cursor {
  return readConstructed(cursor, tag)
}

/** Enters a SET or SET OF; its elements must stand in DER's order (X.690 10.3, 11.6). */
export function readSet(cursor: Cursor, tag: number = Tag.set): Cursor {
  const inside = readConstructed(cursor, tag)
  if (!isOrderedSet(inside)) cursor.fail('asn1/set-order', inside.offset)
  return inside
}

/** Enters an OCTET STRING whose content is itself DER, as in an extension; offsets stay those of the whole input. */
export function readWrapped(cursor: Cursor, tag: number = Tag.octetString): Cursor {
  return readConstructed(cursor, tag)
}

function enter(cursor: Cursor): Cursor {
  const depth = cursor.depth + 1
  if (depth > MAXIMUM_DEPTH) {
    cursor.fail('asn1/too-deep', cursor.contentStart)
    return empty(cursor)
  }
  return new Cursor(cursor.bytes, { start: cursor.contentStart, end: cursor.contentEnd, depth }, cursor.reading)
}

function empty(cursor: Cursor): Cursor {
  return new Cursor(cursor.bytes, { start: cursor.offset, end: cursor.offset, depth: cursor.depth }, cursor.reading)
}
