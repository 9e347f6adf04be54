import { cpus, loadavg } from 'node:os'
import { significant } from '../measure.ts'
import type { Appending } from './appending.ts'
import type { Proving } from './proving.ts'
import type { Measured, Target } from './rates.ts'

/** Everything that was measured. */
export interface Report {
  readonly machine: Machine
  readonly subjects: readonly Measured[]
  readonly log: { readonly appending: Appending; readonly proving: Proving }
  /** Most memory that the process had, peers included. */
  readonly peakMb: number
  readonly durationMs: number
}

interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly node: string
  readonly openssl: string
  /** Processes that wanted to run, on average of the minute before: what else the machine was doing. */
  readonly loadBefore: number
}

/** The machine, as far as it says. */
export function machineNow(): Machine {
  const all = cpus()
  const [loadBefore = 0] = loadavg()
  const { openssl } = process.versions
  return { cpu: all[0]?.model ?? 'unknown', cores: all.length, node: process.version, openssl, loadBefore }
}

/** One line of JSON; numbers rounded to what they are worth. */
export function asJson(report: Report): string {
  return JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? significant(value, 4) : value,
  )
}

/** A table for people. */
export function asTable({ machine, subjects, log, peakMb, durationMs }: Report): string {
  const { cores, cpu, node, openssl, loadBefore } = machine
  return [
    `${cores} cores, ${cpu}, Node.js ${node}, OpenSSL ${openssl}, load before ${significant(loadBefore)}`,
    'In a second of CPU time; share of the bare operations, which stand first',
    '',
    ...subjects.flatMap(subjectRows),
    ...appendingRows(log.appending),
    ...provingRows(log.proving),
    `Peak memory ${significant(peakMb)} MB; measured in ${Math.round(durationMs / 1_000)} s`,
  ].join('\n')
}

function subjectRows({ title, rates, target }: Measured): string[] {
  const rows = rates.map(({ name, perSecond, shareOfLimit }) => {
    const share = `${significant(shareOfLimit * 100)} %`
    return `  ${name.padEnd(60)}${number(perSecond).padStart(10)}${share.padStart(10)}`
  })
  return [title, ...rows, ...(target === undefined ? [] : [`  target ${told(target)}: ${met(target.isMet)}`]), '']
}

function told(target: Target): string {
  if ('perSecond' in target) return `${number(target.perSecond)} in a second`
  if ('shareOfLimit' in target) return `${target.shareOfLimit * 100} % of the bare operations`
  return `${target.timesFastestPeer} times the fastest peer`
}

const met = (isMet: boolean): string => (isMet ? 'met' : 'MISSED')
const number = (value: number): string => significant(value).toLocaleString('en')

function appendingRows({ perSecond, checkpointEveryMs, paced, bareAppendPerSecond, isMet }: Appending): string[] {
  return [
    'Log on disk, leaves in a second of the clock',
    `  a durable checkpoint every ${significant(checkpointEveryMs)} ms: ${number(perSecond)}`,
    `  20,000 offered: ${number(paced.perSecond)}; a batch is durable after ${significant(paced.batchP50Ms)} ms, p99 ${significant(paced.batchP99Ms)} ms`,
    `  bare append and fdatasync of as large batches: ${number(bareAppendPerSecond)}`,
    `  target 20,000, a checkpoint every 200 ms: ${met(isMet)}`,
    '',
  ]
}

function provingRows({ leaves, byLog, byReader, bareRead, isMet }: Proving): string[] {
  const times = ({ p50Ms, p99Ms, cpuMs }: Proving['bareRead']): string =>
    `${significant(p50Ms)} ms, p99 ${significant(p99Ms)} ms, ${significant(cpuMs)} ms of CPU time`
  const row = (proofs: Proving['byLog']): string => `${times(proofs)}, at most ${proofs.mostTileReads} tiles read`
  return [
    `Inclusion proved in a log of ${leaves.toLocaleString('en')} leaves on disk`,
    `  by the log: ${row(byLog)}`,
    `  by a reader who has nothing but tiles: ${row(byReader)}`,
    `  bare reading of one tile: ${times(bareRead)}`,
    `  target under 1 ms and at most 4 tiles: ${met(isMet)}`,
    '',
  ]
}
