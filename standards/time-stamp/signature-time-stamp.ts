import type { Decoded, Malformed } from '@entrepot/asn1'
import { addUnsignedAttribute, attributeTypes, type SignerVerdict, valuesOf } from '@entrepot/cms'
import { imprintOf, type ImprintAlgorithm, type MessageImprint } from './message-imprint.ts'
import { type TimeStamp, type TimeStampRefusal, type TokenExpectation, verifyTimeStampToken } from './verify-token.ts'

/** What a signature time-stamp stamps: the octets of the signature (RFC 3161 appendix A; ETSI EN 319 122-1 5.3). */
export function signatureImprint(signature: Uint8Array, algorithm: ImprintAlgorithm = 'SHA-256'): MessageImprint {
  return imprintOf(signature, algorithm)
}

/**
 * Puts a token over a signature beside it, which makes CAdES-B-B to CAdES-B-T. The token is not judged here.
 *
 * @returns the message in DER; or where it is malformed, or that it has no such signature.
 */
export function addSignatureTimeStamp(
  message: Uint8Array,
  signature: Uint8Array,
  token: Uint8Array,
): Decoded<Uint8Array> {
  return addUnsignedAttribute(message, signature, { type: attributeTypes.signatureTimeStamp, values: [token] })
}

/** Verifies every signature time-stamp of a signer, in the order in which they stand; none when there is none. */
export function verifySignatureTimeStamps(
  signer: Pick<SignerVerdict, 'signature' | 'unsignedAttributes'>,
  expected: Omit<TokenExpectation, 'imprint' | 'nonce'>,
): (TimeStamp | TimeStampRefusal | Malformed)[] {
  const tokens = valuesOf(signer.unsignedAttributes, attributeTypes.signatureTimeStamp)
  const imprint = (algorithm: ImprintAlgorithm): MessageImprint => signatureImprint(signer.signature, algorithm)
  return tokens.map((token) => verifyTimeStampToken(token, { ...expected, imprint }))
}
