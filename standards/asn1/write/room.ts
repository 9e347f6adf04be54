import { SLAB_BYTES } from '../limits.ts'

let slab = new Uint8Array(0)
let taken = 0

/**
 * Room for so many octets, zero, that nobody else has. Small ones are cut from a slab, as an array with a buffer of its own
 * costs ten times the writing of a message; so their `buffer` is not theirs alone.
 */
export function room(octets: number): Uint8Array {
  if (octets > SLAB_BYTES / 4) return new Uint8Array(octets)
  if (taken + octets > slab.length) {
    slab = new Uint8Array(SLAB_BYTES)
    taken = 0
  }
  const cut = slab.subarray(taken, taken + octets)
  taken += octets
  return cut
}

/** A copy that nobody else writes to, in such room. */
export function copyOctets(octets: Uint8Array): Uint8Array {
  const copy = room(octets.length)
  copy.set(octets)
  return copy
}
