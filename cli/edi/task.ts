import type { Arguments } from '../arguments.ts'
import type { Screen } from '../trade/progress.ts'

/** Where a task speaks: results to `out`, troubles to `err`, a line at a time; how far it is to `progress`, where somebody looks on. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  readonly progress?: Screen
}

/** A task of `entrepot edi`, told by the word behind it; what else stands there are its operands. */
export interface EdiTask {
  readonly summary: string
  /** `add FILE.zip ... | list`. */
  readonly operands: string
  /** @returns the exit code. @throws {UsageError} when it is not asked right. */
  run(given: Arguments, terminal: Terminal): Promise<number>
}
