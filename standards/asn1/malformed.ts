/** Every way in which input can fail to be DER, with the clause of ITU-T X.690 (2021) that it breaks. */
export const asn1Rules = {
  'asn1/truncated': 'X.690 8.1.3: the octets end before the element does',
  'asn1/length-indefinite': 'X.690 10.1: lengths are definite',
  'asn1/length-not-minimal': 'X.690 10.1: lengths take the fewest octets',
  'asn1/length-too-large': 'limit MAXIMUM_LENGTH_OCTETS',
  'asn1/tag-number-too-high': 'limit: tag numbers end at 30',
  'asn1/unexpected-tag': 'the type asks for another tag here',
  'asn1/constructed-form': 'X.690 8.9.1, 8.11.1, 10.2: sequences and sets are constructed, all else is primitive',
  'asn1/trailing-bytes': 'nothing may follow the last element',
  'asn1/boolean': 'X.690 8.2, 11.1: one octet, 00 or FF',
  'asn1/integer': 'X.690 8.3.2: the fewest octets, at least one',
  'asn1/integer-out-of-range': 'the type or MAXIMUM_INTEGER_BYTES asks for a smaller integer',
  'asn1/bit-string': 'X.690 8.6.2, 11.2.1: 0 to 7 unused bits, each zero',
  'asn1/named-bits': 'X.690 11.2.2: a named bit list has no trailing zero bits',
  'asn1/null': 'X.690 8.8.2: no content',
  'asn1/object-identifier': 'X.690 8.19.2: arcs take the fewest octets and end',
  'asn1/object-identifier-too-long': 'limit MAXIMUM_OBJECT_IDENTIFIER_BYTES',
  'asn1/string': 'X.690 8.23: an octet outside the character set of the string type',
  'asn1/time': 'X.690 11.7, 11.8: an existing instant with seconds, in UTC, ending in Z',
  'asn1/time-fraction': 'limit: fractions of a second are not read',
  'asn1/set-order': 'X.690 10.3, 11.6: elements of a set stand in ascending order',
  'asn1/default-encoded': 'X.690 11.5: a value equal to its default is left out',
  'asn1/too-deep': 'limit MAXIMUM_DEPTH',
  'asn1/too-large': 'limit MAXIMUM_BYTES, or the one that the caller named',
} as const

/** A code of {@link asn1Rules}. */
export type Asn1Code = keyof typeof asn1Rules

/**
 * Malformed input as a value: a stable code, and the byte offset in the input that was given.
 * A room that reads a type of its own adds codes of its own, hence `string`; those of this room are {@link Asn1Code}.
 */
export interface Malformed {
  readonly ok: false
  readonly code: string
  readonly offset: number
}

/** What decoding returns: the value, or where and why there is none. */
export type Decoded<Value> = { readonly ok: true; readonly value: Value } | Malformed
