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
  const state = { isStopped: false, isNudged: false }
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
    while (!state.isStopped) {
      state.isNudged = false
      try {
        await work()
      } catch (error) {
        log(error)
      }
      if (!state.isNudged && !state.isStopped) await pause()
    }
  })()

  return {
    nudge() {
      state.isNudged = true
      wake?.()
    },
    stop() {
      state.isStopped = true
      wake?.()
      return turns
    },
  }
}
