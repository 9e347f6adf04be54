import { refuseTimeStamp } from '@entrepot/time-stamp'
import { bodyLimit } from 'hono/body-limit'
import { MAX_STAMP_REQUEST_BYTES } from '../registers/certificates/index.ts'
import type { HttpParts, PortApp } from './app-types.ts'
import { MAX_ADDRESSES, MAX_STAMPS, STAMP_WINDOW_MS } from './limits.ts'
import { rateLimiter } from './rate.ts'

const QUERY_TYPE = 'application/timestamp-query'
const REPLY_TYPE = 'application/timestamp-reply'

/**
 * Mounts `/pki/time-stamp`, the time-stamping authority (RFC 3161 3.4): public, because what it signs is a hash and the time, and bounded
 * for each address. A refusal is a response of the protocol, never an error page.
 */
export function mountTimeStamp(app: PortApp, { port, addressOf }: HttpParts): void {
  const mayStamp = rateLimiter({ max: MAX_STAMPS, windowMs: STAMP_WINDOW_MS, keys: MAX_ADDRESSES, now: port.now })
  const reply = (response: Uint8Array, status = 200): Response =>
    new Response(new Uint8Array(response), {
      status,
      headers: { 'content-type': REPLY_TYPE, 'cache-control': 'no-store' },
    })
  const tooLarge = (): Response => reply(refuseTimeStamp('badDataFormat', 'the request is too large'), 413)
  app.post('/pki/time-stamp', bodyLimit({ maxSize: MAX_STAMP_REQUEST_BYTES, onError: tooLarge }), async (context) => {
    if (context.req.header('content-type') !== QUERY_TYPE)
      return reply(refuseTimeStamp('badDataFormat', `the request is ${QUERY_TYPE}`), 415)
    if (!mayStamp(addressOf(context))) return reply(refuseTimeStamp('timeNotAvailable', 'too many requests'), 429)
    return reply(port.certificates.stamper.answer(new Uint8Array(await context.req.arrayBuffer())))
  })
}
