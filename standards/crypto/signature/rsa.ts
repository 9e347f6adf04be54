/** RSA and DSA verification with BigInt (RFC 8017 8.1.2, 8.2.2; FIPS 186-4 4.7), where there is no native code. Public values only. */
import { bytesOf, integerOf, power } from '../curves.ts'
import type { DsaKeyInfo, RsaKeyInfo } from './key-info.ts'
import { type HashName, hashBytes } from './scheme.ts'

/** A hash function. */
export type HashFunction = (data: Uint8Array) => Uint8Array

/** DER of a DigestInfo up to the hash (RFC 8017 9.2, note 1). */
const digestInfoPrefixes: Readonly<Record<HashName, string>> = {
  'SHA-1': '3021300906052b0e03021a05000414',
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-384': '3041300d060960864801650304020205000430',
  'SHA-512': '3051300d060960864801650304020305000440',
}

/** The encoded message that an RSA signature stands for, in so many octets; `undefined` when the signature is out of range. */
function openRsa(key: RsaKeyInfo, signature: Uint8Array, length: number): Uint8Array | undefined {
  const value = integerOf(signature)
  if (value >= key.modulus) return undefined
  const message = power(value, key.exponent, key.modulus)
  return message >> BigInt(8 * length) === 0n ? bytesOf(message, length) : undefined
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 8.2.2): the encoding is made anew and compared whole, never taken apart. */
export function verifyPkcs1(
  key: RsaKeyInfo,
  hash: { name: HashName; value: Uint8Array },
  signature: Uint8Array,
): boolean {
  const length = Math.ceil(key.bits / 8)
  const opened = openRsa(key, signature, length)
  if (opened === undefined) return false
  const info = digestInfoPrefixes[hash.name]
  const expected = new Uint8Array(length).fill(0xff)
  const infoStart = length - hash.value.length - info.length / 2
  expected.set([0, 1])
  expected[infoStart - 1] = 0
  expected.set(bytesOf(BigInt(`0x${info}`), info.length / 2), infoStart)
  expected.set(hash.value, length - hash.value.length)
  return opened.every((octet, index) => octet === expected[index])
}

const PSS_TRAILER = 0xbc

/** RSASSA-PSS (RFC 8017 8.1.2, 9.1.2) with MGF1 of the same hash and a salt of exactly this length. */
export function verifyPss(
  key: RsaKeyInfo,
  signed: {
    readonly hashName: HashName
    readonly saltBytes: number
    readonly messageHash: Uint8Array
    readonly signature: Uint8Array
  },
  hash: HashFunction,
): boolean {
  const { saltBytes, messageHash, signature } = signed
  const emBits = key.bits - 1
  const emLength = Math.ceil(emBits / 8)
  const encoded = openRsa(key, signature, emLength)
  const hLength = hashBytes[signed.hashName]
  if (encoded === undefined || encoded[emLength - 1] !== PSS_TRAILER) return false
  const masked = encoded.subarray(0, emLength - hLength - 1)
  const h = encoded.subarray(emLength - hLength - 1, emLength - 1)
  const topMask = 0xff >> (8 * emLength - emBits)
  if (((masked[0] ?? 0) & ~topMask) !== 0) return false
  const db = mgf1(h, masked.length, hash).map((octet, index) => octet ^ (masked[index] ?? 0))
  db[0] = (db[0] ?? 0) & topMask
  const saltStart = db.length - saltBytes
  const isPadded = db.subarray(0, saltStart - 1).every((octet) => octet === 0) && db[saltStart - 1] === 1
  if (!isPadded) return false
  const salted = new Uint8Array(8 + hLength + saltBytes)
  salted.set(messageHash, 8)
  salted.set(db.subarray(saltStart), 8 + hLength)
  return hash(salted).every((octet, index) => octet === h[index])
}

/** RFC 8017 B.2.1. */
export function mgf1(seed: Uint8Array, length: number, hash: HashFunction): Uint8Array {
  const mask = new Uint8Array(length)
  const input = new Uint8Array(seed.length + 4)
  input.set(seed)
  let written = 0
  for (let counter = 0; written < length; counter++) {
    input.set(bytesOf(BigInt(counter), 4), seed.length)
    const block = hash(input).subarray(0, length - written)
    mask.set(block, written)
    written += block.length
  }
  return mask
}

/** DSA (FIPS 186-4 4.7) over `r || s`. */
export function verifyDsa({ p, q, g, y }: DsaKeyInfo, messageHash: Uint8Array, raw: Uint8Array): boolean {
  const r = integerOf(raw.subarray(0, raw.length / 2))
  const s = integerOf(raw.subarray(raw.length / 2))
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false
  const w = power(s, q - 2n, q)
  const z = integerOf(messageHash.subarray(0, Math.floor(q.toString(2).length / 8)))
  return ((power(g, (z * w) % q, p) * power(y, (r * w) % q, p)) % p) % q === r
}
