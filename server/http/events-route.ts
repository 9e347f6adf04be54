import { capacitiesOf } from '@entrepot/trade/file'
import { z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { memberships } from '../acts/lists.ts'
import type { FileEvent } from '../acts/events.ts'
import type { Port } from '../acts/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { troubles } from './describe.ts'
import {
  EVENTS_POLL_MS,
  HEARTBEAT_MS,
  MAX_EVENTS_WAITING,
  MAX_STREAM_FILES,
  MAX_STREAMS,
  MAX_STREAMS_OF_ONE,
  RESUME_OVERLAP_MS,
} from './limits.ts'
import { answerTrouble } from './trouble.ts'

/**
 * Mounts `GET /v1/events`: that something happened in one of the caller's files, and how far its sequence has come.
 *
 * At least once, in order within a file; an event tells nothing of an act. `Last-Event-ID` resumes, also at another server
 * process.
 */
export function mountEvents(app: PortApp, { port }: HttpParts): void {
  const streams = new Map<string, number>()
  let all = 0
  app.get('/v1/events', (context) => {
    const { organisation } = context.get('caller')
    const own = streams.get(organisation) ?? 0
    if (own >= MAX_STREAMS_OF_ONE || all >= MAX_STREAMS)
      return answerTrouble(context, 429, 'port/busy', { limit: MAX_STREAMS_OF_ONE })
    streams.set(organisation, own + 1)
    all += 1
    const leave = (): void => {
      const left = (streams.get(organisation) ?? 1) - 1
      if (left === 0) streams.delete(organisation)
      else streams.set(organisation, left)
      all -= 1
    }
    const since = sinceOf(context.req.header('last-event-id'))
    return streamSSE(context, async (stream) => {
      const feed = openFeed(port, organisation, since)
      stream.onAbort(feed.close)
      try {
        await stream.writeSSE({ event: 'hello', data: '{}' })
        for (let at = 0; !stream.aborted && !feed.closed(); ) {
          const events = await feed.next(EVENTS_POLL_MS)
          for (const { file, seq, receivedMs } of events)
            await stream.writeSSE({ event: 'act', id: String(receivedMs), data: JSON.stringify({ file, seq }) })
          at = events.length > 0 ? 0 : at + EVENTS_POLL_MS
          if (at >= HEARTBEAT_MS) {
            await stream.write(': still here\n\n')
            at = 0
          }
        }
      } finally {
        feed.close()
        leave()
      }
    })
  })
  app.openAPIRegistry.registerPath({
    ...{ method: 'get', path: '/v1/events', tags: ['Files'], summary: 'What happens in your files, as it happens' },
    request: { headers: z.object({ 'last-event-id': z.string().optional() }) },
    responses: {
      200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.string() } } },
      ...troubles(401, 429),
    },
  })
}

const sinceOf = (id: string | undefined): number | undefined =>
  id !== undefined && /^[0-9]{1,15}$/.test(id) ? Number(id) - RESUME_OVERLAP_MS : undefined

interface Feed {
  /** What came since, each once; waits for it at most so long. */
  next(waitMs: number): Promise<readonly FileEvent[]>
  closed(): boolean
  close(): void
}

/** Events of this process as they come, those of others by looking into the database. */
function openFeed(port: Port, organisation: string, since: number | undefined): Feed {
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
  const isMine = async ({ file }: FileEvent): Promise<boolean> => {
    const known = await port.files.get(file)
    return known !== undefined && capacitiesOf(known.state, organisation).size > 0
  }
  return {
    close,
    closed: () => isClosed,
    async next(waitMs) {
      if (waiting.length === 0 && !isClosed && !isResuming) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = undefined
      }
      const taken = waiting
      waiting = []
      const mine: FileEvent[] = []
      for (const event of taken) if (await isMine(event)) mine.push(event)
      const found = taken.length === 0 || isResuming ? await lookUp(port, organisation, lookFrom) : []
      isResuming = false
      if (taken.length === 0) lookFrom = port.now() - RESUME_OVERLAP_MS
      return [...mine, ...found]
        .toSorted((a, b) => a.receivedMs - b.receivedMs || a.seq - b.seq)
        .filter(({ file, seq }) => {
          const isNew = seq > (sent.get(file) ?? 0)
          if (isNew) sent.set(file, seq)
          return isNew
        })
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
