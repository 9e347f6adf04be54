const scalarBytes = 32
const sequenceTag = 0x30
const integerTag = 0x02

/** Reads one non-negative DER INTEGER of at most 32 bytes; answers where it ends, or `undefined`. */
function readInteger(der: Uint8Array, start: number, into: Uint8Array): number | undefined {
  const length = der[start + 1] ?? 0
  const first = der[start + 2] ?? 0x80
  const end = start + 2 + length
  if (der[start] !== integerTag || length === 0 || length > scalarBytes + 1 || end > der.length) return undefined
  // A leading zero octet is there when the sign bit needs it, and only then (X.690 §8.3.2).
  if (first >= 0x80 || (first === 0 && length > 1 && (der[start + 3] ?? 0) < 0x80)) return undefined
  const magnitude = der.subarray(first === 0 && length > 1 ? start + 3 : start + 2, end)
  if (magnitude.length > scalarBytes) return undefined
  into.set(magnitude, scalarBytes - magnitude.length)
  return end
}

/**
 * Turns an ECDSA-Sig-Value of P-256 (RFC 3279 §2.2.3), as X.509 carries it, into `r || s`, 64 bytes.
 *
 * @returns `undefined` for anything but strict DER of two non-negative integers that fit 32 bytes.
 */
export function derToRawEcdsa(der: Uint8Array): Uint8Array | undefined {
  // Two integers of at most 35 bytes keep the length in its short form.
  if (der[0] !== sequenceTag || der[1] !== der.length - 2 || der.length > 2 + 2 * (scalarBytes + 3)) return undefined
  const raw = new Uint8Array(2 * scalarBytes)
  const middle = readInteger(der, 2, raw.subarray(0, scalarBytes))
  if (middle === undefined) return undefined
  const end = readInteger(der, middle, raw.subarray(scalarBytes))
  return end === der.length ? raw : undefined
}

function writeInteger(scalar: Uint8Array): number[] {
  const firstUsed = scalar.findIndex((byte) => byte !== 0)
  const magnitude = [...scalar.subarray(firstUsed === -1 ? scalarBytes - 1 : firstUsed)]
  const content = (magnitude[0] ?? 0) >= 0x80 ? [0, ...magnitude] : magnitude
  return [integerTag, content.length, ...content]
}

/**
 * Turns `r || s` into a DER ECDSA-Sig-Value (RFC 3279 §2.2.3).
 *
 * @returns `undefined` when there are not exactly 64 bytes.
 */
export function rawToDerEcdsa(raw: Uint8Array): Uint8Array | undefined {
  if (raw.length !== 2 * scalarBytes) return undefined
  const content = [...writeInteger(raw.subarray(0, scalarBytes)), ...writeInteger(raw.subarray(scalarBytes))]
  return Uint8Array.from([sequenceTag, content.length, ...content])
}
