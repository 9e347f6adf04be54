import {
  type Cursor,
  type DerNode,
  encode,
  open,
  readConstructed,
  readSet,
  Tag,
  writeRaw,
  writeSetOf,
} from '@entrepot/asn1'
import { type Attribute, readAttributes } from './attribute.ts'
import { readOpaque } from './opaque.ts'

/** Attributes that are signed or authenticated, and the octets that are: their DER under the tag of SET OF (RFC 5652 5.4, RFC 5083 2.2). */
export interface AttributeSet {
  readonly attributes: readonly Attribute[]
  readonly octets: Uint8Array
}

/** Reads such attributes under their IMPLICIT tag. */
export function readAttributeSet(cursor: Cursor, tag: number): AttributeSet {
  const start = cursor.offset
  const attributes = readAttributes(readConstructed(cursor, tag))
  const octets = cursor.bytes.slice(start, cursor.offset)
  if (cursor.reading.failure === undefined) octets[0] = Tag.set
  return { attributes, octets: inOrder(octets) }
}

/** A sender of BER may put the attributes in any order; what counts is their DER, so they are sorted. */
function inOrder(octets: Uint8Array): Uint8Array {
  const ordered = open(octets)
  readSet(ordered)
  if (ordered.reading.failure?.code !== 'asn1/set-order') return octets
  const set = readConstructed(open(octets), Tag.set)
  const elements: DerNode[] = []
  while (!set.atEnd) elements.push(writeRaw(readOpaque(set)))
  return encode(writeSetOf(elements))
}

/** The same set under an IMPLICIT tag. */
export function underTag(set: Uint8Array, tag: number): DerNode {
  const implicit = set.slice()
  implicit[0] = tag
  return writeRaw(implicit)
}
