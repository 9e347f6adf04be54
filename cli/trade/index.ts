import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Scenario, scenarios } from '@entrepot/scenarios'
import { Interrupted, UsageError, valueOf } from '../arguments.ts'
import { isProblem, keepFile, openKeyFolder, type Problem } from '../client/index.ts'
import type { Command } from '../command.ts'
import { shareCompiled } from '../compile-cache.ts'
import { conduct, enrolAll, type Performance, type PlayedStep } from './conductor.ts'
import { deliver, type Delivery, fetchAll } from './deliver.ts'
import { admitAll, openPracticePort, type PracticePort, reachPracticePort } from './practice-port.ts'
import { type PartyProcess, partyProcess } from './party-process.ts'
import { progressBar, type Screen } from './progress.ts'
import { table } from './table.ts'

/** Plays a whole trade, every party a process of its own, and leaves its documents and evidence in a folder. */
export const trade: Command = {
  name: 'trade',
  summary: 'play a whole trade, every party a process of its own',
  options: {
    scenario: { value: 'NAME', help: `one of ${Object.keys(scenarios).join(', ')}` },
    out: { value: 'DIR', help: 'where documents, evidence and summary go; a new folder or an empty one' },
    server: { value: 'URL', help: 'a running practice port; else one is started for the while' },
    'operator-key': { value: 'KEY', help: 'key of that port’s operator, who moves its clock' },
  },
  async run(given) {
    const name = valueOf(given, 'scenario') ?? ''
    const make = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
    if (!make) throw new UsageError(`--scenario is one of ${Object.keys(scenarios).join(', ')}`)
    const out = emptyFolder(valueOf(given, 'out'))
    const server = valueOf(given, 'server')
    const operatorKey = valueOf(given, 'operator-key') ?? process.env['ENTREPOT_OPERATOR_KEY']
    if (server !== undefined && operatorKey === undefined)
      throw new UsageError('with --server also --operator-key, or ENTREPOT_OPERATOR_KEY in the environment')
    const port = server !== undefined && operatorKey !== undefined ? { base: server, operatorKey } : undefined
    return playTrade({ scenario: make(), out, ...(port ? { port } : {}) })
  },
}

function emptyFolder(path: string | undefined): string {
  if (path === undefined) throw new UsageError('--out names the folder for documents and evidence')
  const folder = resolve(path)
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new UsageError(`${folder} is not empty`)
  return folder
}

/** A trade to be played. */
export interface TradeOrder {
  readonly scenario: Scenario
  readonly out: string
  /** A running practice port; one is started for the while where absent. */
  readonly port?: { readonly base: string; readonly operatorKey: string }
  /** Takes what is shown; standard output and standard error unless said. */
  readonly print?: (text: string) => void
  /** Shows how far it is. */
  readonly screen?: Screen
}

/** Plays a trade and writes its folder. @returns the exit code: 1 where a step was refused or the evidence does not hold. */
export async function playTrade(order: TradeOrder): Promise<number> {
  const { scenario, port: given, print = (text) => process.stdout.write(`${text}\n`) } = order
  const startedMs = Date.now()
  const out = resolve(order.out)
  mkdirSync(out, { recursive: true })
  const parties = new Map<string, PartyProcess>()
  const signals = interrupts(() => void stopAll(parties))
  const keys = mkdtempSync(join(tmpdir(), 'entrepot-parties-'))
  let port: PracticePort | undefined
  try {
    port = given ? reachPracticePort(given) : await openPracticePort(scenario, print)
    signals.check()
    const admitted = await admitAll(port, scenario)
    if ('ok' in admitted) return fail(print, 'the parties were not taken in', admitted)
    for (const [name, key] of admitted) {
      const folder = openKeyFolder(join(keys, name))
      folder.apiKey.keep(key)
      parties.set(name, partyProcess({ name, folder: folder.path, base: port.base }))
    }
    shareCompiled()
    const refused = await enrolAll(scenario, parties)
    if (refused) return fail(print, `${refused.party} was not enrolled`, refused.problem)
    const bar = progressBar(scenario.steps.length, order.screen)
    const onStep = ({ step }: PlayedStep): void => {
      signals.check()
      bar.step(`${step.by}: ${step.name}`)
    }
    const performance = await conduct({ scenario, parties, operator: port.operator, onStep })
    bar.end()
    return await finish({ performance, scenario, out, port, parties, startedMs, print })
  } catch (error) {
    signals.check()
    throw error
  } finally {
    await stopAll(parties)
    await port?.stop()
    rmSync(keys, { recursive: true, force: true })
    signals.restore()
  }
}

interface Finish {
  readonly performance: Performance
  readonly scenario: Scenario
  readonly out: string
  readonly port: PracticePort
  readonly parties: ReadonlyMap<string, PartyProcess>
  readonly startedMs: number
  readonly print: (text: string) => void
}

async function finish({ performance, scenario, out, port, parties, startedMs, print }: Finish): Promise<number> {
  const { played, failed, files } = performance
  print(actTable(played))
  const root = files[scenario.root]
  if (failed) {
    const { name, by, act, file } = failed.step
    const code = fail(
      print,
      `step ${played.length + 1} "${name}" (${by}, ${act} in ${file}) was refused`,
      failed.problem,
    )
    if (root !== undefined) await leaveEvidence({ out, root, port, parties })
    return code
  }
  if (root === undefined) throw new Error(`scenario ${scenario.name} opens no file ${scenario.root}`)
  const delivery = await deliver({ out, root, operator: port.operator, parties, startedMs })
  if (isProblem(delivery)) return fail(print, 'the evidence was refused', delivery)
  print(`\n${documentTable(delivery)}\n\n${messageTable(delivery)}\n`)
  const { acts, documents, messages, rekeyed, ledgerBalanced, durationMs } = delivery.summary
  print(
    `${acts} acts, ${documents} documents, ${messages} messages, ${rekeyed} keyed again, books ${ledgerBalanced ? 'balance' : 'do not balance'}, ${(durationMs / 1000).toFixed(1)} s`,
  )
  print(`documents, messages, evidence and summary are in ${out}`)
  for (const { party, problem } of delivery.refused) fail(print, `evidence of ${party}`, problem)
  for (const again of delivery.rekeyed) print(`keyed again: ${again}`)
  for (const fault of delivery.faults) print(`the evidence does not hold: ${fault}`)
  return delivery.refused.length + delivery.faults.length === 0 ? 0 : 1
}

/** What came about before a refusal is left for whoever looks into it. */
async function leaveEvidence(
  given: Pick<Finish, 'out' | 'port' | 'parties'> & { readonly root: string },
): Promise<void> {
  const { out, root, port, parties } = given
  const zip = await port.operator.evidence(root)
  if (!isProblem(zip)) keepFile(join(out, 'evidence.zip'), zip, 0o644)
  await fetchAll(out, root, parties)
}

function fail(print: (text: string) => void, what: string, { code, message, rule, at, detail }: Problem): number {
  const place = [rule === undefined ? '' : `, rule ${rule}`, at === undefined ? '' : `, at ${at}`].join('')
  const more = Object.keys(detail).length === 0 ? '' : ` ${JSON.stringify(detail)}`
  print(`${what}: ${code}${place}: ${message}${more}`)
  return 1
}

const actTable = (played: readonly PlayedStep[]): string =>
  table(
    ['', 'business time', 'party', 'act', 'file', 'seq', 'advice'],
    played.map(({ step, reached, seq, advice }, i) => [
      ...[String(i + 1), reached, step.by, step.act, step.file, String(seq), advice.join(' ')],
    ]),
  )

const documentTable = ({ documents }: Delivery): string =>
  table(
    ['document', 'number', 'issuer', 'verification code'],
    documents.map(({ definition, number, issuer, code }) => [definition, number, issuer, code]),
  )

const messageTable = ({ messages }: Delivery): string =>
  table(
    ['message', 'number', 'sender', 'receiver', 'reference'],
    messages.map(({ message, number, sender, receiver, reference }) => [message, number, sender, receiver, reference]),
  )

const stopAll = (parties: ReadonlyMap<string, PartyProcess>): Promise<unknown> =>
  Promise.all([...parties.values()].map((party) => party.stop()))

/** An interrupt ends the parties, and with them the step under way; then everything else that was started is stopped in order. */
function interrupts(end: () => void): { check(): void; restore(): void } {
  let signal: NodeJS.Signals | undefined
  const take = (received: NodeJS.Signals): void => {
    signal ??= received
    end()
  }
  for (const each of ENDING) process.on(each, take)
  return {
    check() {
      if (signal !== undefined) throw new Interrupted(signal)
    },
    restore() {
      for (const each of ENDING) process.off(each, take)
    },
  }
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
