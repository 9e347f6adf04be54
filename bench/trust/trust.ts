/** `npm run bench:trust`: certificates, signed messages, paths, time-stamps and the log, beside bare operations and npm; see README.md. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { measureAppending } from './appending.ts'
import { type Amounts, QUICK, SUBJECTS_TIMEOUT_MS, USUAL } from './limits.ts'
import { measureProving } from './proving.ts'
import { measured } from './rates.ts'
import { asJson, asTable, machineNow, type Report } from './report.ts'

/** What `subjects-process.ts` prints. */
const printed = z.object({ subjects: z.array(measured), peakMb: z.number() })

const SUBJECTS = join(import.meta.dirname, 'subjects-process.ts')
/** What a process of measuring is started with. */
const PROCESSES = [
  // On one thread, the collector included, so that CPU time is what one core does; but for what WebCrypto does elsewhere, which counts as well.
  ['--single-threaded-gc', SUBJECTS],
  // With its usual threads, whose time counts: a collector on one thread sweeps late, and of much young garbage a third stays, because old
  // garbage points at it. XAdES, ours, was seven times slower for it in one run of three.
  [SUBJECTS, '--xml'],
] as const

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const { values } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } })
const report = await measureAll(values.quick === true ? QUICK : USUAL)
process.stdout.write(`${values.json === true ? asJson(report) : asTable(report)}\n`)

async function measureAll(amounts: Amounts): Promise<Report> {
  const start = performance.now()
  const machine = machineNow()
  const { subjects, peakMb } = measureSubjects()
  const log = await measureLog(amounts)
  return { machine, subjects, log, peakMb, durationMs: performance.now() - start }
}

/** In processes of their own, as it is their CPU time that counts. */
function measureSubjects(): z.infer<typeof printed> {
  const each = PROCESSES.map((command) => {
    const run = spawnSync(process.execPath, [...command, ...(values.quick ? ['--quick'] : [])], {
      ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: SUBJECTS_TIMEOUT_MS },
    })
    if (run.status !== 0) throw new Error(`measuring ended with ${run.status}`)
    return printed.parse(JSON.parse(run.stdout))
  })
  return { subjects: each.flatMap(({ subjects }) => subjects), peakMb: Math.max(...each.map(({ peakMb }) => peakMb)) }
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
