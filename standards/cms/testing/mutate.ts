/** Hostile changes of octets, the same for the same seed. */

/** A generator of numbers below a bound (xorshift32). */
export function numbers(seed: number): (bound: number) => number {
  let state = seed | 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

/** Octets that mean something in BER: ends of contents, indefinite and long lengths, common tags. */
const telling = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xff, 0x04, 0x24, 0x30, 0x31, 0x02, 0x06, 0xa0, 0xa1]

/** Changes octets in one to four places: a bit, an octet, a cut, an insertion, a part of another message, a repetition. */
export function mutate(octets: Uint8Array, other: Uint8Array, next: (bound: number) => number): Uint8Array {
  let changed: Uint8Array = octets.slice()
  for (let count = next(4); count >= 0; count--) changed = change(changed, other, next)
  return changed
}

function change(octets: Uint8Array, other: Uint8Array, next: (bound: number) => number): Uint8Array {
  const at = next(octets.length + 1)
  const kind = next(7)
  if (kind < 3 && at < octets.length) {
    const was = octets[at] ?? 0
    octets[at] = [was ^ (1 << next(8)), telling[next(telling.length)] ?? 0, next(256)][kind] ?? 0
    return octets
  }
  const before = octets.subarray(0, at)
  if (kind === 3) return before.slice()
  const from = next(other.length)
  const inserted = other.subarray(from, from + next(64))
  const part = octets.subarray(at, at + next(64))
  const middle = [inserted, part, Uint8Array.of(telling[next(telling.length)] ?? 0)][kind % 3] ?? part
  const after = octets.subarray(kind === 5 ? Math.min(at + next(64), octets.length) : at)
  return new Uint8Array(Buffer.concat([before, middle, after]))
}
