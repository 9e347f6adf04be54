/** What a limiter counts. */
export interface RateLimit {
  readonly max: number
  readonly windowMs: number
  /** Keys remembered; the longest unheard of goes first. */
  readonly keys: number
  readonly now: () => number
}

/** Tells whether a key may once more: at most `max` times in each window, counted in this process. */
export function rateLimiter({ max, windowMs, keys, now }: RateLimit): (key: string) => boolean {
  const counts = new Map<string, { count: number; endsMs: number }>()
  return (key) => {
    const known = counts.get(key)
    const current = known && known.endsMs > now() ? known : { count: 0, endsMs: now() + windowMs }
    current.count += 1
    counts.delete(key)
    counts.set(key, current)
    const oldest = counts.size > keys ? counts.keys().next().value : undefined
    if (oldest !== undefined) counts.delete(oldest)
    return current.count <= max
  }
}
