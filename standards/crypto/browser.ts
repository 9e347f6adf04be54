import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Base64url, KeyPair, PrivateKey, PublicKey, SignatureAlgorithm, Utf8 } from './face.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { BrowserSigningKey, BrowserVerificationKey, importAnyPrivateKey, importAnyPublicKey } from './browser-keys.ts'
import { scalarFromRandom } from './curves.ts'
import {
  assertSeedLength,
  keyInfoOf,
  keyTypes,
  readPkcs8,
  readSpki,
  sameBytes,
  writePkcs8,
  writeSpki,
  type RawPublicKey,
} from './encodings.ts'
import { verifyEd25519 } from './signature/edwards.ts'
import type { SigningKey, VerificationKey } from './signature/scheme.ts'

export * from './face.ts'
export { createDigest, digest, signWith, verifySignature } from './browser-keys.ts'
export { derToRawEcdsa, rawToDerEcdsa } from './ecdsa-signature.ts'
export { seedBytes } from './encodings.ts'
export { decodeScheme, encodeScheme } from './signature/algorithm-identifier.ts'

/** Both algorithms sign 64 bytes. */
const signatureBytes = 64

class BrowserPublicKey extends BrowserVerificationKey implements PublicKey {
  readonly algorithm: SignatureAlgorithm
  readonly #point: Uint8Array

  constructor(raw: RawPublicKey) {
    super(keyInfoOf(raw), writeSpki(raw))
    this.algorithm = raw.algorithm
    this.#point = raw.point
  }

  verifies(message: Uint8Array, signature: Uint8Array): boolean {
    if (signature.length !== signatureBytes) return false
    if (this.algorithm === 'Ed25519') return verifyEd25519(this.#point, message, signature)
    return p256.verify(signature, message, this.#point, { lowS: false, prehash: true, format: 'compact' })
  }
}

class BrowserPrivateKey extends BrowserSigningKey implements PrivateKey {
  readonly algorithm: SignatureAlgorithm
  override readonly publicKey: BrowserPublicKey
  readonly #secret: Uint8Array

  constructor(publicKey: BrowserPublicKey, secret: Uint8Array) {
    super(publicKey, { type: keyTypes[publicKey.algorithm], secret })
    this.algorithm = publicKey.algorithm
    this.publicKey = publicKey
    this.#secret = secret
  }

  signs(message: Uint8Array): Uint8Array {
    if (this.algorithm === 'Ed25519') return ed25519.sign(message, this.#secret)
    return p256.sign(message, this.#secret, { lowS: false, prehash: true, format: 'compact' })
  }
}

function publicPointOf(algorithm: SignatureAlgorithm, secret: Uint8Array): Uint8Array {
  return algorithm === 'ES256' ? p256.getPublicKey(secret, false) : ed25519.getPublicKey(secret)
}

/** {@inheritDoc Crypto.sha256} */
export function sha256(data: Uint8Array): Uint8Array {
  return nobleSha256(data)
}

/** {@inheritDoc Crypto.digestText} */
export function digestText(text: string): string {
  return encodeBase64url(nobleSha256(encoder.encode(text)))
}

/** {@inheritDoc Crypto.importPublicKey} */
export function importPublicKey(spkiDer: Uint8Array): PublicKey | undefined {
  const raw = readSpki(spkiDer)
  return raw && new BrowserPublicKey(raw)
}

/** {@inheritDoc Crypto.importVerificationKey} */
export function importVerificationKey(spkiDer: Uint8Array): VerificationKey | undefined {
  return importPublicKey(spkiDer) ?? importAnyPublicKey(spkiDer)
}

/** {@inheritDoc Crypto.importSigningKey} */
export function importSigningKey(pkcs8Der: Uint8Array): SigningKey | undefined {
  return importPrivateKey(pkcs8Der) ?? importAnyPrivateKey(pkcs8Der)
}

/** {@inheritDoc Crypto.importPublicPoint} */
export function importPublicPoint(algorithm: SignatureAlgorithm, point: Uint8Array): PublicKey | undefined {
  return importPublicKey(writeSpki({ algorithm, point }))
}

/** {@inheritDoc Crypto.importPrivateKey} */
export function importPrivateKey(pkcs8Der: Uint8Array): PrivateKey | undefined {
  const raw = readPkcs8(pkcs8Der)
  if (raw === undefined) return undefined
  const point = publicPointOf(raw.algorithm, raw.secret)
  if (raw.embeddedPoint !== undefined && !sameBytes(raw.embeddedPoint, point)) return undefined
  return new BrowserPrivateKey(new BrowserPublicKey({ algorithm: raw.algorithm, point }), raw.secret)
}

/** {@inheritDoc Crypto.keyPairFromSeed} */
export function keyPairFromSeed(algorithm: SignatureAlgorithm, seed: Uint8Array): KeyPair {
  assertSeedLength(algorithm, seed)
  const secret = algorithm === 'ES256' ? scalarFromRandom('P-256', seed) : seed
  const point = publicPointOf(algorithm, secret)
  return { privateKeyPkcs8: writePkcs8(algorithm, secret, point), publicKeySpki: writeSpki({ algorithm, point }) }
}

/** {@inheritDoc Crypto.sign} */
export function sign(key: PrivateKey, message: Uint8Array): Uint8Array {
  if (!(key instanceof BrowserPrivateKey)) throw new TypeError('crypto/foreign-key: not made by importPrivateKey')
  return key.signs(message)
}

/** {@inheritDoc Crypto.verify} */
export function verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (!(key instanceof BrowserPublicKey)) throw new TypeError('crypto/foreign-key: not made by importPublicKey')
  return key.verifies(message, signature)
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    // The decoder's one reason to throw is ill-formed input.
    return undefined
  }
}

/** {@inheritDoc Base64url} */
export const base64url: Base64url = {
  encode: encodeBase64url,
  decode: decodeBase64url,
  encodeText: (text) => encodeBase64url(encoder.encode(text)),
  decodeText(text) {
    const bytes = decodeBase64url(text)
    return bytes && decodeUtf8(bytes)
  },
}

/** {@inheritDoc Utf8} */
export const utf8: Utf8 = {
  encode: (text) => encoder.encode(text),
  decode: decodeUtf8,
}

/** {@inheritDoc Crypto.toHex} */
export function toHex(bytes: Uint8Array): string {
  return bytesToHex(bytes)
}
