import { z } from '@hono/zod-openapi'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { HttpParts, PortApp } from './app-types.ts'
import { troubles } from './describe.ts'
import { type Feed, openFeed } from './feed.ts'
import { EVENTS_POLL_MS, HEARTBEAT_MS, MAX_STREAMS, MAX_STREAMS_OF_ONE, RESUME_OVERLAP_MS } from './limits.ts'
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
    return streamSSE(context, (stream) => tell(stream, openFeed(port, organisation, since)).finally(leave))
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

/** Writes what a feed brings until one of the two ends, and a sign of life when it brings nothing. */
async function tell(stream: SSEStreamingApi, feed: Feed): Promise<void> {
  stream.onAbort(feed.close)
  try {
    await stream.writeSSE({ event: 'hello', data: '{}' })
    for (let silentMs = 0; !stream.aborted && !feed.closed(); ) {
      const events = await feed.next(EVENTS_POLL_MS)
      for (const { file, seq, receivedMs } of events)
        await stream.writeSSE({ event: 'act', id: String(receivedMs), data: JSON.stringify({ file, seq }) })
      silentMs = events.length > 0 ? 0 : silentMs + EVENTS_POLL_MS
      if (silentMs < HEARTBEAT_MS) continue
      await stream.write(': still here\n\n')
      silentMs = 0
    }
  } finally {
    feed.close()
  }
}

const sinceOf = (id: string | undefined): number | undefined =>
  id !== undefined && /^[0-9]{1,15}$/.test(id) ? Number(id) - RESUME_OVERLAP_MS : undefined
