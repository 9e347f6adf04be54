/** The one face that `node.ts` and `browser.ts` of this folder both show, and the types that cross it. */
import type { CurveName, HashName } from '../signature/scheme.ts'

/** Kinds of keys to which something is encrypted: RSA by key transport, the curves by key agreement. */
export type EncryptionKeyType = 'RSA' | CurveName

/** A public key to encrypt to, checked on import; made by `importEncryptionKey` only. */
export interface EncryptionKey {
  readonly type: EncryptionKeyType
  /** Length of the modulus, or of the field of the curve. */
  readonly bits: number
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
}

/** A private key that opens what was encrypted to it, whose secret stays inside. */
export interface DecryptionKey {
  readonly type: EncryptionKeyType
  readonly publicKey: EncryptionKey
}

/** How RSAES-OAEP pads (RFC 8017 7.1): MGF1 with the same hash, an empty label. */
export interface OaepPadding {
  readonly hash: HashName
  /** As many random octets as the hash has. */
  readonly seed: Uint8Array
}

/** Turns octets into octets, in pieces. */
export interface RunningCipher {
  /** Takes the next octets, and gives what they make. */
  update(octets: Uint8Array): Uint8Array
  /** Ends it, and gives the rest. */
  finish(): Uint8Array
}

/** A decryption whose end may fail. */
export interface RunningDecryption {
  update(octets: Uint8Array): Uint8Array
  /** The rest; `undefined` when the padding is none. */
  finish(): Uint8Array | undefined
}

/** An encryption that also authenticates. */
export interface RunningGcmEncryption {
  update(octets: Uint8Array): Uint8Array
  /** The tag, 16 octets. */
  finish(): Uint8Array
}

/** A decryption whose octets are authentic only when its end says so. */
export interface RunningGcmDecryption {
  /** Octets that nobody has authenticated yet. */
  update(octets: Uint8Array): Uint8Array
  /** Whether all that went by, and these octets besides, are what was encrypted. */
  finish(tag: Uint8Array, additional: Uint8Array): boolean
}

/** Key and starting value of AES: 16, 24 or 32 octets; 16 octets for CBC, 12 for GCM. */
export interface AesKey {
  readonly key: Uint8Array
  readonly start: Uint8Array
}

/** An encrypted text with its tag. */
export interface Sealed {
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

/** What a key is derived from, and how long it is to be. */
export interface Derivation {
  readonly secret: Uint8Array
  readonly sharedInfo: Uint8Array
  readonly length: number
}

/** What both implementations export. */
export interface Encryption {
  /** Whether RSA keys open here: in Node.js; in a browser there is no constant-time arithmetic for them. */
  readonly opensRsa: boolean

  /**
   * Reads a SubjectPublicKeyInfo to encrypt to: RSA (rsaEncryption), P-256, P-384, P-521 as an uncompressed point.
   *
   * @returns `undefined` for another kind, a point off its curve, an RSA key for signatures alone.
   */
  importEncryptionKey(spkiDer: Uint8Array): EncryptionKey | undefined

  /** Reads a PKCS #8 key (RFC 5958) of the same kinds; `undefined` for another form, and for RSA where `opensRsa` is false. */
  importDecryptionKey(pkcs8Der: Uint8Array): DecryptionKey | undefined

  /**
   * Makes a key for one agreement from random octets, as many as `agreementSeedBytes` says (FIPS 186-5 A.2.1).
   *
   * @throws RangeError `crypto/seed-length` for another length: a programming mistake, never input.
   */
  agreementKeyFromSeed(curve: CurveName, seed: Uint8Array): DecryptionKey

  /** The shared secret of ECDH (SP 800-56A 5.7.1.2): the x coordinate. `undefined` when the keys are not of one curve. */
  agree(own: DecryptionKey, other: EncryptionKey): Uint8Array | undefined

  /** ANSI X9.63 key derivation (SEC 1 3.6.1; RFC 5753 7.1.4). */
  deriveX963(hash: HashName, derivation: Derivation): Uint8Array

  /** RSAES-OAEP encryption (RFC 8017 7.1.1); `undefined` when the key is not RSA, or too short for the message. */
  encryptOaep(key: EncryptionKey, padding: OaepPadding, message: Uint8Array): Uint8Array | undefined

  /** RSAES-OAEP decryption (RFC 8017 7.1.2) with MGF1 of the same hash and an empty label; `undefined`, at one speed, for what is none. */
  decryptOaep(key: DecryptionKey, hash: HashName, ciphertext: Uint8Array): Uint8Array | undefined

  /**
   * RSAES-PKCS1-v1_5 decryption of a key of known length. What does not decrypt to such a key gives the substitute, as RFC 3218
   * 2.3.2 asks against the attack of Bleichenbacher: the caller cannot tell, and goes on with a key that opens nothing.
   *
   * @param substitute random octets, as many as the key has.
   */
  decryptPkcs1Key(key: DecryptionKey, ciphertext: Uint8Array, substitute: Uint8Array): Uint8Array

  /** AES key wrap (RFC 3394) of a key of 16 octets or more, a multiple of 8. */
  wrapKey(wrappingKey: Uint8Array, key: Uint8Array): Uint8Array

  /** AES key unwrap (RFC 3394 2.2.2); `undefined` when the integrity check fails. */
  unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined

  /** Starts AES-CBC encryption with the padding of RFC 5652 6.3. */
  startCbcEncryption(aes: AesKey): RunningCipher

  /** Starts AES-CBC decryption with the padding of RFC 5652 6.3. */
  startCbcDecryption(aes: AesKey): RunningDecryption

  /** Encrypts by AES-GCM (SP 800-38D), with a tag of 16 octets. */
  encryptGcm(aes: AesKey, plaintext: Uint8Array, additional: Uint8Array): Sealed

  /** Decrypts by AES-GCM; `undefined` when the tag, of 12 to 16 octets, does not hold. */
  decryptGcm(aes: AesKey, sealed: Sealed, additional: Uint8Array): Uint8Array | undefined

  /** Starts AES-GCM encryption. */
  startGcmEncryption(aes: AesKey, additional: Uint8Array): RunningGcmEncryption

  /** Starts AES-GCM decryption of a text whose additional octets come after it, as in RFC 5083 2.1. */
  startGcmDecryption(aes: AesKey): RunningGcmDecryption
}
