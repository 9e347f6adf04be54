import { type Cursor, readSequence } from '@entrepot/asn1'
import { MAXIMUM_LISTED } from '../limits.ts'

/** Reads a SEQUENCE OF with at least one element. */
export function readListOf<Item>(
  cursor: Cursor,
  readItem: (list: Cursor) => Item,
  maximum: number = MAXIMUM_LISTED,
): Item[] {
  const list = readSequence(cursor)
  if (list.atEnd) list.fail('x509/empty-extension', list.offset)
  const items: Item[] = []
  while (!list.atEnd) {
    const offset = list.offset
    items.push(readItem(list))
    if (items.length > maximum) list.fail('x509/too-many-items', offset)
  }
  return items
}
