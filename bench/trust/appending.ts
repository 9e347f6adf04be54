import { randomBytes } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Log, MAX_BATCH_ENTRIES, openLog } from '@entrepot/merkle-log'
import { diskStorage } from '@entrepot/server/log'
import { median, percentile } from '../measure.ts'
import { type Amounts, CHECKPOINT_MS, ENTRY_BYTES, OFFERED_LEAVES } from './limits.ts'
import { newLogOptions } from './log-key.ts'

/** What appending to a log on disk came to. Time is that of the clock: a disk is waited for. */
export interface Appending {
  /** Leaves in a second, with batches so large that a durable checkpoint stands about every 200 ms. */
  readonly perSecond: number
  /** Time between two checkpoints there, median. */
  readonly checkpointEveryMs: number
  /** With 20,000 leaves offered in a second: how many were logged, and how long one batch took from the call to the disk. */
  readonly paced: { readonly perSecond: number; readonly batchP50Ms: number; readonly batchP99Ms: number }
  /** The same entries appended to one file in as large batches, each flushed: what the disk can do. */
  readonly bareAppendPerSecond: number
  /** What is offered is logged, and half of the batches at least are durable before the next one is due. */
  readonly isMet: boolean
}

const SECOND_MS = 1_000
/** A batch to begin with. */
const FIRST_BATCH = 1_024
/** A batch may grow so much from one to the next. */
const GROWTH = 2

/** Appends to logs in a folder: as many leaves as go, and leaves at their own pace. */
export async function measureAppending(folder: string, { appendMs }: Amounts): Promise<Appending> {
  const log = await openLog(diskStorage(join(folder, 'full')), newLogOptions())
  const full = await appendFully((size) => log.append(entriesOf(size)).then(() => undefined), appendMs)
  const file = openSync(join(folder, 'bare'), 'w')
  const bare = await appendFully((size) => {
    for (const entry of entriesOf(size)) writeSync(file, entry)
    fdatasyncSync(file)
    return Promise.resolve()
  }, appendMs / 2)
  closeSync(file)
  const paced = await appendPaced(await openLog(diskStorage(join(folder, 'paced')), newLogOptions()), appendMs)
  const isMet = paced.perSecond >= OFFERED_LEAVES * ALMOST_ALL && paced.batchP50Ms <= CHECKPOINT_MS
  return {
    ...{ perSecond: full.perSecond, checkpointEveryMs: full.batchMs, paced },
    ...{ bareAppendPerSecond: bare.perSecond, isMet },
  }
}

/** A leaf that is on its way when a batch is taken waits for the next one. */
const ALMOST_ALL = 0.98

const pool = randomBytes(MAX_BATCH_ENTRIES + ENTRY_BYTES)
const entriesOf = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, at) => new Uint8Array(pool.subarray(at, at + ENTRY_BYTES)))

/** One batch after the other, each so large that it takes as long as a checkpoint may. */
async function appendFully(append: (size: number) => Promise<void>, ms: number) {
  const batches: { readonly size: number; readonly took: number }[] = []
  let size = FIRST_BATCH
  for (const end = performance.now() + ms; performance.now() < end; ) {
    const start = performance.now()
    await append(size)
    const took = performance.now() - start
    batches.push({ size, took })
    size = Math.max(1, Math.floor(Math.min(MAX_BATCH_ENTRIES, size * GROWTH, (size * CHECKPOINT_MS) / took)))
  }
  // The first half found the size.
  const counted = batches.slice(Math.floor(batches.length / 2))
  const rates = counted.map((batch) => (batch.size * SECOND_MS) / batch.took)
  return { perSecond: median(rates), batchMs: median(counted.map(({ took }) => took)) }
}

/** Every 200 ms what has come in until then, in turns, as a sequencer does. */
async function appendPaced(log: Log, ms: number) {
  const start = performance.now()
  const times: number[] = []
  let logged = 0
  let until = 0
  for (let next = CHECKPOINT_MS; next <= ms; next += CHECKPOINT_MS) {
    await sleep(Math.max(0, start + next - performance.now()))
    const before = performance.now()
    until = before - start
    const arrived = Math.floor((until * OFFERED_LEAVES) / SECOND_MS)
    await log.append(entriesOf(Math.min(arrived - logged, MAX_BATCH_ENTRIES)))
    times.push(performance.now() - before)
    logged = arrived
  }
  const perSecond = ((log.head?.checkpoint.size ?? 0) * SECOND_MS) / until
  return { perSecond, batchP50Ms: median(times), batchP99Ms: percentile(times, 0.99) }
}
