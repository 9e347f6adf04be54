import { beforeAll, expect, test } from 'vitest'
import type { Port } from '../acts/index.ts'
import { begunDeal, doIt, enrolled, type PortParty, testPort } from '../acts/testing.ts'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { PortApp } from './index.ts'
import { MAX_STREAMS_OF_ONE } from './limits.ts'
import { testApp } from './testing.ts'

const database = withDatabase()
let port: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
let stranger: PortParty
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
  stranger = await enrolled(port, 'STRANGER')
})

/** An event stream, read until a text stands in it. */
async function stream(party: PortParty, lastEventId?: string) {
  const aborting = new AbortController()
  const answer = await app.request('/v1/events', {
    headers: {
      authorization: `Bearer ${party.organisation}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: aborting.signal,
  })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: answer.status,
    async until(wanted: string): Promise<string> {
      while (!text.includes(wanted)) {
        const read = await reader?.read()
        if (!read || read.done) throw new Error(`the stream ended before ${wanted}: ${text}`)
        text += read.value
      }
      return text
    },
    text: () => text,
    close: () => reader?.cancel(),
  }
}

const note = (file: string, n: number) => ({
  type: 'note/1',
  as: 'seller',
  file,
  keyed: { [`/note/n${n}`]: `secret ${n}` },
})

test('a party hears of its files as they move, a stranger nothing, and nobody what an act says', async () => {
  const [his, others] = [await stream(buyer), await stream(stranger)]
  await Promise.all([his.until('hello'), others.until('hello')])
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, note(file, 1))
  const heard = await his.until(`{"file":"${file}","seq":3}`)
  const own = await begunDeal(port, { seller: stranger, buyer: stranger })
  const strange = await others.until(own)
  expect(strange).not.toContain(file)
  expect(heard).not.toContain('secret')
  await Promise.all([his.close(), others.close()])
})

test('a stream that broke resumes where it stopped', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const first = await stream(buyer)
  await first.until('hello')
  await doIt(port, seller, note(file, 1))
  const heard = await first.until(`{"file":"${file}","seq":3}`)
  await first.close()
  const id = /id: (\d+)/.exec(heard)?.[1] ?? ''
  await doIt(port, seller, note(file, 2))
  const again = await stream(buyer, id)
  expect(await again.until(`{"file":"${file}","seq":4}`)).toContain('event: act')
  await again.close()
})

test('one organisation has a bounded number of streams, and gets one back when it closes one', async () => {
  const streams = await Promise.all(Array.from({ length: MAX_STREAMS_OF_ONE }, () => stream(stranger)))
  expect(streams.every(({ status }) => status === 200)).toBe(true)
  expect((await stream(stranger)).status).toBe(429)
  port.events.end()
  for (const each of streams) await expect(each.until('never said')).rejects.toThrow('ended')
  const again = await stream(stranger)
  expect(again.status).toBe(200)
  await again.close()
})
