import { statfsSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import type { Acceptance } from './acceptance.ts'
import type { DossierTimes } from './dossiers.ts'
import { significant } from './measure.ts'
import type { CoreRates } from './single-core.ts'

/** Everything that was measured. */
export interface Report {
  readonly machine: Machine
  readonly acceptance: Acceptance
  readonly dossiers: readonly DossierTimes[]
  readonly oneCore: CoreRates
  readonly durationMs: number
}

/** What it was measured on. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly node: string
  /** Processes that wanted to run, on average of the minute before: what else the machine was doing. */
  readonly loadBefore: number
  readonly database: string
  /** The database lies in memory, so that nothing was durable. */
  readonly onMemoryDisk: boolean
}

/** The magic number of Linux's file system in memory. */
const TMPFS = 0x01021994

/** The machine, as far as it says. */
export function machineOf(database: string, loadBefore: number): Machine {
  const all = cpus()
  return {
    ...{ cpu: all[0]?.model ?? 'unknown', cores: all.length, node: process.version },
    ...{ loadBefore, database, onMemoryDisk: statfsSync(tmpdir()).type === TMPFS },
  }
}

/** One line of JSON; numbers rounded to what they are worth. */
export function asJson(report: Report): string {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isInteger(value) ? significant(value, 4) : value
  return JSON.stringify(report, rounded)
}

/** A table for people. */
export function asTable({ machine, acceptance, dossiers, oneCore, durationMs }: Report): string {
  const { peer } = acceptance
  const { act, elementsPerAct, bytesPerAct, clients, actsPerRun, runs } = acceptance
  const rows: readonly (readonly [string, string])[] = [
    ['Machine', `${machine.cores} cores, ${machine.cpu}, Node.js ${machine.node}`],
    ['Load before, of others', `${rounded(machine.loadBefore)} of ${machine.cores} cores`],
    ['Database', `${machine.database}${machine.onMemoryDisk ? ' ON A DISK IN MEMORY: nothing was durable' : ''}`],
    ['', ''],
    [`Acts over HTTP (${act}, ${elementsPerAct} elements, ${bytesPerAct} bytes; ${clients} clients, own files)`, ''],
    ['  accepted per second', `${rounded(acceptance.perSecond)}   (runs of ${actsPerRun}: ${each(runs)})`],
    ['  time of one, p50 and p99', `${rounded(acceptance.p50Ms)} ms, ${rounded(acceptance.p99Ms)} ms`],
    ['  commits per act', rounded(acceptance.commitsPerAct)],
    ['  CPU per act, server', `${rounded(acceptance.serverCpuUsPerAct)} µs`],
    ['  CPU per act, load generator', `${rounded(acceptance.generatorCpuUsPerAct)} µs`],
    ['  memory of the server, peak', `${rounded(acceptance.serverPeakMb)} MB`],
    [`Peer: ${peer.name}`, ''],
    ['  transactions per second', `${rounded(peer.perSecond)}   (runs: ${peer.runs.map(rounded).join(', ')})`],
    ['Acts for each transaction of the peer', rounded(acceptance.ratio)],
    ['', ''],
    ...dossiers.map(dossierRow),
    ['', ''],
    ['On one core, per second', ''],
    ['  act of 20 elements sealed', rounded(oneCore.sealed20)],
    ['  act of 20 elements read and verified', rounded(oneCore.verified20)],
    ['  act folded', rounded(oneCore.folded)],
    ['  act read, opened and folded', rounded(oneCore.openedAndFolded)],
    ['  commercial invoice derived with lineage', rounded(oneCore.derivedInvoices)],
    ['  commercial invoice rendered as PDF/A-3', rounded(oneCore.renderedInvoices)],
    ['', ''],
    ['Measured in', `${Math.round(durationMs / 1_000)} s`],
  ]
  const width = Math.max(...rows.filter(([, value]) => value !== '').map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`.trimEnd()).join('\n')
}

const rounded = (value: number): string => significant(value).toLocaleString('en')

const each = (runs: Acceptance['runs']): string => runs.map(({ perSecond }) => rounded(perSecond)).join(', ')

const dossierRow = ({ acts, files, bytes, readMs, foldMs }: DossierTimes): readonly [string, string] => [
  `Dossier of ${acts} acts in ${files} files`,
  `read ${rounded(readMs)} ms (${rounded(bytes / 1e6)} MB), folded ${rounded(foldMs)} ms`,
]
