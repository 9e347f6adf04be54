import { derToRawEcdsa } from '../ecdsa-signature.ts'
import { scalarBytesOf } from '../curves.ts'
import type { KeyInfo, RsaKeyInfo } from './key-info.ts'
import {
  type HashName,
  hashBytes,
  isLegacyScheme,
  isCurveName,
  type NamedScheme,
  type SignatureScheme,
  type SignedMessage,
} from './scheme.ts'

/** Octets of a signature (RFC 8032 5.1.6, 5.2.6; FIPS 204 table 2). */
const namedSignatureBytes: Readonly<Record<NamedScheme, number>> = {
  Ed25519: 64,
  Ed448: 114,
  'ML-DSA-44': 2420,
  'ML-DSA-65': 3309,
  'ML-DSA-87': 4627,
}

/** Octets of a DigestInfo before the hash, the padding and its frame (RFC 8017 9.2). */
const DIGEST_INFO_BYTES: Readonly<Record<HashName, number>> = {
  'SHA-1': 15,
  'SHA-256': 19,
  'SHA-384': 19,
  'SHA-512': 19,
}
const PKCS1_FRAME_BYTES = 11

/** What is known of a key without its numbers. */
type KeyTraits = Pick<KeyInfo, 'type' | 'bits'> & Partial<Pick<RsaKeyInfo, 'pssOnly'>>

/** Whether a key can sign by a scheme: its kind, its length, its own restriction to PSS (RFC 4055 3.3). */
export function isSchemeOf(key: KeyTraits, scheme: SignatureScheme): boolean {
  if (scheme.name === 'RSASSA-PKCS1-v1_5') {
    return key.type === 'RSA' && key.pssOnly === undefined && fitsPkcs1(key.bits, scheme.hash)
  }
  if (scheme.name === 'RSASSA-PSS') return key.type === 'RSA' && isPssOf(key, scheme)
  return scheme.name === 'ECDSA' ? isCurveName(key.type) : scheme.name === key.type
}

function fitsPkcs1(bits: number, hash: HashName): boolean {
  return Math.ceil(bits / 8) >= DIGEST_INFO_BYTES[hash] + hashBytes[hash] + PKCS1_FRAME_BYTES
}

function isPssOf(
  { bits, pssOnly }: KeyTraits,
  scheme: { readonly hash: HashName; readonly saltBytes: number },
): boolean {
  const restriction = pssOnly?.parameters
  const isAllowed =
    restriction === undefined || (restriction.hash === scheme.hash && scheme.saltBytes >= restriction.saltBytes)
  // RFC 8017 9.1.2, step 3.
  return isAllowed && Math.ceil((bits - 1) / 8) >= hashBytes[scheme.hash] + scheme.saltBytes + 2
}

/**
 * The signature in the form in which it is computed with: `r || s` for ECDSA and DSA, else as it stands.
 *
 * @returns `undefined` when the scheme is not the key's or not allowed, or no signature of it has this length or form.
 */
export function signatureOctets(key: KeyInfo, { scheme, signature, legacy }: SignedMessage): Uint8Array | undefined {
  if (!isSchemeOf(key, scheme) || (isLegacyScheme(scheme) && legacy !== 'accepted')) return undefined
  if (key.type === 'RSA') return signature.length === Math.ceil(key.bits / 8) ? signature : undefined
  if (key.type === 'DSA') return derToRawEcdsa(signature, Math.ceil(key.q.toString(16).length / 2))
  const { type } = key
  if (isCurveName(type)) return derToRawEcdsa(signature, scalarBytesOf(type))
  return signature.length === namedSignatureBytes[type] ? signature : undefined
}
