import { Inflate } from 'fflate'

/** Packed bytes are fed in pieces, so that a stream which grows past its stated size is left before it does harm. */
const PIECE_BYTES = 64 * 1024

/** Unpacks a deflated stream (RFC 1951) of a stated size; `undefined` when it is none, or of another size. */
export function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  const unpacked = { bytes: new Uint8Array(size), filled: 0 }
  const inflater = new Inflate((piece) => {
    if (unpacked.filled + piece.length <= size) unpacked.bytes.set(piece, unpacked.filled)
    unpacked.filled += piece.length
  })
  try {
    for (let at = 0; at < packed.length; at += PIECE_BYTES) {
      inflater.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length)
      if (unpacked.filled > size) return undefined
    }
  } catch {
    // fflate throws for nothing but a stream that is no deflate.
    return undefined
  }
  return unpacked.filled === size ? unpacked.bytes : undefined
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** The checksum of zip and gzip (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  // By index: iterating a typed array is several times slower before it is optimised, and a file is read once.
  for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ (CRC_TABLE[(value ^ (bytes[i] ?? 0)) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}
