import {
  type Cursor,
  close,
  contextConstructed,
  type DerNode,
  encode,
  isNext,
  open,
  readConstructed,
  readOctetString,
  readSequence,
  readSet,
  readSmallInteger,
  Tag,
  writeRaw,
  writeSetOf,
} from '@entrepot/asn1'
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { type Attribute, readAttributes } from '../attribute.ts'
import { type CertificateIdentifier, readCertificateIdentifier } from '../certificate-identifier.ts'
import { readOpaque } from '../opaque.ts'

/** A SignerInfo (RFC 5652 5.3) that was read, not judged. */
export interface SignerInfo {
  readonly identifier: CertificateIdentifier
  readonly digestAlgorithm: AlgorithmIdentifier
  /** `undefined` when the signature covers the content itself. */
  readonly signedAttributes: SignedAttributes | undefined
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly unsignedAttributes: readonly Attribute[]
}

/** Signed attributes, and the octets that the signature covers: their DER under the tag of SET OF (RFC 5652 5.4). */
export interface SignedAttributes {
  readonly attributes: readonly Attribute[]
  readonly octets: Uint8Array
}

const SIGNED_ATTRIBUTES = contextConstructed(0)
const UNSIGNED_ATTRIBUTES = contextConstructed(1)

/** Reads a SignerInfo. */
export function readSignerInfo(cursor: Cursor): SignerInfo {
  const sequence = readSequence(cursor)
  const offset = sequence.offset
  const version = readSmallInteger(sequence, 5)
  const identifier = readCertificateIdentifier(sequence)
  if (version !== (identifier.by === 'issuerAndSerialNumber' ? 1 : 3)) sequence.fail('cms/version', offset)
  const digestAlgorithm = readAlgorithmIdentifier(sequence)
  const signedAttributes = isNext(sequence, SIGNED_ATTRIBUTES) ? readSignedAttributes(sequence) : undefined
  const signatureAlgorithm = readAlgorithmIdentifier(sequence)
  const signature = readOctetString(sequence)
  const hasUnsigned = isNext(sequence, UNSIGNED_ATTRIBUTES)
  const unsignedAttributes = hasUnsigned ? readAttributes(readConstructed(sequence, UNSIGNED_ATTRIBUTES)) : []
  close(sequence)
  return { identifier, digestAlgorithm, signedAttributes, signatureAlgorithm, signature, unsignedAttributes }
}

function readSignedAttributes(cursor: Cursor): SignedAttributes {
  const start = cursor.offset
  const attributes = readAttributes(readConstructed(cursor, SIGNED_ATTRIBUTES))
  const octets = cursor.bytes.slice(start, cursor.offset)
  if (cursor.reading.failure === undefined) octets[0] = Tag.set
  return { attributes, octets: inOrder(octets) }
}

/** A sender of BER may put the attributes in any order; what was signed is their DER (RFC 5652 5.4), so they are sorted. */
function inOrder(octets: Uint8Array): Uint8Array {
  const ordered = open(octets)
  readSet(ordered)
  if (ordered.reading.failure?.code !== 'asn1/set-order') return octets
  const set = readConstructed(open(octets), Tag.set)
  const elements: DerNode[] = []
  while (!set.atEnd) elements.push(writeRaw(readOpaque(set)))
  return encode(writeSetOf(elements))
}
