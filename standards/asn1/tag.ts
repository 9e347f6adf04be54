/** Identifier octets of the universal types (X.690 8.1.2); sequences and sets carry the constructed bit. */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** Set in an identifier octet when the content is itself made of elements. */
export const CONSTRUCTED = 0x20

/** The tag number field of an identifier octet; all ones announces a high tag number, which is refused. */
export const TAG_NUMBER_MASK = 0x1f

const CONTEXT_SPECIFIC = 0x80

/** The identifier octet of `[number]` with primitive content, as IMPLICIT tagging of a primitive type gives it. */
export const contextPrimitive = (number: number): number => CONTEXT_SPECIFIC | number

/** The identifier octet of `[number]` with constructed content: EXPLICIT tagging, or IMPLICIT of a constructed type. */
export const contextConstructed = (number: number): number => CONTEXT_SPECIFIC | CONSTRUCTED | number
