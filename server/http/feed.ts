import { capacitiesOf } from '@entrepot/trade/file'
import type { FileEvent } from '../acts/events.ts'
import type { Port } from '../acts/index.ts'
import { memberships } from '../acts/lists.ts'
import { MAX_EVENTS_WAITING, MAX_STREAM_FILES, RESUME_OVERLAP_MS } from './limits.ts'

/** Events of one organisation's files, as its stream takes them. */
export interface Feed {
  /** What came since, each once; waits for it at most so long. */
  next(waitMs: number): Promise<readonly FileEvent[]>
  closed(): boolean
  close(): void
}

/** Opens a feed: events of this process as they come, those of others by looking into the database. */
export function openFeed(port: Port, organisation: string, since: number | undefined): Feed {
  const sent = new Map<string, number>()
  let waiting: FileEvent[] = []
  let isClosed = false
  let wake: (() => void) | undefined
  let lookFrom = since ?? port.now()
  // Who resumes is told at once what was missed.
  let isResuming = since !== undefined
  const stop = port.events.listen({
    event(event) {
      waiting.push(event)
      if (waiting.length > MAX_EVENTS_WAITING) close()
      wake?.()
    },
    end: () => close(),
  })
  const close = (): void => {
    isClosed = true
    stop()
    wake?.()
  }
  const pause = (waitMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const isMine = async ({ file }: FileEvent): Promise<boolean> => {
    const known = await port.files.get(file)
    const today = (await port.clock.now()).slice(0, 10)
    return known !== undefined && capacitiesOf(known.state, organisation, today).size > 0
  }
  return {
    close,
    closed: () => isClosed,
    async next(waitMs) {
      if (waiting.length === 0 && !isClosed && !isResuming) await pause(waitMs)
      const taken = waiting
      waiting = []
      const mine: FileEvent[] = []
      for (const event of taken) if (await isMine(event)) mine.push(event)
      const found = taken.length === 0 || isResuming ? await lookUp(port, organisation, lookFrom) : []
      isResuming = false
      if (taken.length === 0) lookFrom = port.now() - RESUME_OVERLAP_MS
      return onlyNew(sent, [...mine, ...found])
    },
  }
}

async function lookUp(port: Port, organisation: string, sinceMs: number): Promise<readonly FileEvent[]> {
  const files = await memberships(port, organisation, MAX_STREAM_FILES)
  const byShard = Map.groupBy(files, (file) => port.shards.ofFile(file))
  const found: FileEvent[] = []
  for (const [pool, ids] of byShard) {
    const { rows } = await pool.query<{ file_id: string; seq: number; received_ms: bigint }>(
      'select file_id, seq, received_ms from act where file_id = any($1::uuid[]) and received_ms >= $2 order by received_ms, seq',
      [ids, Math.max(0, sinceMs)],
    )
    for (const row of rows) found.push({ file: row.file_id, seq: row.seq, receivedMs: Number(row.received_ms) })
  }
  return found
}

/** In the order of receipt, each once. */
function onlyNew(sent: Map<string, number>, events: readonly FileEvent[]): readonly FileEvent[] {
  return events
    .toSorted((a, b) => a.receivedMs - b.receivedMs || a.seq - b.seq)
    .filter(({ file, seq }) => {
      const isNew = seq > (sent.get(file) ?? 0)
      if (isNew) sent.set(file, seq)
      return isNew
    })
}
