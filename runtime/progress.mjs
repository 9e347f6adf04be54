/** Says on standard error what is going on, with the seconds that it has taken so far. Standard output stays the task's. */

const TERMINAL_TICK_MS = 1_000
const LOG_TICK_MS = 5_000

/**
 * @typedef {{ say: (line: string) => void, during: <T>(label: string, work: () => Promise<T>) => Promise<T> }} Progress
 *
 * @param {{ write: (text: string) => unknown, isTTY: boolean }} [out]
 * @returns {Progress}
 */
export function startProgress(out = process.stderr) {
  const live = out.isTTY
  return {
    say: (line) => void out.write(`${line}\n`),
    during: async (label, work) => {
      const startedAt = Date.now()
      const elapsed = () => `${((Date.now() - startedAt) / 1000).toFixed(0)} s`
      out.write(live ? `${label} ...` : `${label} ...\n`)
      const ticker = setInterval(
        () => void out.write(live ? `\r${label} ... ${elapsed()}` : `  still at it, ${elapsed()}\n`),
        live ? TERMINAL_TICK_MS : LOG_TICK_MS,
      )
      try {
        const result = await work()
        out.write(live ? `\r${label} ... done in ${elapsed()}\n` : `  done in ${elapsed()}\n`)
        return result
      } catch (error) {
        out.write(live ? `\r${label} ... failed after ${elapsed()}\n` : `  failed after ${elapsed()}\n`)
        throw error
      } finally {
        clearInterval(ticker)
      }
    },
  }
}
