import type { Arguments, OptionOf } from './arguments.ts'

/** A sub-command of `entrepot`. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** What stands behind the name, `FILE.zip`. */
  readonly operands?: string
  readonly options: Readonly<Record<string, OptionOf>>
  /** @returns the exit code. */
  run(given: Arguments): Promise<number>
}
