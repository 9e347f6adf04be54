/** A source of whole numbers from 0 to below a bound. */
export type Draw = (bound: number) => number

/** Numbers that look random and follow from a seed (mulberry32); neighbouring seeds have nothing in common. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}

/** One of several. Asserts that there is one. */
export function pick<Item>(items: readonly Item[], draw: Draw): Item {
  for (const item of items.slice(draw(Math.max(1, items.length)))) return item
  throw new RangeError('mutation: nothing to pick from')
}
