/** The one face that `node.ts` and `browser.ts` both show, and the types that cross it. */

import type {
  Digest,
  HashName,
  SignatureScheme,
  SignedMessage,
  SigningKey,
  VerificationKey,
} from './signature/scheme.ts'

export {
  type CurveName,
  type Digest,
  type HashName,
  hashBytes,
  isLegacyScheme,
  type KeyType,
  type NamedScheme,
  type SignatureScheme,
  type SignedMessage,
  type SigningKey,
  usualSchemes,
  type VerificationKey,
} from './signature/scheme.ts'

/** Signature algorithms by their JOSE names: ECDSA on P-256 with SHA-256 (RFC 7518 §3.4), Ed25519 (RFC 9864 §2.2). */
export type SignatureAlgorithm = 'ES256' | 'Ed25519'

/** A public key with which acts are sealed, checked on import; made by `importPublicKey` or `importVerificationKey` only. */
export interface PublicKey extends VerificationKey {
  readonly algorithm: SignatureAlgorithm
}

/** Whether a key is one of those with which acts are sealed. */
export function isSealingKey(key: VerificationKey): key is PublicKey {
  return 'algorithm' in key
}

/** A private key with which acts are sealed, whose secret stays inside; made by `importPrivateKey` or `importSigningKey` only. */
export interface PrivateKey extends SigningKey {
  readonly algorithm: SignatureAlgorithm
  readonly publicKey: PublicKey
}

/** A key pair as it is stored: PKCS #8 (RFC 5958) and SubjectPublicKeyInfo, both DER. */
export interface KeyPair {
  readonly privateKeyPkcs8: Uint8Array
  readonly publicKeySpki: Uint8Array
}

/** Base64url without padding (RFC 4648 §5, RFC 7515 §2); exactly one text for each octet string. */
export interface Base64url {
  encode(bytes: Uint8Array): string
  /** @returns `undefined` for padding, whitespace, foreign characters, an impossible length or trailing bits that are not zero. */
  decode(text: string): Uint8Array | undefined
  /** The same as `encode(utf8.encode(text))`, in one step. */
  encodeText(text: string): string
  /** The same as `utf8.decode(decode(text))`, in one step; `undefined` when either refuses. */
  decodeText(text: string): string | undefined
}

/** UTF-8 (RFC 3629). */
export interface Utf8 {
  /** Encodes a string; a lone surrogate becomes U+FFFD, as the Encoding Standard has it. */
  encode(text: string): Uint8Array
  /** @returns `undefined` for ill-formed UTF-8; a byte order mark is kept as a character. */
  decode(bytes: Uint8Array): string | undefined
}

/** What both implementations export. */
export interface Crypto {
  /** SHA-256 (FIPS 180-4): 32 bytes. */
  sha256(data: Uint8Array): Uint8Array

  /** SHA-256 of a text's UTF-8 bytes in base64url: 43 characters, the form in which RFC 9901 and RFC 7638 write digests. */
  digestText(text: string): string

  /**
   * Reads a SubjectPublicKeyInfo in DER.
   *
   * @returns `undefined` for anything but a P-256 key as uncompressed point (RFC 5480 §2.2) or an Ed25519 key (RFC 8410 §4),
   *   for a point off the curve, and for an Ed25519 point of small order, under which one signature fits many messages.
   */
  importPublicKey(spkiDer: Uint8Array): PublicKey | undefined

  /**
   * Takes a bare public key, as a JSON Web Key carries it: 65 bytes `04 || x || y` for ES256, 32 bytes for Ed25519.
   *
   * @returns `undefined` where `importPublicKey` would refuse it.
   */
  importPublicPoint(algorithm: SignatureAlgorithm, point: Uint8Array): PublicKey | undefined

  /**
   * Reads a PKCS #8 private key in DER as OpenSSL, Web Crypto and `keyPairFromSeed` write it (RFC 5915 inside for P-256, RFC 8410 §7 for Ed25519).
   *
   * @returns `undefined` for another form, a secret out of range, or an embedded public key that is not the secret's.
   */
  importPrivateKey(pkcs8Der: Uint8Array): PrivateKey | undefined

  /**
   * Makes a key pair from random bytes; the same seed gives the same pair.
   *
   * ES256 takes 48 bytes and reduces them as FIPS 186-5 A.2.1 does (extra random bits); Ed25519 takes the 32 bytes of RFC 8032 §5.1.5.
   * Lengths stand in `seedBytes`.
   *
   * @throws RangeError `crypto/seed-length` for any other length: a short seed is a programming mistake, never input.
   */
  keyPairFromSeed(algorithm: SignatureAlgorithm, seed: Uint8Array): KeyPair

  /**
   * Signs a message: 64 bytes, `r || s` for ES256 (RFC 7518 §3.4), RFC 8032 for Ed25519.
   *
   * An ES256 signature may differ from call to call and may have a high `s`; identify what was signed, never the signature.
   */
  sign(key: PrivateKey, message: Uint8Array): Uint8Array

  /** Whether a signature holds; `false`, never an exception, for any bytes that are none. */
  verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean

  /** A hash (FIPS 180-4). */
  digest(hash: HashName, data: Uint8Array): Uint8Array

  /** Begins a hash over data that comes in pieces. */
  createDigest(hash: HashName): Digest

  /**
   * Reads a SubjectPublicKeyInfo of any kind in strict DER: RSA (also id-RSASSA-PSS), DSA, P-256/384/521, Ed25519, Ed448, ML-DSA.
   * A P-256 or Ed25519 key is a {@link PublicKey} as well. Lengths are bounded for the verifier's sake; whether a key is long
   * enough is the caller's policy (`bits`).
   *
   * @returns `undefined` for another algorithm, explicit curve parameters, a compressed point, a value out of its range or of small order.
   */
  importVerificationKey(spkiDer: Uint8Array): VerificationKey | undefined

  /**
   * Reads a PKCS #8 private key of any kind but DSA (RFC 5958; ML-DSA as seed, RFC 9881), and tries that it belongs to its public key.
   *
   * @returns `undefined` for another form or a pair that does not fit; in a browser for RSA, too.
   */
  importSigningKey(pkcs8Der: Uint8Array): SigningKey | undefined

  /** Whether a signature holds; `false`, never an exception, for any bytes that are none, and for a scheme that is not the key's. */
  verifySignature(key: VerificationKey, signed: SignedMessage): boolean

  /**
   * Signs a message in the form that X.509 and CMS carry; {@link usualSchemes} has the usual one of each kind of key.
   *
   * @throws TypeError `crypto/scheme` for a scheme that is not the key's, for SHA-1 and DSA: a programming mistake, never input.
   */
  signWith(key: SigningKey, scheme: SignatureScheme, message: Uint8Array): Uint8Array

  readonly base64url: Base64url
  readonly utf8: Utf8

  /** Lower-case hexadecimal. */
  toHex(bytes: Uint8Array): string
}
