import {
  type Cursor,
  close,
  peek,
  readAny,
  readObjectIdentifier,
  readSequence,
  readSet,
  readText,
  Tag,
} from '@entrepot/asn1'
import { MAXIMUM_NAME_ATTRIBUTES } from '../limits.ts'
import type { Name, NameAttribute } from './name.ts'

/** String types whose values are compared as text (RFC 5280 7.1); TeletexString and UniversalString are not read as text. */
const comparedAsText: ReadonlySet<number> = new Set([
  Tag.utf8String,
  Tag.printableString,
  Tag.ia5String,
  Tag.bmpString,
  Tag.numericString,
  Tag.visibleString,
])

/** Reads a Name (RFC 5280 4.1.2.4). */
export function readName(cursor: Cursor): Name {
  const start = cursor.offset
  const sequence = readSequence(cursor)
  const parts: (readonly NameAttribute[])[] = []
  let count = 0
  while (!sequence.atEnd) {
    const part = readNamePart(readSet(sequence))
    parts.push(part)
    count += part.length
    if (count > MAXIMUM_NAME_ATTRIBUTES) sequence.fail('x509/name-too-long', start)
  }
  return { raw: cursor.bytes.subarray(start, cursor.offset), parts }
}

/** Reads the attributes of a RelativeDistinguishedName, whose set was entered. */
export function readNamePart(set: Cursor): readonly NameAttribute[] {
  if (set.atEnd) set.fail('x509/empty-name-part', set.offset)
  const attributes: NameAttribute[] = []
  while (!set.atEnd) {
    const sequence = readSequence(set)
    const type = readObjectIdentifier(sequence)
    const start = sequence.offset
    const tag = peek(sequence) ?? 0
    const text = comparedAsText.has(tag) ? readText(sequence, tag) : undefined
    const value = text === undefined ? readAny(sequence).raw : sequence.bytes.subarray(start, sequence.offset)
    close(sequence)
    attributes.push({ type, text, value })
    if (attributes.length > MAXIMUM_NAME_ATTRIBUTES) set.fail('x509/name-too-long', set.offset)
  }
  return attributes
}
