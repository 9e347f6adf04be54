import { p256, p384, p521 } from '@noble/curves/nist.js'
import { digest } from '../browser-keys.ts'
import { scalarFromRandom } from '../curves.ts'
import { sameBytes } from '../encodings.ts'
import { readPrivateKeyInfo } from '../signature/private-key-info.ts'
import { type CurveName, type HashName, isCurveName } from '../signature/scheme.ts'
import { writePointSpki } from '../signature/write-key.ts'
import { assertAgreementSeed, type EncryptionKeyInfo, readEncryptionKey } from './agreement-key.ts'
import type { DecryptionKey, Derivation, EncryptionKey, EncryptionKeyType, OaepPadding } from './face.ts'
import { deriveX963With } from './key-derivation.ts'
import { encryptOaepWith } from './oaep.ts'

export type * from './face.ts'
export { agreementSeedBytes } from './agreement-key.ts'
export {
  decryptGcm,
  encryptGcm,
  startCbcDecryption,
  startCbcEncryption,
  startGcmDecryption,
  startGcmEncryption,
  unwrapKey,
  wrapKey,
} from './browser-ciphers.ts'

const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const

/** {@inheritDoc Encryption.opensRsa} */
export const opensRsa = false

class BrowserEncryptionKey implements EncryptionKey {
  readonly type: EncryptionKeyType
  readonly bits: number
  readonly spki: Uint8Array
  readonly info: EncryptionKeyInfo

  constructor(info: EncryptionKeyInfo, spki: Uint8Array) {
    this.type = info.type
    this.bits = info.bits
    this.spki = spki
    this.info = info
  }
}

class BrowserDecryptionKey implements DecryptionKey {
  readonly type: EncryptionKeyType
  readonly publicKey: EncryptionKey
  readonly #curve: CurveName
  readonly #scalar: Uint8Array

  constructor(publicKey: EncryptionKey, curve: CurveName, scalar: Uint8Array) {
    this.type = curve
    this.publicKey = publicKey
    this.#curve = curve
    this.#scalar = scalar
  }

  agreesWith(point: Uint8Array): Uint8Array {
    return curves[this.#curve].getSharedSecret(this.#scalar, point, true).slice(1)
  }
}

/** {@inheritDoc Encryption.importEncryptionKey} */
export function importEncryptionKey(spkiDer: Uint8Array): EncryptionKey | undefined {
  const info = readEncryptionKey(spkiDer)
  return info && new BrowserEncryptionKey(info, new Uint8Array(spkiDer))
}

/** {@inheritDoc Encryption.importDecryptionKey} */
export function importDecryptionKey(pkcs8Der: Uint8Array): DecryptionKey | undefined {
  const info = readPrivateKeyInfo(pkcs8Der)
  if (info === undefined || info.type === 'RSA' || !isCurveName(info.type)) return undefined
  const point = curves[info.type].getPublicKey(info.secret, false)
  if (info.embedded !== undefined && !sameBytes(info.embedded, point)) return undefined
  return decryptionKeyOf(info.type, info.secret)
}

function decryptionKeyOf(curve: CurveName, scalar: Uint8Array): DecryptionKey | undefined {
  const publicKey = importEncryptionKey(writePointSpki(curve, curves[curve].getPublicKey(scalar, false)))
  return publicKey && new BrowserDecryptionKey(publicKey, curve, scalar)
}

/** {@inheritDoc Encryption.agreementKeyFromSeed} */
export function agreementKeyFromSeed(curve: CurveName, seed: Uint8Array): DecryptionKey {
  assertAgreementSeed(curve, seed)
  const key = decryptionKeyOf(curve, scalarFromRandom(curve, seed))
  if (key === undefined) throw new Error('crypto/derived-key: a public key of ours is none')
  return key
}

/** {@inheritDoc Encryption.agree} */
export function agree(own: DecryptionKey, other: EncryptionKey): Uint8Array | undefined {
  const { info } = encrypting(other)
  if (own.type !== info.type || info.type === 'RSA') return undefined
  if (!(own instanceof BrowserDecryptionKey)) throw new TypeError('crypto/foreign-key: not made by importDecryptionKey')
  return own.agreesWith(info.point)
}

/** {@inheritDoc Encryption.encryptOaep} */
export function encryptOaep(key: EncryptionKey, padding: OaepPadding, message: Uint8Array): Uint8Array | undefined {
  const { info } = encrypting(key)
  return info.type === 'RSA'
    ? encryptOaepWith(info, padding.seed, message, (data) => digest(padding.hash, data))
    : undefined
}

/** {@inheritDoc Encryption.decryptOaep} */
export function decryptOaep(_key: DecryptionKey, _hash: HashName, _ciphertext: Uint8Array): Uint8Array | undefined {
  return undefined
}

/** {@inheritDoc Encryption.decryptPkcs1Key} */
export function decryptPkcs1Key(_key: DecryptionKey, _ciphertext: Uint8Array, substitute: Uint8Array): Uint8Array {
  return substitute
}

/** {@inheritDoc Encryption.deriveX963} */
export function deriveX963(hash: HashName, derivation: Derivation): Uint8Array {
  return deriveX963With((data) => digest(hash, data), derivation)
}

function encrypting(key: EncryptionKey): BrowserEncryptionKey {
  if (!(key instanceof BrowserEncryptionKey)) throw new TypeError('crypto/foreign-key: not made by importEncryptionKey')
  return key
}
