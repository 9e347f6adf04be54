/** Octets in any pieces, one of which may be empty. */
import * as fc from 'fast-check'

/** Cuts octets at these places. */
export function cut(octets: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = places.map((place) => place % (octets.length + 1)).sort((a, b) => a - b)
  const ends = [...sorted, octets.length]
  return ends.map((end, index) => octets.subarray(index === 0 ? 0 : ends[index - 1], end))
}

/** Places to cut at. */
export const places: fc.Arbitrary<number[]> = fc.array(fc.nat(200_000), { maxLength: 12 })

/** Joins pieces. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces))
}
