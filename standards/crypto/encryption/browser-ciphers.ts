/** AES by noble. */
import { ghash } from '@noble/ciphers/_polyval.js'
import { aeskw, cbc, ctr, ecb, gcm } from '@noble/ciphers/aes.js'
import { concatenate } from '../encodings.ts'
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

const BLOCK_BYTES = 16
const TAG_BYTES = 16
const nothing = new Uint8Array(0)

/** {@inheritDoc Encryption.wrapKey} */
export function wrapKey(wrappingKey: Uint8Array, key: Uint8Array): Uint8Array {
  return aeskw(wrappingKey).encrypt(key)
}

/** Octets of the shortest wrapped key: 16 and the check. */
const MINIMUM_WRAPPED_BYTES = 24

/** {@inheritDoc Encryption.unwrapKey} */
export function unwrapKey(wrappingKey: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  if (wrapped.length < MINIMUM_WRAPPED_BYTES || wrapped.length % 8 !== 0) return undefined
  return orUndefined(() => aeskw(wrappingKey).decrypt(wrapped))
}

/** Noble's answer; `undefined` where a check of its own fails. */
function orUndefined(open: () => Uint8Array): Uint8Array | undefined {
  try {
    return open()
  } catch (error) {
    // Noble tells a failed check by throwing an error.
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Gathers octets into whole blocks, and keeps what is left over. */
class Blocks {
  #rest: Uint8Array = nothing

  /** Whole blocks of all that came; with `keepLast`, one that could be the last stays here. */
  take(octets: Uint8Array, keepLast = false): Uint8Array {
    const all = concatenate(this.#rest, octets)
    const whole = Math.floor((keepLast ? Math.max(all.length - 1, 0) : all.length) / BLOCK_BYTES) * BLOCK_BYTES
    this.#rest = all.slice(whole)
    return all.subarray(0, whole)
  }

  get rest(): Uint8Array {
    return this.#rest
  }
}

/** {@inheritDoc Encryption.startCbcEncryption} */
export function startCbcEncryption({ key, start }: AesKey): RunningCipher {
  const blocks = new Blocks()
  let chained = start
  const run = (whole: Uint8Array): Uint8Array => {
    if (whole.length === 0) return nothing
    const ciphertext = cbc(key, chained, { disablePadding: true }).encrypt(whole)
    chained = ciphertext.slice(-BLOCK_BYTES)
    return ciphertext
  }
  return {
    update: (octets) => run(blocks.take(octets)),
    finish() {
      const padding = BLOCK_BYTES - blocks.rest.length
      return run(concatenate(blocks.rest, new Uint8Array(padding).fill(padding)))
    },
  }
}

/** {@inheritDoc Encryption.startCbcDecryption} */
export function startCbcDecryption({ key, start }: AesKey): RunningDecryption {
  const blocks = new Blocks()
  let chained = start
  const run = (whole: Uint8Array): Uint8Array => {
    if (whole.length === 0) return nothing
    const plaintext = cbc(key, chained, { disablePadding: true }).decrypt(whole)
    chained = whole.slice(-BLOCK_BYTES)
    return plaintext
  }
  return {
    update: (octets) => run(blocks.take(octets, true)),
    finish: () => (blocks.rest.length === BLOCK_BYTES ? unpad(run(blocks.rest)) : undefined),
  }
}

/** Takes the padding of RFC 5652 6.3 off a last block, looking at all of it whatever it holds. */
function unpad(block: Uint8Array): Uint8Array | undefined {
  const padding = block[BLOCK_BYTES - 1] ?? 0
  let difference = padding === 0 || padding > BLOCK_BYTES ? 1 : 0
  for (let i = 0; i < BLOCK_BYTES; i++) {
    if (i >= BLOCK_BYTES - padding) difference |= (block[i] ?? 0) ^ padding
  }
  return difference === 0 ? block.slice(0, BLOCK_BYTES - padding) : undefined
}

/** {@inheritDoc Encryption.encryptGcm} */
export function encryptGcm({ key, start }: AesKey, plaintext: Uint8Array, additional: Uint8Array): Sealed {
  const both = gcm(key, start, additional).encrypt(plaintext)
  return { ciphertext: both.subarray(0, -TAG_BYTES), tag: both.subarray(-TAG_BYTES) }
}

/** {@inheritDoc Encryption.decryptGcm} */
export function decryptGcm(aes: AesKey, { ciphertext, tag }: Sealed, additional: Uint8Array): Uint8Array | undefined {
  const running = startGcmDecryption(aes)
  const plaintext = running.update(ciphertext)
  return running.finish(tag, additional) ? plaintext : undefined
}

/** The first counter block of the text, after that of the tag (SP 800-38D 7.1). */
const FIRST_COUNTER = 2

function counterBlock(start: Uint8Array, counter: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES)
  block.set(start)
  new DataView(block.buffer).setUint32(BLOCK_BYTES - 4, counter)
  return block
}

/** Counter mode over octets in pieces, and GHASH over the ciphertext that they are or make. */
class CounterWithHash {
  readonly #aes: AesKey
  readonly #key: Uint8Array
  readonly #hash: ReturnType<typeof ghash.create>
  readonly #hashed = new Blocks()
  #counter = FIRST_COUNTER
  #stream: Uint8Array = nothing
  #bytes = 0

  constructor(aes: AesKey) {
    this.#aes = aes
    this.#key = ecb(aes.key, { disablePadding: true }).encrypt(new Uint8Array(BLOCK_BYTES))
    this.#hash = ghash.create(this.#key)
  }

  run(octets: Uint8Array): Uint8Array {
    const used = Math.min(this.#stream.length, octets.length)
    const out = new Uint8Array(octets.length)
    for (let i = 0; i < used; i++) out[i] = (octets[i] ?? 0) ^ (this.#stream[i] ?? 0)
    this.#stream = this.#stream.subarray(used)
    const left = octets.length - used
    if (left > 0) {
      const blocks = Math.ceil(left / BLOCK_BYTES)
      const padded = new Uint8Array(blocks * BLOCK_BYTES)
      padded.set(octets.subarray(used))
      const made = ctr(this.#aes.key, counterBlock(this.#aes.start, this.#counter)).encrypt(padded)
      out.set(made.subarray(0, left), used)
      this.#counter += blocks
      // Where there was no text, what was made is the key stream itself.
      this.#stream = made.slice(left)
    }
    return out
  }

  hash(ciphertext: Uint8Array): void {
    const whole = this.#hashed.take(ciphertext)
    if (whole.length > 0) this.#hash.update(whole)
    this.#bytes += ciphertext.length
  }

  tag(additional: Uint8Array): Uint8Array {
    if (this.#hashed.rest.length > 0) this.#hash.update(this.#hashed.rest)
    const lengths = new Uint8Array(BLOCK_BYTES)
    new DataView(lengths.buffer).setBigUint64(8, BigInt(this.#bytes) * 8n)
    const hashed = this.#hash.update(lengths).digest()
    const start = ecb(this.#aes.key, { disablePadding: true }).encrypt(counterBlock(this.#aes.start, 1))
    const without = start.map((octet, index) => octet ^ (hashed[index] ?? 0))
    return withAdditional(without, { hashKey: this.#key, additional, textBytes: this.#bytes })
  }
}

/** {@inheritDoc Encryption.startGcmEncryption} */
export function startGcmEncryption(aes: AesKey, additional: Uint8Array): RunningGcmEncryption {
  const running = new CounterWithHash(aes)
  return {
    update(octets) {
      const ciphertext = running.run(octets)
      running.hash(ciphertext)
      return ciphertext
    },
    finish: () => running.tag(additional),
  }
}

/** {@inheritDoc Encryption.startGcmDecryption} */
export function startGcmDecryption(aes: AesKey): RunningGcmDecryption {
  const running = new CounterWithHash(aes)
  return {
    update(octets) {
      running.hash(octets)
      return running.run(octets)
    },
    finish: (tag, additional) => areEqual(running.tag(additional).subarray(0, tag.length), tag),
  }
}
