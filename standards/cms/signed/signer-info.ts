import {
  type Cursor,
  close,
  contextConstructed,
  isNext,
  readConstructed,
  readOctetString,
  readSequence,
  readSmallInteger,
} from '@entrepot/asn1'
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../algorithm-identifier.ts'
import { type Attribute, readAttributes } from '../attribute.ts'
import { type AttributeSet, readAttributeSet } from '../attribute-set.ts'
import { type CertificateIdentifier, readCertificateIdentifier } from '../certificate-identifier.ts'

/** A SignerInfo (RFC 5652 5.3) that was read, not judged. */
export interface SignerInfo {
  readonly identifier: CertificateIdentifier
  readonly digestAlgorithm: AlgorithmIdentifier
  /** `undefined` when the signature covers the content itself. */
  readonly signedAttributes: AttributeSet | undefined
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly unsignedAttributes: readonly Attribute[]
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
  const signedAttributes = isNext(sequence, SIGNED_ATTRIBUTES)
    ? readAttributeSet(sequence, SIGNED_ATTRIBUTES)
    : undefined
  const signatureAlgorithm = readAlgorithmIdentifier(sequence)
  const signature = readOctetString(sequence)
  const hasUnsigned = isNext(sequence, UNSIGNED_ATTRIBUTES)
  const unsignedAttributes = hasUnsigned ? readAttributes(readConstructed(sequence, UNSIGNED_ATTRIBUTES)) : []
  close(sequence)
  return { identifier, digestAlgorithm, signedAttributes, signatureAlgorithm, signature, unsignedAttributes }
}
