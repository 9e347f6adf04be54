import { type Log, type LogOptions, type LogStorage, openLog, readEntries } from '@entrepot/merkle-log'
import type { Shards } from '../database/index.ts'
import { keepDoing } from '../delivery/outbox/index.ts'
import { CHECKPOINT_EVERY_MS, LOOK_EVERY_MS, MAX_LOG_BATCH } from './limits.ts'
import { mark, type Waiting, unmarked, waitingIn } from './waiting.ts'

/** Puts acts into the log, batch by batch. */
export interface Sequencer {
  /** Says that acts were appended: they are logged within `CHECKPOINT_EVERY_MS`. */
  nudge(): void
  /** Logs everything that stands now, and answers the log. @throws what storage or database throw. */
  settled(): Promise<Log>
  /** The log as it was last written here. */
  log(): Promise<Log>
  /** Ends after the turn under way. */
  stop(): Promise<void>
}

/** What sequencing needs. */
export interface SequencerParts extends LogOptions {
  readonly shards: Shards
  readonly storage: LogStorage
  /** Told of turns that failed; they are tried again. */
  readonly fault: (error: unknown) => void
}

/**
 * Starts the sequencer of a port's log.
 *
 * An act is marked as logged after its batch stands under a signed checkpoint. A crash between the two leaves the last batch
 * unmarked, at most; so whoever opens the log looks the last batch through first. Of two processes that sequence one log,
 * one is refused by the storage, opens anew and goes on; should both have taken up the same act meanwhile, it stands twice,
 * and its first place counts.
 */
export function startSequencer(parts: SequencerParts): Sequencer {
  const { shards, storage, fault } = parts
  let opened: Promise<Log> | undefined
  const open = (): Promise<Log> => {
    opened ??= openMarked(parts).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const turn = async (): Promise<Log> => {
    const log = await open()
    try {
      if (!log.head) await log.append([])
      while (await logSome(shards, log)) continue
      return log
    } catch (error) {
      opened = undefined
      throw error
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (): Promise<Log> => {
    const next = last.then(turn)
    // Whoever asked for that turn hears of its failure; the next one is not kept from trying.
    last = next.catch(() => undefined)
    return next
  }
  const repeated = keepDoing(inTurn, { everyMs: LOOK_EVERY_MS, log: fault })
  let timer: NodeJS.Timeout | undefined
  return {
    nudge() {
      timer ??= setTimeout(() => {
        timer = undefined
        repeated.nudge()
      }, CHECKPOINT_EVERY_MS).unref()
    },
    settled: inTurn,
    log: open,
    async stop() {
      clearTimeout(timer)
      await repeated.stop()
      await inTurn().catch(fault)
    },
  }

  async function openMarked({ origin, sign }: LogOptions): Promise<Log> {
    const log = await openLog(storage, { origin, sign })
    const size = log.head?.checkpoint.size ?? 0
    const from = Math.max(0, size - MAX_LOG_BATCH)
    const entries = await readEntries(storage, from, size)
    const leaves = new Map(entries.map((entry, i) => [entry.toHex(), from + i]))
    const missed = entries.length === 0 ? [] : await unmarked(shards, entries)
    await mark(
      shards,
      missed.flatMap(({ file, seq, entry }) => {
        const leaf = leaves.get(entry.toHex())
        return leaf === undefined ? [] : [{ file, seq, leaf }]
      }),
    )
    return log
  }
}

/** Logs one batch. @returns whether more may be waiting. */
async function logSome(shards: Shards, log: Log): Promise<boolean> {
  const batch: Waiting[] = []
  for (const pool of shards.all) batch.push(...(await waitingIn(pool, MAX_LOG_BATCH - batch.length)))
  if (batch.length === 0) return false
  const { first } = await log.append(batch.map(({ entry }) => entry))
  await mark(
    shards,
    batch.map(({ file, seq }, i) => ({ file, seq, leaf: first + i })),
  )
  return batch.length === MAX_LOG_BATCH
}
