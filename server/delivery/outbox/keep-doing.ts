/** Work that is done again and again until it is stopped. */
export interface Repeated {
  /** Does it now rather than at the next turn; may be called as often as one likes. */
  nudge(): void
  /** Waits for the turn under way; none follows. */
  stop(): Promise<void>
}

/**
 * Does `work` at once, then after each nudge, and every `everyMs` otherwise; one turn at a time.
 *
 * A turn that throws is told to `log` and does not end the repetition. The timer keeps no process alive.
 */
export function keepDoing(
  work: () => Promise<unknown>,
  { everyMs, log }: { readonly everyMs: number; readonly log: (error: unknown) => void },
): Repeated {
  let isStopped = false
  let isNudged = false
  let wake: (() => void) | undefined

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      timer.unref()
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const turns = (async () => {
    while (!isStopped) {
      isNudged = false
      try {
        await work()
      } catch (error) {
        log(error)
      }
      if (!isNudged && !isStopped) await pause()
    }
  })()

  return {
    nudge() {
      isNudged = true
      wake?.()
    },
    stop() {
      isStopped = true
      wake?.()
      return turns
    },
  }
}
