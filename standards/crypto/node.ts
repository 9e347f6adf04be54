import {
  createPrivateKey,
  createPublicKey,
  hash,
  sign as signOnce,
  verify as verifyOnce,
  type KeyObject,
  type SignKeyObjectInput,
  type VerifyKeyObjectInput,
} from 'node:crypto'
import type { Base64url, KeyPair, PrivateKey, PublicKey, SignatureAlgorithm, Utf8 } from './face.ts'
import { scalarFromRandom } from './curves.ts'
import {
  assertSeedLength,
  keyInfoOf,
  type RawPublicKey,
  readPkcs8,
  readSpki,
  sameBytes,
  writePkcs8,
  writeSpki,
} from './encodings.ts'
import {
  buffer,
  importAnyPrivateKey,
  importAnyPublicKey,
  NodeSigningKey,
  NodeVerificationKey,
  plain,
} from './node-keys.ts'
import type { SigningKey, VerificationKey } from './signature/scheme.ts'

export * from './face.ts'
export { derToRawEcdsa, rawToDerEcdsa } from './ecdsa-signature.ts'
export { seedBytes } from './encodings.ts'
export { createDigest, digest, signWith, verifySignature } from './node-keys.ts'
export { decodeScheme, encodeScheme } from './signature/algorithm-identifier.ts'

/** Both algorithms sign 64 bytes; other lengths never reach OpenSSL. */
const signatureBytes = 64

const digestNames = { ES256: 'sha256', Ed25519: null } as const

class NodePublicKey extends NodeVerificationKey implements PublicKey {
  readonly algorithm: SignatureAlgorithm
  readonly #input: VerifyKeyObjectInput

  constructor(raw: RawPublicKey, spki: Uint8Array, key: KeyObject) {
    super(keyInfoOf(raw), spki, key)
    this.algorithm = raw.algorithm
    this.#input = { key, dsaEncoding: 'ieee-p1363' }
  }

  verifies(message: Uint8Array, signature: Uint8Array): boolean {
    return (
      signature.length === signatureBytes && verifyOnce(digestNames[this.algorithm], message, this.#input, signature)
    )
  }
}

class NodePrivateKey extends NodeSigningKey implements PrivateKey {
  readonly algorithm: SignatureAlgorithm
  override readonly publicKey: NodePublicKey
  readonly #input: SignKeyObjectInput

  constructor(publicKey: NodePublicKey, key: KeyObject) {
    super(publicKey, key)
    this.algorithm = publicKey.algorithm
    this.publicKey = publicKey
    this.#input = { key, dsaEncoding: 'ieee-p1363' }
  }

  signs(message: Uint8Array): Uint8Array {
    return plain(signOnce(digestNames[this.algorithm], message, this.#input))
  }
}

function keyObjectOf(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: buffer(pkcs8), format: 'der', type: 'pkcs8' })
}

function spkiOf(key: KeyObject): Uint8Array {
  return plain(createPublicKey(key).export({ format: 'der', type: 'spki' }))
}

/** {@inheritDoc Crypto.sha256} */
export function sha256(data: Uint8Array): Uint8Array {
  return plain(hash('sha256', data, 'buffer'))
}

/** {@inheritDoc Crypto.digestText} */
export function digestText(text: string): string {
  return hash('sha256', text, 'base64url')
}

/** {@inheritDoc Crypto.importPublicKey} */
export function importPublicKey(spkiDer: Uint8Array): PublicKey | undefined {
  return importNodePublicKey(spkiDer)
}

function importNodePublicKey(spkiDer: Uint8Array): NodePublicKey | undefined {
  const raw = readSpki(spkiDer)
  if (raw === undefined) return undefined
  const spki = writeSpki(raw)
  return new NodePublicKey(raw, spki, createPublicKey({ key: buffer(spki), format: 'der', type: 'spki' }))
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
  // Without its embedded public key, so that OpenSSL computes the one that belongs to the secret.
  const key = keyObjectOf(writePkcs8(raw.algorithm, raw.secret))
  const spki = spkiOf(key)
  const publicKey = importNodePublicKey(spki)
  if (publicKey === undefined) throw new Error('crypto/derived-key: OpenSSL derived a public key that is none')
  const { algorithm, embeddedPoint } = raw
  if (embeddedPoint !== undefined && !sameBytes(writeSpki({ algorithm, point: embeddedPoint }), spki)) return undefined
  return new NodePrivateKey(publicKey, key)
}

/** {@inheritDoc Crypto.keyPairFromSeed} */
export function keyPairFromSeed(algorithm: SignatureAlgorithm, seed: Uint8Array): KeyPair {
  assertSeedLength(algorithm, seed)
  const secret = algorithm === 'ES256' ? scalarFromRandom('P-256', seed) : seed
  const publicKeySpki = spkiOf(keyObjectOf(writePkcs8(algorithm, secret)))
  const point = readSpki(publicKeySpki)?.point
  if (point === undefined) throw new Error('crypto/derived-key: OpenSSL derived a public key that is none')
  return { privateKeyPkcs8: writePkcs8(algorithm, secret, point), publicKeySpki }
}

/** {@inheritDoc Crypto.sign} */
export function sign(key: PrivateKey, message: Uint8Array): Uint8Array {
  if (!(key instanceof NodePrivateKey)) throw new TypeError('crypto/foreign-key: not made by importPrivateKey')
  return key.signs(message)
}

/** {@inheritDoc Crypto.verify} */
export function verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (!(key instanceof NodePublicKey)) throw new TypeError('crypto/foreign-key: not made by importPublicKey')
  return key.verifies(message, signature)
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    // The decoder's one reason to throw is ill-formed input.
    return undefined
  }
}

/** Node.js decodes leniently; only the canonical text comes back unchanged. */
function decodeBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

/** {@inheritDoc Base64url} */
export const base64url: Base64url = {
  encode: (bytes) => buffer(bytes).toString('base64url'),
  decode(text) {
    const bytes = decodeBase64url(text)
    return bytes && plain(bytes)
  },
  encodeText: (text) => Buffer.from(text, 'utf8').toString('base64url'),
  decodeText(text) {
    const bytes = decodeBase64url(text)
    return bytes && decodeUtf8(bytes)
  },
}

/** {@inheritDoc Utf8} */
export const utf8: Utf8 = {
  encode: (text) => plain(Buffer.from(text, 'utf8')),
  decode: decodeUtf8,
}

/** {@inheritDoc Crypto.toHex} */
export function toHex(bytes: Uint8Array): string {
  return buffer(bytes).toString('hex')
}
