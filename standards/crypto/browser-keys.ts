/** Keys of every kind by the noble libraries and BigInt. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { scalarBytesOf } from './curves.ts'
import { rawToDerEcdsa } from './ecdsa-signature.ts'
import { sameBytes } from './encodings.ts'
import { isSchemeOf, signatureOctets } from './signature/applicable.ts'
import { verifyEd25519, verifyEd448 } from './signature/edwards.ts'
import { type KeyInfo, readKeyInfo } from './signature/key-info.ts'
import { type PrivateKeyInfo, readPrivateKeyInfo } from './signature/private-key-info.ts'
import { verifyDsa, verifyPkcs1, verifyPss } from './signature/rsa.ts'
import {
  type CurveName,
  type Digest,
  type HashName,
  isCurveName,
  isLegacyScheme,
  type KeyType,
  type NamedScheme,
  type SignatureScheme,
  type SignedMessage,
  type SigningKey,
  type VerificationKey,
} from './signature/scheme.ts'
import { writePointSpki } from './signature/write-key.ts'

const hashes = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const
const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const
/** Hashes come computed, both halves of the range of s count, and a signature is `r || s`. */
const asGiven = { lowS: false, prehash: false, format: 'compact' } as const
const lattices = { 'ML-DSA-44': ml_dsa44, 'ML-DSA-65': ml_dsa65, 'ML-DSA-87': ml_dsa87 } as const

export class BrowserVerificationKey implements VerificationKey {
  readonly type: KeyType
  readonly bits: number
  readonly spki: Uint8Array
  readonly #info: KeyInfo

  constructor(info: KeyInfo, spki: Uint8Array) {
    this.type = info.type
    this.bits = info.bits
    this.spki = spki
    this.#info = info
  }

  verifiesMessage(signed: SignedMessage): boolean {
    const octets = signatureOctets(this.#info, signed)
    if (octets === undefined) return false
    const { scheme, message } = signed
    return 'hash' in scheme
      ? verifyHashed(this.#info, { scheme, message, signature: octets })
      : verifyNamed(this.#info, message, octets)
  }

  signsBy(scheme: SignatureScheme): boolean {
    return isSchemeOf(this.#info, scheme)
  }
}

type HashedMessage = SignedMessage & { readonly scheme: Extract<SignatureScheme, { hash: HashName }> }

function verifyHashed(key: KeyInfo, { scheme, message, signature }: HashedMessage): boolean {
  const value = digest(scheme.hash, message)
  if (key.type === 'DSA') return verifyDsa(key, value, signature)
  if (key.type !== 'RSA') {
    return isCurveName(key.type) && curves[key.type].verify(signature, value, key.point, asGiven)
  }
  if (scheme.name !== 'RSASSA-PSS') return verifyPkcs1(key, { name: scheme.hash, value }, signature)
  const { hash: hashName, saltBytes } = scheme
  return verifyPss(key, { hashName, saltBytes, messageHash: value, signature }, hashes[hashName])
}

function verifyNamed(key: KeyInfo, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.type === 'Ed25519') return verifyEd25519(key.point, message, signature)
  if (key.type === 'Ed448') return verifyEd448(key.point, message, signature)
  return isLattice(key.type) && 'point' in key && lattices[key.type].verify(signature, message, key.point)
}

function isLattice(type: KeyType): type is keyof typeof lattices {
  return type in lattices
}

/** A private key that is not RSA. */
type PointPrivateKey = Exclude<PrivateKeyInfo, { type: 'RSA' }>

export class BrowserSigningKey implements SigningKey {
  readonly type: KeyType
  readonly publicKey: BrowserVerificationKey
  readonly #type: CurveName | NamedScheme
  readonly #secret: Uint8Array

  constructor(publicKey: BrowserVerificationKey, key: Pick<PointPrivateKey, 'type' | 'secret'>) {
    this.type = key.type
    this.publicKey = publicKey
    this.#type = key.type
    this.#secret = key.secret
  }

  signsMessage(scheme: SignatureScheme, message: Uint8Array): Uint8Array {
    const type = this.#type
    if (type === 'Ed25519') return ed25519.sign(message, this.#secret)
    if (type === 'Ed448') return ed448.sign(message, this.#secret)
    if (isCurveName(type)) return signCurve(type, { scheme, message, secret: this.#secret })
    return lattices[type].sign(message, lattices[type].keygen(this.#secret).secretKey, { extraEntropy: false })
  }
}

function signCurve(
  type: CurveName,
  given: { scheme: SignatureScheme; message: Uint8Array; secret: Uint8Array },
): Uint8Array {
  const hash = 'hash' in given.scheme ? given.scheme.hash : 'SHA-256'
  const value = digest(hash, given.message)
  const raw = curves[type].sign(value, given.secret, asGiven)
  const der = rawToDerEcdsa(raw, scalarBytesOf(type))
  if (der === undefined) throw new Error('crypto: a signature of unexpected length')
  return der
}

function publicPointOf({ type, secret }: PointPrivateKey): Uint8Array {
  if (type === 'Ed25519') return ed25519.getPublicKey(secret)
  if (type === 'Ed448') return ed448.getPublicKey(secret)
  return isCurveName(type) ? curves[type].getPublicKey(secret, false) : lattices[type].keygen(secret).publicKey
}

/** Imports a key of any kind. */
export function importAnyPublicKey(spkiDer: Uint8Array): BrowserVerificationKey | undefined {
  const info = readKeyInfo(spkiDer)
  return info && new BrowserVerificationKey(info, new Uint8Array(spkiDer))
}

/** Imports a private key of any kind but RSA, which only Node.js signs with. */
export function importAnyPrivateKey(pkcs8Der: Uint8Array): SigningKey | undefined {
  const key = readPrivateKeyInfo(pkcs8Der)
  if (key === undefined || key.type === 'RSA') return undefined
  const point = publicPointOf(key)
  if (key.embedded !== undefined && !sameBytes(key.embedded, point)) return undefined
  const publicKey = importAnyPublicKey(writePointSpki(key.type, point))
  return publicKey && new BrowserSigningKey(publicKey, key)
}

/** {@inheritDoc Crypto.verifySignature} */
export function verifySignature(key: VerificationKey, signed: SignedMessage): boolean {
  if (!(key instanceof BrowserVerificationKey)) {
    throw new TypeError('crypto/foreign-key: not made by importVerificationKey')
  }
  return key.verifiesMessage(signed)
}

/** {@inheritDoc Crypto.signWith} */
export function signWith(key: SigningKey, scheme: SignatureScheme, message: Uint8Array): Uint8Array {
  if (!(key instanceof BrowserSigningKey)) throw new TypeError('crypto/foreign-key: not made by importSigningKey')
  if (isLegacyScheme(scheme) || !key.publicKey.signsBy(scheme)) {
    throw new TypeError(`crypto/scheme: a key of ${key.type} does not sign by ${JSON.stringify(scheme)}`)
  }
  return key.signsMessage(scheme, message)
}

/** {@inheritDoc Crypto.digest} */
export function digest(name: HashName, data: Uint8Array): Uint8Array {
  return hashes[name](data)
}

/** {@inheritDoc Crypto.createDigest} */
export function createDigest(name: HashName): Digest {
  const running = hashes[name].create()
  return {
    update(data) {
      running.update(data)
    },
    finish: () => running.digest(),
  }
}
