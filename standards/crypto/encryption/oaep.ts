/** RSAES-OAEP encryption (RFC 8017 7.1.1) with MGF1 of the same hash and an empty label: public values and given randomness alone. */
import { bytesOf, integerOf, power } from '../curves.ts'
import type { RsaKeyInfo } from '../signature/key-info.ts'
import { type HashFunction, mgf1 } from '../signature/rsa.ts'

const nothing = new Uint8Array(0)

/** Pads and encrypts; `undefined` when the key is too short for the message. Asserts the seed's length. */
export function encryptOaepWith(
  key: Pick<RsaKeyInfo, 'modulus' | 'exponent' | 'bits'>,
  seed: Uint8Array,
  message: Uint8Array,
  hash: HashFunction,
): Uint8Array | undefined {
  const labelHash = hash(nothing)
  const hLength = labelHash.length
  if (seed.length !== hLength) throw new RangeError(`crypto/seed-length: OAEP takes ${hLength} random octets`)
  const length = Math.ceil(key.bits / 8)
  const dataLength = length - hLength - 1
  if (message.length > dataLength - hLength - 1) return undefined
  const data = new Uint8Array(dataLength)
  data.set(labelHash)
  data[dataLength - message.length - 1] = 1
  data.set(message, dataLength - message.length)
  const maskedData = mask(data, mgf1(seed, dataLength, hash))
  const encoded = new Uint8Array(length)
  encoded.set(mask(seed, mgf1(maskedData, hLength, hash)), 1)
  encoded.set(maskedData, 1 + hLength)
  return bytesOf(power(integerOf(encoded), key.exponent, key.modulus), length)
}

function mask(octets: Uint8Array, by: Uint8Array): Uint8Array {
  return octets.map((octet, index) => octet ^ (by[index] ?? 0))
}
