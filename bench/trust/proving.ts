import { randomBytes } from 'node:crypto'
import {
  formatCheckpoint,
  formatNote,
  leafHash,
  type LogStorage,
  openLog,
  proveInclusion,
  rootOf,
  tileReader,
  verifyInclusion,
} from '@entrepot/merkle-log'
import { diskStorage } from '@entrepot/server/log'
import { median, percentile } from '../measure.ts'
import type { Amounts } from './limits.ts'
import { newLogOptions } from './log-key.ts'
import { buildTiles } from './tiles.ts'

/** Proofs of single leaves, each verified, made from tiles on disk. */
export interface Proving {
  readonly leaves: number
  /** By the log, which has its right edge in memory. */
  readonly byLog: Proofs
  /** By a reader that has nothing but tiles. */
  readonly byReader: Proofs
  readonly isMet: boolean
}

interface Proofs {
  readonly p50Ms: number
  readonly p99Ms: number
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
  let reads = 0
  const counting: LogStorage = { ...storage, read: (path) => (reads++, storage.read(path)) }
  const log = await openLog(counting, options)
  const measured = async (prove: (index: number) => Promise<Uint8Array[]>): Promise<Proofs> => {
    const times: number[] = []
    let mostTileReads = 0
    for (let at = 0; at < proofs; at++) {
      const index = randomBytes(INDEX_BYTES).readUIntBE(0, INDEX_BYTES) % leaves
      reads = 0
      const start = performance.now()
      const proof = await prove(index)
      times.push(performance.now() - start)
      mostTileReads = Math.max(mostTileReads, reads)
      const stated = { leafHash: leafHash(entryAt(index)), index, size: leaves, root, proof }
      if (!verifyInclusion(stated)) throw new Error('a proof does not hold')
    }
    return { p50Ms: median(times), p99Ms: percentile(times, 0.99), mostTileReads }
  }
  const read = tileReader(counting)
  const byLog = await measured((index) => log.proveInclusion(index))
  const byReader = await measured((index) => proveInclusion(read, index, leaves))
  const isMet = byLog.p50Ms < MOST_MS && byLog.mostTileReads <= MOST_READS
  return { leaves, byLog, byReader, isMet }
}
