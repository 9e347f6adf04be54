/** Seeded mutations of DER: the same seed makes the same octets in every run. */

/** A source of numbers from 0 to below a bound. */
export type Draw = (bound: number) => number

/** Mulberry32. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}

const tellingOctets = [0, 1, 2, 4, 5, 6, 0x13, 0x1f, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xa3, 0xff]

/** One to four changes: a bit, an octet, a length, a stretch taken out, doubled, or taken from another sample. */
export function mutated(sample: Uint8Array, samples: readonly Uint8Array[], draw: Draw): Uint8Array {
  let octets = sample
  for (let left = 1 + draw(4); left > 0; left--) octets = changeOnce(octets, samples, draw)
  return octets
}

function changeOnce(octets: Uint8Array, samples: readonly Uint8Array[], draw: Draw): Uint8Array {
  const place = draw(Math.max(1, octets.length))
  const length = 1 + draw(24)
  switch (draw(6)) {
    case 0:
      return replaced(octets, place, [(octets[place] ?? 0) ^ (1 << draw(8))])
    case 1:
      return replaced(octets, place, [tellingOctets[draw(tellingOctets.length)] ?? 0])
    case 2:
      return replaced(octets, place, [((octets[place] ?? 0) + (draw(2) === 0 ? 1 : 255)) & 0xff])
    case 3:
      return joined(octets.subarray(0, place), octets.subarray(Math.min(octets.length, place + length)))
    case 4:
      return joined(octets.subarray(0, place + length), octets.subarray(place))
    default: {
      const other = samples[draw(samples.length)] ?? octets
      const from = draw(other.length)
      return joined(octets.subarray(0, place), other.subarray(from, from + length), octets.subarray(place + length))
    }
  }
}

function replaced(octets: Uint8Array, place: number, by: readonly number[]): Uint8Array {
  const changed = octets.slice()
  changed.set(by.slice(0, Math.max(0, changed.length - place)), place)
  return changed
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** A tree of DER with right lengths and any content: what gets past the first look of a reader. */
export function madeUpDer(draw: Draw, depth = 0): Uint8Array {
  const isConstructed = depth < 6 && draw(3) > 0
  const tag = isConstructed
    ? ([0x30, 0x31, 0xa0, 0xa1, 0xa3][draw(5)] ?? 0x30)
    : (primitiveTags[draw(primitiveTags.length)] ?? 4)
  const content = isConstructed
    ? joined(...Array.from({ length: draw(4) }, () => madeUpDer(draw, depth + 1)))
    : Uint8Array.from({ length: draw(12) }, () => tellingOctets[draw(tellingOctets.length)] ?? 0)
  const header = content.length < 0x80 ? [tag, content.length] : [tag, 0x82, content.length >> 8, content.length & 0xff]
  return joined(Uint8Array.from(header), content)
}

const primitiveTags = [1, 2, 3, 4, 5, 6, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x80, 0x81, 0x82, 0x86, 0x87]
