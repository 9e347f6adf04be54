import { parseArgs } from 'node:util'
import { type Amounts, MAX_ACTS_OF_CLIENT, MAX_CLIENTS, MAX_RUNS, QUICK, USUAL } from './limits.ts'

/** What was asked for on the command line. */
export interface Options {
  readonly json: boolean
  readonly amounts: Amounts
  /** A folder for a CPU profile of the server. */
  readonly profile?: string
}

export const USAGE = `usage: npm run bench:acts -- [--json] [--quick] [--clients N] [--acts N] [--runs N] [--profile DIR]
  --json     figures as one line of JSON on standard output, instead of a table
  --quick    so little of everything that the figures mean nothing: does it work at all?
  --clients  connections at once (64), each with a file of its own
  --acts     acts of each client in a run (100)
  --runs     runs, each followed by one of the peer (3)
  --profile  writes a CPU profile of the server into this folder
`

/** Reads the command line. @returns what is wrong with it, as text. */
export function readOptions(parameters: readonly string[]): Options | string {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const { values } = parseArgs({
      args: [...parameters],
      options: { json: flag, quick: flag, clients: text, acts: text, runs: text, profile: text },
    })
    const base = values.quick ? QUICK : USUAL
    const amounts = {
      ...base,
      clients: count('clients', values.clients ?? String(base.clients), MAX_CLIENTS),
      acts: count('acts', values.acts ?? String(base.acts), MAX_ACTS_OF_CLIENT),
      runs: count('runs', values.runs ?? String(base.runs), MAX_RUNS),
    }
    const { json = false, profile } = values
    return { json, amounts, ...(profile === undefined ? {} : { profile }) }
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return error.message
    throw error
  }
}

function count(name: string, text: string, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new RangeError(`--${name} takes a whole number from 1 to ${most}`)
  return number
}
