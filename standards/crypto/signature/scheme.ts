/** Keys and signature schemes of certificates, messages and documents; wider than the two with which acts are sealed. */

/** Hash functions (FIPS 180-4). SHA-1 is there to verify what is old, and only where that is allowed explicitly. */
export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

/** Octets of each hash. */
export const hashBytes: Readonly<Record<HashName, number>> = {
  'SHA-1': 20,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
}

/** Curves of ECDSA keys (SP 800-186). */
export type CurveName = 'P-256' | 'P-384' | 'P-521'

/** Schemes that are complete in their name: EdDSA without context (RFC 8032), pure ML-DSA without context (FIPS 204). */
export type NamedScheme = 'Ed25519' | 'Ed448' | 'ML-DSA-44' | 'ML-DSA-65' | 'ML-DSA-87'

/** Kinds of keys. DSA is there to verify what is old, like SHA-1. */
export type KeyType = 'RSA' | 'DSA' | CurveName | NamedScheme

/**
 * How something was signed.
 *
 * PSS takes MGF1 with the same hash and trailer field 1 (RFC 4055 3.1); other combinations have no name here.
 */
export type SignatureScheme =
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: HashName }
  | { readonly name: 'RSASSA-PSS'; readonly hash: HashName; readonly saltBytes: number }
  | { readonly name: 'ECDSA'; readonly hash: HashName }
  | { readonly name: 'DSA'; readonly hash: HashName }
  | { readonly name: NamedScheme }

/** A public key of any kind, checked on import; made by `importVerificationKey` only. */
export interface VerificationKey {
  readonly type: KeyType
  /** Length of the modulus of RSA and DSA, of the field of a curve; for ML-DSA the strength that it claims. */
  readonly bits: number
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
}

/** A private key of any kind whose secret stays inside; made by `importSigningKey` only. */
export interface SigningKey {
  readonly type: KeyType
  readonly publicKey: VerificationKey
}

/** A signature to be verified. */
export interface SignedMessage {
  readonly scheme: SignatureScheme
  readonly message: Uint8Array
  /** As X.509 and CMS carry it: an ECDSA or DSA signature is a DER sequence of `r` and `s` (RFC 3279 2.2.3). */
  readonly signature: Uint8Array
  /** Accepts SHA-1 and DSA, which are refused otherwise. */
  readonly legacy?: 'accepted'
}

/** A hash that takes its data in pieces. */
export interface Digest {
  update(data: Uint8Array): void
  /** The hash; the digest cannot be used after it. */
  finish(): Uint8Array
}

/** Whether a scheme is one that is refused unless it is allowed explicitly. */
export function isLegacyScheme(scheme: SignatureScheme): boolean {
  return scheme.name === 'DSA' || ('hash' in scheme && scheme.hash === 'SHA-1')
}

/** Whether a kind of key is one of the NIST curves. */
export function isCurveName(type: KeyType): type is CurveName {
  return type === 'P-256' || type === 'P-384' || type === 'P-521'
}

/** The scheme with which a key of a kind signs unless another is asked for; hashes as strong as the curve (RFC 5758 3.2). */
export const usualSchemes: Readonly<Record<KeyType, SignatureScheme>> = {
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  DSA: { name: 'DSA', hash: 'SHA-256' },
  'P-256': { name: 'ECDSA', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', hash: 'SHA-384' },
  'P-521': { name: 'ECDSA', hash: 'SHA-512' },
  Ed25519: { name: 'Ed25519' },
  Ed448: { name: 'Ed448' },
  'ML-DSA-44': { name: 'ML-DSA-44' },
  'ML-DSA-65': { name: 'ML-DSA-65' },
  'ML-DSA-87': { name: 'ML-DSA-87' },
}
