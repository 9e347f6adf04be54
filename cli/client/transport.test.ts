import { expect, test } from 'vitest'
import { MAX_TRIES } from './limits.ts'
import { openTransport } from './transport.ts'

/** A port that gives these answers one after the other, the last one for ever; an error stands for a lost connection. */
function portAnswering(...answers: readonly (() => Response)[]) {
  const bodies: string[] = []
  const waits: number[] = []
  const transport = openTransport({
    base: 'http://port.example',
    key: 'ek_test',
    async fetch(_, init) {
      bodies.push(new TextDecoder().decode(await new Response(init?.body ?? null).arrayBuffer()))
      const answer = answers[Math.min(bodies.length, answers.length) - 1]
      if (!answer) throw new Error('no answer is planned')
      return answer()
    },
    wait: async (ms) => waits.push(ms),
  })
  return { transport, bodies, waits }
}

const lost = (): Response => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
}
const stands = (): Response => Response.json({ receipt: 'r', seq: 1, advice: [] }, { status: 201 })
const busy =
  (status: number, headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json({ code: 'port/busy', message: 'later' }, { status, headers })
const post = { method: 'POST', path: '/v1/files', body: '{"jwt":"a"}' } as const

test('a lost connection is followed by the same bytes', async () => {
  const { transport, bodies } = portAnswering(lost, lost, stands)
  expect(await transport.send(post)).toMatchObject({ ok: true, status: 201 })
  expect(bodies).toEqual([post.body, post.body, post.body])
})

test.each([429, 503])('a port that answers %i is asked again after the wait that it names', async (status) => {
  const { transport, waits } = portAnswering(busy(status, { 'retry-after': '7' }), stands)
  expect(await transport.send(post)).toMatchObject({ ok: true })
  expect(waits).toEqual([7_000])
})

test('waits grow, and are bounded whatever the port asks for', async () => {
  const { transport, waits } = portAnswering(busy(429, { 'retry-after': '86400' }), busy(503), busy(503), stands)
  await transport.send(post)
  expect(waits).toEqual([30_000, 200, 400])
})

test('a port that stays busy is given up with its own answer', async () => {
  const { transport, bodies } = portAnswering(busy(429))
  expect(await transport.send(post)).toMatchObject({ ok: false, status: 429, code: 'port/busy' })
  expect(bodies).toHaveLength(MAX_TRIES)
})

test('a port that never answers is a fault with a code', async () => {
  const { transport } = portAnswering(lost)
  await expect(transport.send(post)).rejects.toMatchObject({ code: 'client/unreachable' })
})

test('a refusal is returned at once, with code, rule and place', async () => {
  const refusal = { code: 'sale/offer-lapsed', message: 'm', rule: 'CISG art. 18(2)', at: '/offer', found: 'x' }
  const { transport, bodies } = portAnswering(() => Response.json(refusal, { status: 422 }))
  expect(await transport.send(post)).toEqual({
    ...{ ok: false, status: 422, code: 'sale/offer-lapsed', message: 'm', rule: 'CISG art. 18(2)', at: '/offer' },
    detail: { found: 'x' },
  })
  expect(bodies).toHaveLength(1)
})

test('the answer of something else than a port is told by its status', async () => {
  const { transport } = portAnswering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
  expect(await transport.send(post)).toMatchObject({ ok: false, code: 'http/502', message: '<h1>Bad gateway</h1>' })
})
