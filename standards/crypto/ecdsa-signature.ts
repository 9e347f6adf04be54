/** Octets of a scalar of P-256; of P-384 there are 48, of P-521 66. */
const P256_SCALAR_BYTES = 32
const sequenceTag = 0x30
const integerTag = 0x02
/** A length above this takes its long form (X.690 §8.1.3.4). */
const SHORT_LENGTH = 0x7f

/** Reads one non-negative DER INTEGER that fits a scalar; answers where it ends, or `undefined`. */
function readInteger(der: Uint8Array, start: number, into: Uint8Array): number | undefined {
  const length = der[start + 1] ?? 0
  const first = der[start + 2] ?? 0x80
  const end = start + 2 + length
  if (der[start] !== integerTag || length === 0 || length > into.length + 1 || end > der.length) return undefined
  // A leading zero octet is there when the sign bit needs it, and only then (X.690 §8.3.2).
  if (first >= 0x80 || (first === 0 && length > 1 && (der[start + 3] ?? 0) < 0x80)) return undefined
  const magnitude = der.subarray(first === 0 && length > 1 ? start + 3 : start + 2, end)
  if (magnitude.length > into.length) return undefined
  into.set(magnitude, into.length - magnitude.length)
  return end
}

/** Where the content begins, when the header is one SEQUENCE around all that is there. */
function contentStart(der: Uint8Array): number | undefined {
  if (der[0] !== sequenceTag) return undefined
  if (der[1] === der.length - 2 && der.length - 2 <= SHORT_LENGTH) return 2
  return der[1] === 0x81 && der[2] === der.length - 3 && der.length - 3 > SHORT_LENGTH ? 3 : undefined
}

/**
 * Turns an ECDSA-Sig-Value (RFC 3279 §2.2.3), as X.509 carries it, into `r || s`, 64 bytes for P-256.
 *
 * @param scalarBytes octets of each integer: those of the curve's order.
 * @returns `undefined` for anything but strict DER of two non-negative integers that fit.
 */
export function derToRawEcdsa(der: Uint8Array, scalarBytes = P256_SCALAR_BYTES): Uint8Array | undefined {
  const start = contentStart(der)
  if (start === undefined) return undefined
  const raw = new Uint8Array(2 * scalarBytes)
  const middle = readInteger(der, start, raw.subarray(0, scalarBytes))
  if (middle === undefined) return undefined
  const end = readInteger(der, middle, raw.subarray(scalarBytes))
  return end === der.length ? raw : undefined
}

function integerLength(scalar: Uint8Array): number {
  let first = 0
  while (first < scalar.length - 1 && scalar[first] === 0) first++
  return scalar.length - first + ((scalar[first] ?? 0) >= 0x80 ? 1 : 0)
}

function putInteger(scalar: Uint8Array, out: Uint8Array, at: number): number {
  const length = integerLength(scalar)
  out[at] = integerTag
  out[at + 1] = length
  const used = Math.min(length, scalar.length)
  out.set(scalar.subarray(scalar.length - used), at + 2 + length - used)
  return at + 2 + length
}

/**
 * Turns `r || s` into a DER ECDSA-Sig-Value (RFC 3279 §2.2.3).
 *
 * @returns `undefined` when there are not exactly twice the scalar's octets.
 */
export function rawToDerEcdsa(raw: Uint8Array, scalarBytes = P256_SCALAR_BYTES): Uint8Array | undefined {
  if (raw.length !== 2 * scalarBytes) return undefined
  const [r, s] = [raw.subarray(0, scalarBytes), raw.subarray(scalarBytes)]
  const length = 4 + integerLength(r) + integerLength(s)
  const header = length > SHORT_LENGTH ? [sequenceTag, 0x81, length] : [sequenceTag, length]
  const der = new Uint8Array(header.length + length)
  der.set(header)
  putInteger(s, der, putInteger(r, der, header.length))
  return der
}
