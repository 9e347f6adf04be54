import { randomBytes } from 'node:crypto'
import {
  formatCheckpoint,
  formatNote,
  leafHash,
  type LogStorage,
  openLog,
  proveInclusion,
  rootOf,
  TILE_WIDTH,
  tileReader,
  verifyInclusion,
} from '@entrepot/merkle-log'
import { diskStorage } from '@entrepot/server/log'
import { median, percentile } from '../measure.ts'
import type { Amounts } from './limits.ts'
import { newLogOptions } from './log-key.ts'
import { buildTiles } from './tiles.ts'

/** Proofs of single leaves, each verified, made from tiles on disk. Time is that of the clock. */
export interface Proving {
  readonly leaves: number
  /** By the log, which has its right edge in memory and keeps upper tiles. */
  readonly byLog: Proofs
  /** By a reader that has nothing but tiles. */
  readonly byReader: Proofs
  /** The limit: one tile of leaves read from the disk. */
  readonly bareRead: Times
  readonly isMet: boolean
}

interface Times {
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU time of one, on average: others on the machine take none of it. */
  readonly cpuMs: number
}

interface Proofs extends Times {
  readonly mostTileReads: number
}

const MOST_MS = 1
const MOST_READS = 4
const INDEX_BYTES = 6

/** Builds a log on disk and proves leaves anywhere in it. */
export async function measureProving(folder: string, { leaves, proofs }: Amounts): Promise<Proving> {
  const options = newLogOptions()
  const storage = diskStorage(folder)
  const entryAt = await buildTiles(folder, storage, leaves)
  const root = await rootOf(tileReader(storage), leaves)
  const text = formatCheckpoint({ origin: options.origin, size: leaves, root, extensions: [] })
  await storage.swapHead(undefined, formatNote(text, await options.sign(text)))
  const counts = { reads: 0 }
  const counting: LogStorage = { ...storage, read: (path) => (counts.reads++, storage.read(path)) }
  const log = await openLog(counting, options)
  const anywhere = (): number => randomBytes(INDEX_BYTES).readUIntBE(0, INDEX_BYTES) % leaves
  const measured = async (prove: (index: number) => Promise<Uint8Array[]>): Promise<Proofs> => {
    let mostTileReads = 0
    const made: { readonly index: number; readonly proof: Uint8Array[] }[] = []
    const times = await timed(proofs, async () => {
      counts.reads = 0
      const index = anywhere()
      made.push({ index, proof: await prove(index) })
      mostTileReads = Math.max(mostTileReads, counts.reads)
    })
    for (const { index, proof } of made)
      if (!verifyInclusion({ leafHash: leafHash(entryAt(index)), index, size: leaves, root, proof }))
        throw new Error('a proof does not hold')
    return { ...times, mostTileReads }
  }
  const read = tileReader(counting)
  const byLog = await measured((index) => log.proveInclusion(index))
  const byReader = await measured((index) => proveInclusion(read, index, leaves))
  const full = Math.floor(leaves / TILE_WIDTH)
  const bareRead = await timed(proofs, () => read({ level: 0, index: anywhere() % full, width: TILE_WIDTH }))
  const isMet = byLog.p50Ms < MOST_MS && byLog.mostTileReads <= MOST_READS
  return { leaves, byLog, byReader, bareRead, isMet }
}

const MICROSECONDS = 1_000

/** Does something so often, one after the other. */
async function timed(count: number, work: () => Promise<unknown>): Promise<Times> {
  const times: number[] = []
  const before = process.cpuUsage()
  for (let at = 0; at < count; at++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(before)
  return { p50Ms: median(times), p99Ms: percentile(times, 0.99), cpuMs: (user + system) / MICROSECONDS / count }
}
