/** Seeded mutations of octets: the same seed makes the same octets in every run. */

/** A source of numbers from 0 to below a bound. */
export type Draw = (bound: number) => number

/** Xorshift32. */
export function drawFrom(seed: number): Draw {
  let state = seed | 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}

/** Octets that mean something in notes, paths, lengths and Base64. */
const TELLING = [...'\n +/=-—0129Axp.'].flatMap((character) => [...new TextEncoder().encode(character)]).concat(0, 0xff)

/** One to three changes: a bit, an octet, a stretch taken out, doubled, or taken from another sample. */
export function mutated(sample: Uint8Array, samples: readonly Uint8Array[], draw: Draw): Uint8Array {
  let octets = sample
  for (let left = 1 + draw(3); left > 0; left--) octets = changeOnce(octets, samples, draw)
  return octets
}

function changeOnce(octets: Uint8Array, samples: readonly Uint8Array[], draw: Draw): Uint8Array {
  const at = draw(octets.length + 1)
  const length = 1 + draw(40)
  const before = octets.subarray(0, at)
  const after = octets.subarray(at)
  switch (draw(5)) {
    case 0:
      return joined(before, Uint8Array.of((after[0] ?? 0) ^ (1 << draw(8))), after.subarray(1))
    case 1:
      return joined(before, Uint8Array.of(TELLING[draw(TELLING.length)] ?? 0), after.subarray(draw(2)))
    case 2:
      return joined(before, after.subarray(length))
    case 3:
      return joined(before, after.subarray(0, length), after)
    default: {
      const other = samples[draw(samples.length)] ?? octets
      const from = draw(other.length + 1)
      return joined(before, other.subarray(from, from + length), after.subarray(draw(2) * length))
    }
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
