import type { Asn1Code } from '../malformed.ts'
import { MAXIMUM_OBJECT_IDENTIFIER_BYTES } from '../limits.ts'
import { Tag } from '../tag.ts'
import { textFault } from './text-content.ts'
import { decodeTime } from './time-content.ts'

type Fault = (bytes: Uint8Array, start: number, end: number) => Asn1Code | undefined

const booleanFault: Fault = (bytes, start, end) =>
  end - start === 1 && (bytes[start] === 0x00 || bytes[start] === 0xff) ? undefined : 'asn1/boolean'

const integerFault: Fault = (bytes, start, end) => {
  const [first, second] = [bytes[start] ?? 0, bytes[start + 1] ?? 0]
  if (end === start) return 'asn1/integer'
  const padded = end - start > 1 && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80))
  return padded ? 'asn1/integer' : undefined
}

const bitStringFault: Fault = (bytes, start, end) => {
  const unused = bytes[start] ?? 0
  if (end === start || unused > 7 || (end - start === 1 && unused !== 0)) return 'asn1/bit-string'
  const last = bytes[end - 1] ?? 0
  return (last & ((1 << unused) - 1)) === 0 || end - start === 1 ? undefined : 'asn1/bit-string'
}

const nullFault: Fault = (_bytes, start, end) => (end === start ? undefined : 'asn1/null')

const objectIdentifierFault: Fault = (bytes, start, end) => {
  if (end - start > MAXIMUM_OBJECT_IDENTIFIER_BYTES) return 'asn1/object-identifier-too-long'
  if (end === start || (bytes[end - 1] ?? 0) > 0x7f) return 'asn1/object-identifier'
  for (let i = start; i < end; i++) {
    const startsArc = i === start || (bytes[i - 1] ?? 0) < 0x80
    if (startsArc && bytes[i] === 0x80) return 'asn1/object-identifier'
  }
  return undefined
}

const timeFault =
  (tag: number): Fault =>
  (bytes, start, end) => {
    const time = decodeTime(bytes, { start, end, tag })
    return typeof time === 'number' ? undefined : time
  }

const stringFault =
  (tag: number): Fault =>
  (bytes, start, end) =>
    textFault(tag, bytes.subarray(start, end)) ? 'asn1/string' : undefined

const faults = new Map<number, Fault>([
  [Tag.boolean, booleanFault],
  [Tag.integer, integerFault],
  [Tag.enumerated, integerFault],
  [Tag.bitString, bitStringFault],
  [Tag.null, nullFault],
  [Tag.objectIdentifier, objectIdentifierFault],
  [Tag.utcTime, timeFault(Tag.utcTime)],
  [Tag.generalizedTime, timeFault(Tag.generalizedTime)],
  ...[Tag.utf8String, Tag.printableString, Tag.ia5String, Tag.numericString, Tag.visibleString, Tag.bmpString].map(
    (tag): [number, Fault] => [tag, stringFault(tag)],
  ),
])

/**
 * Judges the content of a primitive universal type.
 *
 * @param span bounds of the content, and the universal tag whose rules hold, which under IMPLICIT tagging is not the one written.
 * @returns `undefined` when it is the one DER encoding of its value, or when the type has no rules of its own (OCTET STRING).
 */
export function primitiveFault(
  bytes: Uint8Array,
  span: { start: number; end: number; tag: number },
): Asn1Code | undefined {
  return faults.get(span.tag)?.(bytes, span.start, span.end)
}
