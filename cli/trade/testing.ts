/** Test support: a small trade, a practice port, and parties as processes. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cifCredit, type Scenario } from '@entrepot/scenarios'
import { type RunningServer, startServer } from '@entrepot/server'
import { openKeyFolder } from '../client/index.ts'
import { enrolAll } from './conductor.ts'
import { type PartyProcess, partyProcess } from './party-process.ts'
import { admitAll, reachPracticePort } from './practice-port.ts'

/** The golden trade up to the conclusion of its contract: the sale, and the published measures that it cites. */
export function smallTrade(): Scenario {
  const whole = cifCredit()
  const end = whole.steps.findIndex(({ act }) => act === 'accept/2')
  const ofSale = whole.steps.slice(0, end + 1).filter(({ file }) => file === 'sale')
  const cited = new Set(
    ofSale.flatMap((step) => Object.values(step.cited ?? {}).map((reference) => reference.split(':')[0])),
  )
  const steps = whole.steps.slice(0, end + 1).filter(({ file }) => file === 'sale' || cited.has(file))
  const acting = new Set(steps.map(({ by }) => by))
  const parties = Object.fromEntries(Object.entries(whole.parties).filter(([name]) => acting.has(name)))
  return { name: 'small-trade', root: 'sale', parties, steps, calendars: whole.calendars }
}

/** A folder for one test file, which the database's account may pass through; removed by whoever asked for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-cli-test-'))
  chmodSync(folder, 0o711)
  return folder
}

/** Starts a practice port with an embedded database of its own; its clock stands where the small trade begins, or where said. */
export function testPort(dataDir: string, clock = smallTrade().steps[0]?.at ?? ''): Promise<RunningServer> {
  return startServer({ databaseUrl: '', dataDir, port: 0, clock, log: () => undefined })
}

/** Parties as processes, taken in and enrolled; `base` may be something that stands between them and the port. */
export async function enrolledParties(
  scenario: Scenario,
  server: RunningServer,
  { folder, base = server.url }: { readonly folder: string; readonly base?: string },
): Promise<Map<string, PartyProcess>> {
  const keys = await admitAll(reachPracticePort({ base: server.url, operatorKey: server.operatorKey }), scenario)
  if ('ok' in keys) throw new Error(keys.code)
  const parties = new Map<string, PartyProcess>()
  for (const [name, key] of keys) {
    const keyFolder = openKeyFolder(join(folder, name))
    keyFolder.apiKey.keep(key)
    parties.set(name, partyProcess({ name, folder: keyFolder.path, base }))
  }
  const refused = await enrolAll(scenario, parties)
  if (refused) throw new Error(refused.problem.code)
  return parties
}

/** Removes a folder with all that lies in it. */
export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })
