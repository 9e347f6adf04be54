/** Bytes of randomness that a UUIDv7 takes. */
const RANDOM_BYTES = 10

/**
 * Makes a UUIDv7 (RFC 9562 5.7), as ids of acts and files are.
 *
 * @param ms real time, epoch milliseconds.
 * @param random gives fresh random bytes.
 */
export function uuidV7(ms: number, random: (bytes: number) => Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0')
  const [a = 0, b = 0, c = 0, d = 0, ...rest] = random(RANDOM_BYTES)
  const tail = [0x70 | (a & 0x0f), b, 0x80 | (c & 0x3f), d, ...rest]
  const hex = time + tail.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
