/** Tells how far something is: one moving line on a terminal, a line now and then elsewhere. */
export interface ProgressBar {
  step(label: string): void
  /** Leaves the line as it stands. */
  end(): void
}

/** Where a bar is shown. */
export interface Screen {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

const BAR_WIDTH = 24
const DEFAULT_COLUMNS = 80
/** Elsewhere than on a terminal, about this many lines in all. */
const PLAIN_LINES = 10

/** Starts a bar over a known number of steps. */
export function progressBar(total: number, screen: Screen = process.stderr): ProgressBar {
  const every = Math.max(1, Math.ceil(total / PLAIN_LINES))
  let count = 0
  let isOpen = false
  return {
    step(label) {
      count += 1
      if (screen.isTTY === true) {
        const filled = Math.round((count / Math.max(1, total)) * BAR_WIDTH)
        const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`
        const line = `${bar} ${count}/${total} ${label}`.slice(0, (screen.columns ?? DEFAULT_COLUMNS) - 1)
        screen.write(`\r\u001b[2K${line}`)
        isOpen = true
      } else if (count % every === 0 || count === total) screen.write(`${count}/${total} ${label}\n`)
    },
    end() {
      if (isOpen) screen.write('\n')
      isOpen = false
    },
  }
}
