export {
  MAXIMUM_BYTES,
  MAXIMUM_DEPTH,
  MAXIMUM_INTEGER_BYTES,
  MAXIMUM_LENGTH_OCTETS,
  MAXIMUM_OBJECT_IDENTIFIER_BYTES,
} from './limits.ts'
export { type Asn1Code, asn1Rules, type Decoded, type Malformed } from './malformed.ts'
export { contextConstructed, contextPrimitive, Tag } from './tag.ts'
export { type Cursor, close, finish, open } from './read/cursor.ts'
export { isNext, peek } from './read/take.ts'
export { type Element, readAny } from './read/any.ts'
export { readBitString, readNamedBits } from './read/bit-string.ts'
export { readBoolean, readBooleanDefaultFalse } from './read/boolean.ts'
export { readConstructed, readSequence, readSet, readWrapped } from './read/constructed.ts'
export { readEnumerated, readInteger, readSmallInteger } from './read/integer.ts'
export { readNull } from './read/null.ts'
export { readObjectIdentifier } from './read/object-identifier.ts'
export { readOctetString } from './read/octet-string.ts'
export { readText } from './read/text.ts'
export { decodeText } from './read/text-content.ts'
export { readGeneralizedTime, readUtcTime } from './read/time.ts'
export { encode } from './write/encode.ts'
export { copyOctets } from './write/room.ts'
export { type DerNode, writeConstructed, writePrimitive, writeRaw } from './write/node.ts'
export { writeBitString, writeNamedBits } from './write/bit-string.ts'
export { writeBoolean } from './write/boolean.ts'
export { writeSequence, writeSetOf } from './write/constructed.ts'
export { writeEnumerated, writeInteger } from './write/integer.ts'
export { writeNull } from './write/null.ts'
export { writeObjectIdentifier } from './write/object-identifier.ts'
export { writeOctetString, writeWrapped } from './write/octet-string.ts'
export { isPrintableString, writeIa5String, writePrintableString, writeUtf8String } from './write/text.ts'
export { writeGeneralizedTime, writeUtcTime } from './write/time.ts'
