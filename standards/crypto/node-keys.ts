/** Keys of every kind by `node:crypto`. */
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  sign as signOnce,
  verify as verifyOnce,
} from 'node:crypto'
import { isSchemeOf, signatureOctets } from './signature/applicable.ts'
import { type KeyInfo, readKeyInfo } from './signature/key-info.ts'
import { readPrivateKeyInfo } from './signature/private-key-info.ts'
import {
  type Digest,
  type HashName,
  isLegacyScheme,
  type KeyType,
  type SignatureScheme,
  type SignedMessage,
  type SigningKey,
  usualSchemes,
  type VerificationKey,
} from './signature/scheme.ts'
import { writeRsaSpki } from './signature/write-key.ts'

const hashNames: Readonly<Record<HashName, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

export class NodeVerificationKey implements VerificationKey {
  readonly type: KeyType
  readonly bits: number
  readonly spki: Uint8Array
  readonly #info: KeyInfo
  readonly #key: KeyObject

  constructor(info: KeyInfo, spki: Uint8Array, key: KeyObject) {
    this.type = info.type
    this.bits = info.bits
    this.spki = spki
    this.#info = info
    this.#key = key
  }

  verifiesMessage(signed: SignedMessage): boolean {
    // Its form is judged here, as OpenSSL's own reading of DER is wider; what has passed it reads as it stands.
    if (signatureOctets(this.#info, signed) === undefined) return false
    const digest = 'hash' in signed.scheme ? hashNames[signed.scheme.hash] : null
    return verifyOnce(digest, signed.message, { key: this.#key, ...encodingOf(signed.scheme) }, signed.signature)
  }

  signsBy(scheme: SignatureScheme): boolean {
    return isSchemeOf(this.#info, scheme)
  }
}

function encodingOf(scheme: SignatureScheme) {
  if (scheme.name === 'RSASSA-PKCS1-v1_5') return { padding: constants.RSA_PKCS1_PADDING }
  if (scheme.name === 'RSASSA-PSS') return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltBytes }
  return { dsaEncoding: 'der' } as const
}

export class NodeSigningKey implements SigningKey {
  readonly type: KeyType
  readonly publicKey: NodeVerificationKey
  readonly #key: KeyObject

  constructor(publicKey: NodeVerificationKey, key: KeyObject) {
    this.type = publicKey.type
    this.publicKey = publicKey
    this.#key = key
  }

  signsMessage(scheme: SignatureScheme, message: Uint8Array): Uint8Array {
    const digest = 'hash' in scheme ? hashNames[scheme.hash] : null
    return plain(signOnce(digest, message, { key: this.#key, ...encodingOf(scheme) }))
  }
}

/** The same octets without `Buffer`'s own methods, so that both implementations answer alike. */
export function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}

/** The same octets as a `Buffer`. */
export function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** OpenSSL's key; `undefined` where this build of it lacks the algorithm, or refuses what was found sound. */
function orUndefined(make: () => KeyObject): KeyObject | undefined {
  try {
    return make()
  } catch (error) {
    // node:crypto tells a key that it does not take by throwing one of OpenSSL's errors.
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function keyObjectOf(info: KeyInfo, spki: Uint8Array): KeyObject | undefined {
  // OpenSSL would hold a key for PSS to its own reading of the restriction; here both implementations share one.
  const der = info.type === 'RSA' && info.pssOnly !== undefined ? writeRsaSpki(info) : spki
  return orUndefined(() => createPublicKey({ key: buffer(der), format: 'der', type: 'spki' }))
}

/** Imports a key of any kind. */
export function importAnyPublicKey(spkiDer: Uint8Array): NodeVerificationKey | undefined {
  const info = readKeyInfo(spkiDer)
  if (info === undefined) return undefined
  const spki = new Uint8Array(spkiDer)
  const key = keyObjectOf(info, spki)
  return key && new NodeVerificationKey(info, spki, key)
}

const trial = Uint8Array.of(0x74, 0x72, 0x69, 0x61, 0x6c)

/** Imports a private key of any kind, and tries that its two halves belong together. */
export function importAnyPrivateKey(pkcs8Der: Uint8Array): SigningKey | undefined {
  const info = readPrivateKeyInfo(pkcs8Der)
  const key = info && orUndefined(() => createPrivateKey({ key: buffer(pkcs8Der), format: 'der', type: 'pkcs8' }))
  if (key === undefined) return undefined
  const publicKey = importAnyPublicKey(plain(createPublicKey(key).export({ format: 'der', type: 'spki' })))
  if (publicKey === undefined) return undefined
  const scheme = usualSchemes[publicKey.type]
  if (!publicKey.signsBy(scheme)) return undefined
  const signing = new NodeSigningKey(publicKey, key)
  const isPair = publicKey.verifiesMessage({ scheme, message: trial, signature: signing.signsMessage(scheme, trial) })
  return isPair ? signing : undefined
}

/** {@inheritDoc Crypto.verifySignature} */
export function verifySignature(key: VerificationKey, signed: SignedMessage): boolean {
  if (!(key instanceof NodeVerificationKey))
    throw new TypeError('crypto/foreign-key: not made by importVerificationKey')
  return key.verifiesMessage(signed)
}

/** {@inheritDoc Crypto.signWith} */
export function signWith(key: SigningKey, scheme: SignatureScheme, message: Uint8Array): Uint8Array {
  if (!(key instanceof NodeSigningKey)) throw new TypeError('crypto/foreign-key: not made by importSigningKey')
  if (isLegacyScheme(scheme) || !key.publicKey.signsBy(scheme)) {
    throw new TypeError(`crypto/scheme: a key of ${key.type} does not sign by ${JSON.stringify(scheme)}`)
  }
  return key.signsMessage(scheme, message)
}

/** {@inheritDoc Crypto.digest} */
export function digest(name: HashName, data: Uint8Array): Uint8Array {
  return plain(hash(hashNames[name], data, 'buffer'))
}

/** {@inheritDoc Crypto.createDigest} */
export function createDigest(name: HashName): Digest {
  const running = createHash(hashNames[name])
  return {
    update(data) {
      running.update(data)
    },
    finish: () => plain(running.digest()),
  }
}
