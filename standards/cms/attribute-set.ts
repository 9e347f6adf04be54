import {
  copyOctets,
  type Cursor,
  type DerNode,
  encode,
  open,
  readConstructed,
  readSet,
  Tag,
  writeConstructed,
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

/** Attributes that were written and sorted, to stand under any tag. */
export type SortedAttributes = readonly DerNode[]

/** Puts the encodings of attributes into the order of DER (X.690 11.6). */
export function sortAttributes(encodings: readonly Uint8Array[]): SortedAttributes {
  const { content } = writeSetOf(encodings.map(writeRaw))
  return content instanceof Uint8Array ? [] : content
}

/** The octets that are signed or authenticated. */
export function asSet(attributes: SortedAttributes): Uint8Array {
  return encode(writeConstructed(Tag.set, attributes))
}

/** What stands in the message, under an IMPLICIT tag. */
export function asImplicit(attributes: SortedAttributes, tag: number): DerNode {
  return writeConstructed(tag, attributes)
}

/** Reads such attributes under their IMPLICIT tag. */
export function readAttributeSet(cursor: Cursor, tag: number): AttributeSet {
  const start = cursor.offset
  const attributes = readAttributes(readConstructed(cursor, tag))
  const octets = copyOctets(cursor.bytes.subarray(start, cursor.offset))
  if (cursor.reading.failure === undefined) octets[0] = Tag.set
  return { attributes, octets: inOrder(octets) }
}

/** A sender of BER may put the attributes in any order; what counts is their DER, so they are sorted. */
function inOrder(octets: Uint8Array): Uint8Array {
  const ordered = open(octets)
  readSet(ordered)
  if (ordered.reading.failure?.code !== 'asn1/set-order') return octets
  const set = readConstructed(open(octets), Tag.set)
  const encodings: Uint8Array[] = []
  while (!set.atEnd) encodings.push(readOpaque(set))
  return asSet(sortAttributes(encodings))
}
