/** AES by `node:crypto`. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { plain } from '../node-keys.ts'
import { areEqual } from './constant-time.ts'
import type {
  AesKey,
  RunningCipher,
  RunningDecryption,
  RunningGcmDecryption,
  RunningGcmEncryption,
  Sealed,
} from './face.ts'
import { withAdditional } from './late-authentication.ts'

const TAG_BYTES = 16
const bitsOf = (key: Uint8Array): number => key.length * 8

/** The initial value of RFC 3394 2.2.3.1. */
const wrapStart = new Uint8Array(8).fill(0xa6)

/** {@inheritDoc Encryption.wrapKey} */
export function wrapKey(wrappingKey: Uint8Array, key: Uint8Array): Uint8Array {
  return plain(createCipheriv(`aes${bitsOf(wrappingKey)}-wrap`, wrappingKey, wrapStart).update(key))
}

/** Octets of the shortest wrapped key: 16 and the check. */
const MINIMUM_WRAPPED_BYTES = 24

/** {@inheritDoc Encryption.unwrapKey} */
export function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  if (wrapped.length < MINIMUM_WRAPPED_BYTES || wrapped.length % 8 !== 0) return undefined
  return orUndefined(() =>
    plain(createDecipheriv(`aes${bitsOf(wrappingKey)}-wrap`, wrappingKey, wrapStart).update(wrapped)),
  )
}

/** OpenSSL's answer; `undefined` where a check of its own fails. */
function orUndefined(open: () => Uint8Array): Uint8Array | undefined {
  try {
    return open()
  } catch (error) {
    // node:crypto tells a failed check by throwing an error.
    if (error instanceof Error) return undefined
    throw error
  }
}

/** {@inheritDoc Encryption.startCbcEncryption} */
export function startCbcEncryption({ key, start }: AesKey): RunningCipher {
  const cipher = createCipheriv(`aes-${bitsOf(key)}-cbc`, key, start)
  return { update: (octets) => plain(cipher.update(octets)), finish: () => plain(cipher.final()) }
}

/** {@inheritDoc Encryption.startCbcDecryption} */
export function startCbcDecryption({ key, start }: AesKey): RunningDecryption {
  const decipher = createDecipheriv(`aes-${bitsOf(key)}-cbc`, key, start)
  return {
    update: (octets) => plain(decipher.update(octets)),
    finish: () => orUndefined(() => plain(decipher.final())),
  }
}

type GcmName = 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm'
const gcmNames = new Map<number, GcmName>([
  [16, 'aes-128-gcm'],
  [24, 'aes-192-gcm'],
  [32, 'aes-256-gcm'],
])

function gcm(key: Uint8Array): GcmName {
  const name = gcmNames.get(key.length)
  if (name === undefined) throw new RangeError('crypto/key-length: AES keys have 16, 24 or 32 octets')
  return name
}

/** {@inheritDoc Encryption.encryptGcm} */
export function encryptGcm({ key, start }: AesKey, plaintext: Uint8Array, additional: Uint8Array): Sealed {
  const cipher = createCipheriv(gcm(key), key, start, { authTagLength: TAG_BYTES })
  cipher.setAAD(additional)
  const ciphertext = plain(cipher.update(plaintext))
  cipher.final()
  return { ciphertext, tag: plain(cipher.getAuthTag()) }
}

/** {@inheritDoc Encryption.decryptGcm} */
export function decryptGcm(
  { key, start }: AesKey,
  { ciphertext, tag }: Sealed,
  additional: Uint8Array,
): Uint8Array | undefined {
  const decipher = createDecipheriv(gcm(key), key, start, { authTagLength: tag.length })
  decipher.setAAD(additional)
  decipher.setAuthTag(tag)
  const plaintext = plain(decipher.update(ciphertext))
  return orUndefined(() => {
    decipher.final()
    return plaintext
  })
}

/** {@inheritDoc Encryption.startGcmEncryption} */
export function startGcmEncryption({ key, start }: AesKey, additional: Uint8Array): RunningGcmEncryption {
  const cipher = createCipheriv(gcm(key), key, start, { authTagLength: TAG_BYTES })
  cipher.setAAD(additional)
  return {
    update: (octets) => plain(cipher.update(octets)),
    finish() {
      cipher.final()
      return plain(cipher.getAuthTag())
    },
  }
}

/** The first counter block of the text, after that of the tag (SP 800-38D 7.1). */
const FIRST_COUNTER = 2

/** {@inheritDoc Encryption.startGcmDecryption} */
export function startGcmDecryption({ key, start }: AesKey): RunningGcmDecryption {
  const counter = new Uint8Array(16)
  counter.set(start)
  counter[15] = FIRST_COUNTER
  const decipher = createDecipheriv(`aes-${bitsOf(key)}-ctr`, key, counter)
  // OpenSSL wants additional octets first; so the tag without them is made by encrypting anew, and they are added at the end.
  const again = createCipheriv(gcm(key), key, start, { authTagLength: TAG_BYTES })
  let textBytes = 0
  return {
    update(octets) {
      const plaintext = decipher.update(octets)
      again.update(plaintext)
      textBytes += octets.length
      return plain(plaintext)
    },
    finish(tag, additional) {
      again.final()
      const hashKey = createCipheriv(`aes-${bitsOf(key)}-ecb`, key, null).update(new Uint8Array(16))
      const whole = withAdditional(plain(again.getAuthTag()), { hashKey, additional, textBytes })
      return areEqual(whole.subarray(0, tag.length), tag)
    },
  }
}
