/** The middle value; of an even number, the lower middle. NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** The smallest value that is not below this share of all values. NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Slices of one measurement; the middle one counts. */
const SLICES = 3

/**
 * Calls `work` over and over for about `ms` milliseconds.
 *
 * @returns how often it was done in a second, `each` times for every call.
 */
export function rateOf(work: () => void, { ms, each = 1 }: { readonly ms: number; readonly each?: number }): number {
  slice(work, ms / 2)
  const rates = Array.from({ length: SLICES }, () => slice(work, ms / SLICES))
  return median(rates) * each
}

function slice(work: () => void, ms: number): number {
  const start = performance.now()
  let count = 0
  let elapsed = 0
  while (elapsed < ms || count === 0) {
    work()
    count += 1
    elapsed = performance.now() - start
  }
  return (count * 1_000) / elapsed
}

/** Rounds to so many significant digits: more would be noise. */
export function significant(value: number, digits = 3): number {
  return Number(value.toPrecision(digits))
}
