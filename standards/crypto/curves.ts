/** Range and curve checks that both implementations share, so that they accept the same keys. Public values only: not constant time. */

/** NIST P-256 (SP 800-186 §3.2.1.3): y^2 = x^3 - 3x + b. */
const p256 = {
  p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
}

/** Edwards25519 (RFC 8032 §5.1): -x^2 + y^2 = 1 + d x^2 y^2. */
const edwards25519 = {
  p: 2n ** 255n - 19n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  /** The y coordinates of all points of order 1, 2, 4 and 8. */
  smallOrderYs: [
    0n,
    1n,
    2n ** 255n - 20n,
    0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
    0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  ],
}

function integerOf(bigEndian: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bigEndian) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

function bytesOf(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(64, '0')
  return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16))
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Whether 65 bytes `04 || x || y` are a point of P-256 other than infinity (SEC 1 §2.3.4). */
export function isP256Point(point: Uint8Array): boolean {
  if (point.length !== 65 || point[0] !== 4) return false
  const { p, b } = p256
  const x = integerOf(point.subarray(1, 33))
  const y = integerOf(point.subarray(33))
  return x < p && y < p && (x * x * x - 3n * x + b - y * y) % p === 0n
}

/** Whether 32 bytes are the canonical encoding of an Edwards25519 point that is not of small order (RFC 8032 §5.1.3). */
export function isEd25519Point(encoded: Uint8Array): boolean {
  if (encoded.length !== 32) return false
  const { p, d, smallOrderYs } = edwards25519
  const y = BigInt.asUintN(255, integerOf(encoded.toReversed()))
  if (y >= p || smallOrderYs.includes(y)) return false
  const ySquared = (y * y) % p
  // x^2 = u / v; u / v and u * v are squares together (Euler's criterion).
  return power((ySquared + p - 1n) * (d * ySquared + 1n), (p - 1n) / 2n, p) === 1n
}

/** Whether 32 bytes are a P-256 private key, 1 to n - 1. */
export function isP256Scalar(scalar: Uint8Array): boolean {
  const value = integerOf(scalar)
  return scalar.length === 32 && value >= 1n && value < p256.n
}

/** Reduces random bytes to a P-256 private key with no noticeable bias (FIPS 186-5 A.2.1). */
export function p256ScalarFromRandom(random: Uint8Array): Uint8Array {
  return bytesOf((integerOf(random) % (p256.n - 1n)) + 1n)
}
