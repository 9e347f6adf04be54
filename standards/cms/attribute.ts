import {
  type Cursor,
  close,
  type DerNode,
  readConstructed,
  readObjectIdentifier,
  readSequence,
  Tag,
  writeSequence,
  writeSetOf,
} from '@entrepot/asn1'
import { MAXIMUM_ATTRIBUTE_VALUES, MAXIMUM_ATTRIBUTES } from './limits.ts'
import { readOpaque } from './opaque.ts'

/** An attribute (RFC 5652 5.3): its type's object identifier, and the DER of each value. */
export interface Attribute {
  readonly type: string
  readonly values: readonly Uint8Array[]
}

/** Reads Attributes from inside their set, in the order in which they stand; values are opaque. */
export function readAttributes(set: Cursor): Attribute[] {
  if (set.atEnd) set.fail('cms/empty-attributes', set.offset)
  const attributes: Attribute[] = []
  while (!set.atEnd) {
    if (attributes.length >= MAXIMUM_ATTRIBUTES) set.fail('cms/too-many-attributes', set.offset)
    const sequence = readSequence(set)
    const type = readObjectIdentifier(sequence)
    const inside = readConstructed(sequence, Tag.set)
    const values: Uint8Array[] = []
    while (!inside.atEnd) {
      if (values.length >= MAXIMUM_ATTRIBUTE_VALUES) inside.fail('cms/too-many-values', inside.offset)
      values.push(readOpaque(inside))
    }
    close(sequence)
    attributes.push({ type, values })
  }
  return attributes
}

/** Writes an attribute; `type` is the node of its object identifier, made once. */
export function writeAttribute(type: DerNode, values: readonly DerNode[]): DerNode {
  return writeSequence([type, writeSetOf(values)])
}

/** The values of every attribute of a type, in order. */
export function valuesOf(attributes: readonly Attribute[], type: string): readonly Uint8Array[] {
  const [first, ...more] = attributes.filter((attribute) => attribute.type === type)
  if (first === undefined) return none
  return more.length === 0 ? first.values : [first, ...more].flatMap(({ values }) => values)
}

const none: readonly Uint8Array[] = []
