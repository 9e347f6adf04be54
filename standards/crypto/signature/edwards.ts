import { ed25519 } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { shake256 } from '@noble/hashes/sha3.js'
import { integerOf } from '../curves.ts'
import { concatenate, sameBytes } from '../encodings.ts'

/*
 * RFC 8032 5.1.7 and 5.2.7 without the cofactor and comparing R as it is encoded, which is what OpenSSL does.
 * Noble's own check multiplies by the cofactor, so that the two would differ on crafted signatures.
 */

const littleEndian = (bytes: Uint8Array): bigint => integerOf(bytes.toReversed())

/** Verifies an Ed25519 signature of 64 bytes under a point that was checked. */
export function verifyEd25519(publicPoint: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { Point } = ed25519
  const encodedR = signature.subarray(0, 32)
  const s = littleEndian(signature.subarray(32))
  if (s >= Point.Fn.ORDER) return false
  const k = littleEndian(sha512(concatenate(encodedR, publicPoint, message))) % Point.Fn.ORDER
  const expected = Point.BASE.multiplyUnsafe(s).subtract(Point.fromBytes(publicPoint).multiplyUnsafe(k))
  return sameBytes(expected.toBytes(), encodedR)
}

/** dom4(0, "") (RFC 8032 2): "SigEd448", no prehash, no context. */
const domain = Uint8Array.from([...new TextEncoder().encode('SigEd448'), 0, 0])
const ED448_HASH_BYTES = 114

/** Verifies an Ed448 signature of 114 bytes under a point that was checked. */
export function verifyEd448(publicPoint: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { Point } = ed448
  const encodedR = signature.subarray(0, 57)
  const s = littleEndian(signature.subarray(57))
  if (s >= Point.Fn.ORDER) return false
  const hashed = shake256(concatenate(domain, encodedR, publicPoint, message), { dkLen: ED448_HASH_BYTES })
  const k = littleEndian(hashed) % Point.Fn.ORDER
  const expected = Point.BASE.multiplyUnsafe(s).subtract(Point.fromBytes(publicPoint).multiplyUnsafe(k))
  return sameBytes(expected.toBytes(), encodedR)
}
