/** `npm run bench:edi`: reading, validating and writing interchanges, beside bare loops and what npm has; see README.md. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { builtInDirectories } from '@entrepot/edifact'
import { z } from 'zod'
import { median, significant } from '../measure.ts'
import { type Amounts, MEGABYTE, QUICK, STREAM_TIMEOUT_MS, STREAMED_BYTES, USUAL } from './limits.ts'
import { edifactPeers, edifactValidatingPeers, type Peer, x12Peers } from './peers.ts'
import { edifactInterchange, x12Interchange } from './samples.ts'
import {
  bareLoop,
  indexOfAll,
  readEdifact,
  readingFile,
  tokenizeEdifact,
  tokenizeX12,
  validateEdifact,
  validateX12,
  type Work,
  TIMES_WRITTEN,
  writing,
} from './work.ts'

/** One figure: megabytes in a second. */
interface Row {
  readonly name: string
  readonly mbPerSecond: number
}

/** What `report-peak.ts` says of `entrepot edi check`. */
const took = z.object({ peakMb: z.number(), cpuMs: z.number() })
type Streamed = z.infer<typeof took> & { readonly bytes: number }

/** As `npm run entrepot` has it. */
const ENVIRONMENT = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(import.meta.dirname, '../../.runtime/compile-cache'),
}
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const { values } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } })
process.exitCode = await main(values.quick === true ? QUICK : USUAL, values.json === true)

async function main(amounts: Amounts, isJson: boolean): Promise<number> {
  const [loadBefore = 0] = loadavg()
  const folder = mkdtempSync(join(tmpdir(), 'entrepot-bench-'))
  try {
    const edifact = await measureEdifact(amounts, join(folder, 'orders.edi'))
    const x12 = await measureX12(amounts)
    const memory = (values.quick === true ? [MEGABYTE] : STREAMED_BYTES).map(measureMemory)
    const cpu = cpus()
    const machine = { cpu: cpu[0]?.model ?? '', cores: cpu.length, node: process.version, loadBefore }
    const report = { machine, edifact, x12, memory }
    process.stdout.write(`${isJson ? JSON.stringify(report, rounded) : asTable(report)}\n`)
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? significant(value, 4) : value
}

async function measureEdifact({ bytes, peerBytes, runs }: Amounts, path: string): Promise<Row[]> {
  const sample = edifactInterchange(bytes)
  writeFileSync(path, sample)
  const written = writing(edifactInterchange(bytes / TIMES_WRITTEN))
  const works: [string, Work][] = [
    ['bare loop over the bytes', bareLoop],
    ['Buffer.indexOf of each terminator', indexOfAll("'")],
    ['reading the file alone', readingFile(path)],
    ['tokenizing', tokenizeEdifact],
    ['reading: envelope, references, character set', readEdifact],
    ['full validation: groups, formats, codes', validateEdifact(builtInDirectories)],
    ['writing, whole', written.whole],
    ['writing, handed on in pieces', written.streamed],
  ]
  return inTurns(works, [...edifactPeers, ...edifactValidatingPeers], {
    sample,
    peer: edifactInterchange(peerBytes),
    runs,
  })
}

async function measureX12({ bytes, peerBytes, runs }: Amounts): Promise<Row[]> {
  const sample = x12Interchange(bytes)
  const works: [string, Work][] = [
    ['bare loop over the bytes', bareLoop],
    ['Buffer.indexOf of each terminator', indexOfAll('~')],
    ['tokenizing', tokenizeX12],
    ['full validation by a schema', validateX12],
  ]
  return inTurns(works, x12Peers, { sample, peer: x12Interchange(peerBytes), runs })
}

/** Runs everything once to warm up, then all in turns, so that a slow moment meets all alike. Medians count. */
async function inTurns(
  works: readonly (readonly [string, Work])[],
  peers: readonly Peer[],
  { sample, peer, runs }: { readonly sample: Uint8Array; readonly peer: Uint8Array; readonly runs: number },
): Promise<Row[]> {
  const text = new TextDecoder().decode(peer)
  const all = [
    ...works.map(([name, work]) => ({ name, bytes: sample.length, run: () => work(sample) })),
    ...peers.map(({ name, parse }) => ({ name: `npm: ${name}`, bytes: peer.length, run: () => parse(peer, text) })),
  ]
  const rates = new Map(all.map(({ name }) => [name, [] as number[]]))
  for (let run = 0; run <= runs; run++) {
    say(run === 0 ? 'warming up' : `run ${run} of ${runs}`)
    for (const { name, bytes, run: work } of all) {
      const start = performance.now()
      await work()
      if (run > 0) rates.get(name)?.push(bytes / MEGABYTE / ((performance.now() - start) / 1000))
    }
  }
  return [...rates].map(([name, each]) => ({ name, mbPerSecond: median(each) }))
}

/** A user's own command, reading what another process writes; once before, so that what it compiles is kept. */
function measureMemory(bytes: number): Streamed {
  say(`streaming ${bytes / MEGABYTE} MB`)
  checkStream(MEGABYTE)
  return { bytes, ...checkStream(bytes) }
}

function checkStream(bytes: number): z.infer<typeof took> {
  const node = JSON.stringify(process.execPath)
  const [stream, peak, command] = ['stream-process.ts', 'report-peak.ts', '../../cli/index.ts'].map((file) =>
    JSON.stringify(join(import.meta.dirname, file)),
  )
  const line = `${node} ${stream} ${bytes} | ${node} --import ${peak} ${command} edi check`
  const run = spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8', timeout: STREAM_TIMEOUT_MS, env: ENVIRONMENT })
  if (run.status !== 0 || !run.stdout.includes('nothing wrong'))
    throw new Error(`the stream ended with ${run.status}: ${run.stdout}${run.stderr}`)
  return took.parse(JSON.parse(run.stderr))
}

interface Report {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string; readonly loadBefore: number }
  readonly edifact: readonly Row[]
  readonly x12: readonly Row[]
  readonly memory: readonly Streamed[]
}

function asTable({ machine, edifact, x12, memory }: Report): string {
  const rows = (title: string, list: readonly Row[]): string[] => {
    const bare = list[0]?.mbPerSecond ?? Number.NaN
    return [
      title,
      ...list.map(({ name, mbPerSecond }) => {
        const share = `${significant((mbPerSecond / bare) * 100, 3)} %`
        return `  ${name.padEnd(48)}${String(significant(mbPerSecond)).padStart(8)} MB/s${share.padStart(10)}`
      }),
      '',
    ]
  }
  return [
    `${machine.cores} cores, ${machine.cpu}, Node.js ${machine.node}, load before ${significant(machine.loadBefore)}`,
    '',
    ...rows('UN/EDIFACT ORDERS and INVOIC; share of the bare loop', edifact),
    ...rows('X12 850', x12),
    ...memory.map(
      ({ bytes, peakMb, cpuMs }) =>
        `${bytes / MEGABYTE} MB streamed and validated: peak ${significant(peakMb)} MB, ${significant(cpuMs)} ms of CPU`,
    ),
  ].join('\n')
}
