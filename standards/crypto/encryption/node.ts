import {
  constants,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto'
import { scalarFromRandom } from '../curves.ts'
import { buffer, digest, plain } from '../node-keys.ts'
import { readPrivateKeyInfo } from '../signature/private-key-info.ts'
import { type CurveName, type HashName, isCurveName } from '../signature/scheme.ts'
import { assertAgreementSeed, type EncryptionKeyInfo, readEncryptionKey, writeAgreementPkcs8 } from './agreement-key.ts'
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
} from './node-ciphers.ts'

/** {@inheritDoc Encryption.opensRsa} */
export const opensRsa = true

class NodeEncryptionKey implements EncryptionKey {
  readonly type: EncryptionKeyType
  readonly bits: number
  readonly spki: Uint8Array
  readonly info: EncryptionKeyInfo
  readonly key: KeyObject

  constructor(info: EncryptionKeyInfo, spki: Uint8Array, key: KeyObject) {
    this.type = info.type
    this.bits = info.bits
    this.spki = spki
    this.info = info
    this.key = key
  }
}

class NodeDecryptionKey implements DecryptionKey {
  readonly type: EncryptionKeyType
  readonly publicKey: EncryptionKey
  readonly #key: KeyObject

  constructor(publicKey: EncryptionKey, key: KeyObject) {
    this.type = publicKey.type
    this.publicKey = publicKey
    this.#key = key
  }

  agreesWith(other: NodeEncryptionKey): Uint8Array {
    return plain(diffieHellman({ privateKey: this.#key, publicKey: other.key }))
  }

  /** What OpenSSL makes of it; `undefined` for what it refuses. */
  opens(ciphertext: Uint8Array, how: { padding: number; oaepHash?: string }): Uint8Array | undefined {
    try {
      return plain(privateDecrypt({ key: this.#key, ...how }, ciphertext))
    } catch (error) {
      // node:crypto tells a text that is not the key's by throwing one of OpenSSL's errors.
      if (error instanceof Error && 'code' in error) return undefined
      throw error
    }
  }
}

/** {@inheritDoc Encryption.importEncryptionKey} */
export function importEncryptionKey(spkiDer: Uint8Array): EncryptionKey | undefined {
  const info = readEncryptionKey(spkiDer)
  if (info === undefined) return undefined
  const spki = new Uint8Array(spkiDer)
  return new NodeEncryptionKey(info, spki, createPublicKey({ key: buffer(spki), format: 'der', type: 'spki' }))
}

/** {@inheritDoc Encryption.importDecryptionKey} */
export function importDecryptionKey(pkcs8Der: Uint8Array): DecryptionKey | undefined {
  const info = readPrivateKeyInfo(pkcs8Der)
  if (info === undefined || !(info.type === 'RSA' || isCurveName(info.type))) return undefined
  try {
    return decryptionKeyOf(createPrivateKey({ key: buffer(pkcs8Der), format: 'der', type: 'pkcs8' }))
  } catch (error) {
    // node:crypto tells a key that it does not take by throwing one of OpenSSL's errors.
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function decryptionKeyOf(key: KeyObject): DecryptionKey | undefined {
  const publicKey = importEncryptionKey(plain(createPublicKey(key).export({ format: 'der', type: 'spki' })))
  return publicKey && new NodeDecryptionKey(publicKey, key)
}

/** {@inheritDoc Encryption.agreementKeyFromSeed} */
export function agreementKeyFromSeed(curve: CurveName, seed: Uint8Array): DecryptionKey {
  assertAgreementSeed(curve, seed)
  const key = importDecryptionKey(writeAgreementPkcs8(curve, scalarFromRandom(curve, seed)))
  if (key === undefined) throw new Error('crypto/derived-key: OpenSSL does not take a key of ours')
  return key
}

/** {@inheritDoc Encryption.agree} */
export function agree(own: DecryptionKey, other: EncryptionKey): Uint8Array | undefined {
  if (own.type !== other.type || !isCurveName(own.type)) return undefined
  return opening(own).agreesWith(encrypting(other))
}

/** {@inheritDoc Encryption.encryptOaep} */
export function encryptOaep(key: EncryptionKey, padding: OaepPadding, message: Uint8Array): Uint8Array | undefined {
  const { info } = encrypting(key)
  return info.type === 'RSA'
    ? encryptOaepWith(info, padding.seed, message, (data) => digest(padding.hash, data))
    : undefined
}

const oaepHashes: Readonly<Record<HashName, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

/** {@inheritDoc Encryption.decryptOaep} */
export function decryptOaep(key: DecryptionKey, hash: HashName, ciphertext: Uint8Array): Uint8Array | undefined {
  if (key.type !== 'RSA') return undefined
  return opening(key).opens(ciphertext, { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaepHashes[hash] })
}

/** {@inheritDoc Encryption.decryptPkcs1Key} */
export function decryptPkcs1Key(key: DecryptionKey, ciphertext: Uint8Array, substitute: Uint8Array): Uint8Array {
  // OpenSSL itself answers what is no key with octets that look like one (implicit rejection); their length seldom fits.
  const opened =
    key.type === 'RSA' ? opening(key).opens(ciphertext, { padding: constants.RSA_PKCS1_PADDING }) : undefined
  return opened?.length === substitute.length ? opened : substitute
}

/** {@inheritDoc Encryption.deriveX963} */
export function deriveX963(hash: HashName, derivation: Derivation): Uint8Array {
  return deriveX963With((data) => digest(hash, data), derivation)
}

function encrypting(key: EncryptionKey): NodeEncryptionKey {
  if (!(key instanceof NodeEncryptionKey)) throw new TypeError('crypto/foreign-key: not made by importEncryptionKey')
  return key
}

function opening(key: DecryptionKey): NodeDecryptionKey {
  if (!(key instanceof NodeDecryptionKey)) throw new TypeError('crypto/foreign-key: not made by importDecryptionKey')
  return key
}
