import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scenario } from '@entrepot/scenarios'
import { partyOf } from '../practice-parties.ts'
import { type Api, isProblem, openApi, type PracticeParty, type Problem } from '../client/index.ts'

/** A practice port with its operator's hand on it. */
export interface PracticePort {
  readonly base: string
  readonly operator: Api
  /** Takes a party in. @returns the API key of its program. */
  admit(party: PracticeParty): Promise<string | Problem>
  /** Ends what was started; leaves a port alone that ran before. */
  stop(): Promise<void>
}

/** Reaches a port that runs. */
export function reachPracticePort({
  base,
  operatorKey,
}: {
  readonly base: string
  readonly operatorKey: string
}): PracticePort {
  const operator = openApi({ base, key: operatorKey })
  return { base, operator, admit: (party) => operator.admitParty(party), stop: () => Promise.resolve() }
}

/** Starts a port for one scenario, in a data folder of its own that goes with it, with its calendars; its clock stands before the first step. Whatever DATABASE_URL says. */
export async function openPracticePort(scenario: Scenario, log: (message: string) => void): Promise<PracticePort> {
  const { startServer } = await import('@entrepot/server')
  const dataDir = mkdtempSync(join(tmpdir(), 'entrepot-trade-'))
  // Root's PostgreSQL runs under another account, which passes through.
  chmodSync(dataDir, 0o711)
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true })
  const [first] = scenario.steps
  const clock = first && (first.reached ?? first.at)
  try {
    const server = await startServer({
      dataDir,
      databaseUrl: '',
      port: 0,
      log,
      calendars: scenario.calendars,
      ...(clock === undefined ? {} : { clock }),
    })
    const port = reachPracticePort({ base: server.url, operatorKey: server.operatorKey })
    return {
      ...port,
      async stop() {
        await server.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** Takes all parties of a scenario in. @returns their API keys by name, or the first refusal. */
export async function admitAll(port: PracticePort, scenario: Scenario): Promise<ReadonlyMap<string, string> | Problem> {
  const keys = new Map<string, string>()
  for (const [name, party] of Object.entries(scenario.parties)) {
    const key = await port.admit(partyOf(party))
    if (isProblem(key)) return key
    keys.set(name, key)
  }
  return keys
}
