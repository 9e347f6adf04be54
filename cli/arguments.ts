import { parseArgs } from 'node:util'

/** An option of a command: whether it takes a value, and what it is for. */
export interface OptionOf {
  readonly value?: string
  readonly help: string
}

/** What a command was called with. */
export interface Arguments {
  readonly options: Readonly<Record<string, string | true>>
  readonly operands: readonly string[]
}

/** Somebody called a command in a way that it does not know. */
export class UsageError extends Error {}

/** Somebody asked a command to end; everything that it started is stopped. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals
  constructor(signal: NodeJS.Signals) {
    super(`ended by ${signal}`)
    this.signal = signal
  }
}

/** Reads the arguments of a command. @throws {UsageError} for unknown options and missing values. */
export function readArguments(args: readonly string[], known: Readonly<Record<string, OptionOf>>): Arguments {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    const given = Object.entries(values).flatMap(([name, value]): [string, string | true][] =>
      typeof value === 'string' || value === true ? [[name, value]] : [],
    )
    return { options: Object.fromEntries(given), operands: positionals }
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

/** The value of an option; `undefined` where it was not given. */
export function valueOf({ options }: Arguments, name: string): string | undefined {
  const value = options[name]
  return value === true ? undefined : value
}

/** The lines that say which options a command has. */
export function describeOptions(known: Readonly<Record<string, OptionOf>>): string {
  const lines = Object.entries(known).map(([name, { value, help }]) => {
    const option = `--${name}${value === undefined ? '' : ` ${value}`}`
    return `  ${option.padEnd(COLUMN)}${help}`
  })
  return lines.join('\n')
}

const COLUMN = 24
