import {
  copyOctets,
  type Cursor,
  type DerNode,
  encode,
  open,
  readConstructed,
  readSet,
  Tag,
  writePrimitive,
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

/** The octets that are signed or authenticated: the encodings of attributes in the order of DER (X.690 11.6), under the tag of SET OF. */
export function writeAttributeSet(encodings: readonly Uint8Array[]): Uint8Array {
  return encode(writeSetOf(encodings.map(writeRaw)))
}

/** The same attributes as they stand in the message, under an IMPLICIT tag. */
export function asImplicit(set: Uint8Array, tag: number): DerNode {
  const [, length = 0] = set
  const header = length < 0x80 ? 2 : 2 + (length & 0x7f)
  return writePrimitive(tag, set.subarray(header))
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
  return writeAttributeSet(encodings)
}
