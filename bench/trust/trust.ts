/** `npm run bench:trust`: certificates, signed messages, paths, time-stamps and the log, beside bare operations and npm; see README.md. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureAppending } from './appending.ts'
import { chains } from './chains.ts'
import { issuing } from './issuing.ts'
import { type Amounts, QUICK, USUAL } from './limits.ts'
import { measureProving } from './proving.ts'
import { type Measured, measure, type Subject } from './rates.ts'
import { asJson, asTable, machineNow, type Report } from './report.ts'
import { cmsSigning, cmsVerifying } from './signing.ts'
import { stampAnswering, stampVerifying } from './stamps.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const flag = { type: 'boolean' } as const
const { values } = parseArgs({ options: { json: flag, quick: flag } })
const report = await measureAll(values.quick === true ? QUICK : USUAL)
process.stdout.write(`${values.json === true ? asJson(report) : asTable(report)}\n`)

async function measureAll(amounts: Amounts): Promise<Report> {
  const start = performance.now()
  const machine = machineNow()
  const subjects = await measureSubjects(amounts)
  const log = await measureLog(amounts)
  const peakMb = process.resourceUsage().maxRSS / 1_000
  return { machine, subjects, log, peakMb, durationMs: performance.now() - start }
}

async function measureSubjects(amounts: Amounts): Promise<Measured[]> {
  const makers: readonly (() => Subject | Promise<Subject>)[] = [
    () => issuing(amounts),
    () => cmsSigning('P-256'),
    () => cmsSigning('RSA'),
    () => cmsVerifying(amounts),
    () => chains(amounts),
    stampAnswering,
    stampVerifying,
  ]
  const measured: Measured[] = []
  for (const make of makers) {
    const subject = await make()
    say(subject.title)
    measured.push(await measure(subject, amounts))
  }
  return measured
}

async function measureLog(amounts: Amounts): Promise<Report['log']> {
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-bench-'))
  try {
    say('appending to a log on disk')
    const appending = await measureAppending(join(folder, 'append'), amounts)
    say(`proving in a log of ${amounts.leaves} leaves`)
    return { appending, proving: await measureProving(join(folder, 'prove'), amounts) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
