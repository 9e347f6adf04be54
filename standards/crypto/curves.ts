/** Range and curve checks that both implementations share, so that they accept the same keys. Public values only: not constant time. */
import type { CurveName } from './signature/scheme.ts'

/** y^2 = x^3 - 3x + b over p, of order n. */
interface Curve {
  readonly bytes: number
  readonly p: bigint
  readonly b: bigint
  readonly n: bigint
}

/** NIST curves (SP 800-186 §3.2.1). */
const curves: Readonly<Record<CurveName, Curve>> = {
  'P-256': {
    bytes: 32,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    bytes: 48,
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  'P-521': {
    bytes: 66,
    p: 2n ** 521n - 1n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    n: 0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
}

/** Bits of each curve's field. */
export const fieldBits: Readonly<Record<CurveName, number>> = { 'P-256': 256, 'P-384': 384, 'P-521': 521 }

/** Octets of a coordinate or scalar of each curve. */
export function scalarBytesOf(curve: CurveName): number {
  return curves[curve].bytes
}

/** An Edwards curve a x^2 + y^2 = 1 + d x^2 y^2. */
interface EdwardsCurve {
  readonly bytes: number
  readonly p: bigint
  readonly a: bigint
  readonly d: bigint
  /** The y coordinates of all points whose order divides the cofactor. */
  readonly smallOrderYs: readonly bigint[]
}

/** RFC 8032 §5.1. */
const edwards25519: EdwardsCurve = {
  bytes: 32,
  p: 2n ** 255n - 19n,
  a: -1n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  smallOrderYs: [
    0n,
    1n,
    2n ** 255n - 20n,
    0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
    0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  ],
}

/** RFC 8032 §5.2. */
const edwards448: EdwardsCurve = {
  bytes: 57,
  p: 2n ** 448n - 2n ** 224n - 1n,
  a: 1n,
  d: -39081n,
  smallOrderYs: [0n, 1n, 2n ** 448n - 2n ** 224n - 2n],
}

/** A big-endian integer. */
export function integerOf(bigEndian: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bigEndian) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

/** An integer in so many big-endian octets, which it must fit. */
export function bytesOf(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(2 * length, '0')
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16))
}

/** Modular exponentiation of public values. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Whether octets are `04 || x || y` of a point of the curve other than infinity (SEC 1 §2.3.4). */
export function isCurvePoint(name: CurveName, point: Uint8Array): boolean {
  const { p, b, bytes } = curves[name]
  if (point.length !== 1 + 2 * bytes || point[0] !== 4) return false
  const x = integerOf(point.subarray(1, 1 + bytes))
  const y = integerOf(point.subarray(1 + bytes))
  return x < p && y < p && (x * x * x - 3n * x + b - y * y) % p === 0n
}

/** Whether 32 bytes are the canonical encoding of an Edwards25519 point that is not of small order (RFC 8032 §5.1.3). */
export function isEd25519Point(encoded: Uint8Array): boolean {
  return isEdwardsPoint(edwards25519, encoded)
}

/** Whether 57 bytes are the canonical encoding of an Edwards448 point that is not of small order (RFC 8032 §5.2.3). */
export function isEd448Point(encoded: Uint8Array): boolean {
  return isEdwardsPoint(edwards448, encoded)
}

function isEdwardsPoint({ bytes, p, a, d, smallOrderYs }: EdwardsCurve, encoded: Uint8Array): boolean {
  if (encoded.length !== bytes) return false
  const y = BigInt.asUintN(8 * bytes - 1, integerOf(encoded.toReversed()))
  if (y >= p || smallOrderYs.includes(y)) return false
  const ySquared = (y * y) % p
  // x^2 = u / v; u / v and u * v are squares together (Euler's criterion).
  const product = ((ySquared - 1n) * (d * ySquared - a)) % p
  return power(product < 0n ? product + p : product, (p - 1n) / 2n, p) === 1n
}

/** Whether octets are a private key of the curve, 1 to n - 1. */
export function isCurveScalar(name: CurveName, scalar: Uint8Array): boolean {
  const value = integerOf(scalar)
  return scalar.length === curves[name].bytes && value >= 1n && value < curves[name].n
}

/** Octets of randomness for a private key of a curve: 128 bits more than it needs, so that reducing them shows no bias (FIPS 186-5 A.2.1). */
export function curveSeedBytes(name: CurveName): number {
  return curves[name].bytes + 16
}

/** Reduces random bytes to a private key of a curve with no noticeable bias (FIPS 186-5 A.2.1). */
export function scalarFromRandom(name: CurveName, random: Uint8Array): Uint8Array {
  const { n, bytes } = curves[name]
  return bytesOf((integerOf(random) % (n - 1n)) + 1n, bytes)
}
