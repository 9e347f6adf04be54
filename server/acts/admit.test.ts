import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import type { Port } from './port.ts'
import { begunDeal, composed, doIt, enrolled, type PortParty, post, sealed, seenBy, testPort } from './testing.ts'

const database = withDatabase()
let port: Port
let seller: PortParty
let buyer: PortParty
let stranger: PortParty
beforeAll(async () => {
  port = await testPort(oneShard(database().pool))
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
  stranger = await enrolled(port, 'STRANGER')
})

test('a deal goes from asking to agreement, and each party reads its part', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const bid = await sealed(port, seller, {
    ...{ type: 'bid/1', as: 'seller', file },
    keyed: { '/price': '10.50', '/reserve': '9.00' },
  })
  expect(await post(port, seller, bid, file)).toMatchObject({ is: 'appended', seq: 3 })
  const before = await seenBy(port, buyer, file)
  const proposal = [...before.proposals.keys()][0] ?? ''
  expect(await doIt(port, buyer, { type: 'agree/1', as: 'buyer', file, answers: proposal })).toMatchObject({ seq: 4 })
  const byBuyer = await seenBy(port, buyer, file)
  const bySeller = await seenBy(port, seller, file)
  expect(byBuyer.elements.get('/price')?.at(-1)?.value).toBe('10.50')
  expect(byBuyer.elements.get('/agreed')?.at(-1)?.value).toBe('2026-12-01')
  expect(byBuyer.elements.get('/reserve')).toBeUndefined()
  expect(bySeller.elements.get('/reserve')?.at(-1)?.value).toBe('9.00')
})

test('what lies in memory and what is built anew from the rows are the same', async () => {
  const file = await begunDeal(port, { seller, buyer })
  await doIt(port, seller, { type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.50', '/reserve': '9.00' } })
  const kept = await port.files.get(file)
  port.files.forget(file)
  const rebuilt = await port.files.get(file)
  expect(rebuilt).not.toBe(kept)
  expect(rebuilt).toEqual(kept)
})

test('the client dies between sealing and the answer, comes back, and there is one act', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const bid = await sealed(port, seller, { type: 'bid/1', as: 'seller', file, keyed: { '/price': '10.50' } })
  const first = await post(port, seller, bid, file)
  const [again, andAgain] = await Promise.all([post(port, seller, bid, file), post(port, seller, bid, file)])
  if (first.is !== 'appended') throw new Error(first.is)
  expect(again).toEqual({ is: 'standing', seq: 3, receipt: first.receipt })
  expect(andAgain).toEqual(again)
  expect((await port.files.get(file))?.state.acts).toHaveLength(3)
})

test('a stranger’s answer for a foreign file is the same as for one that does not exist', async () => {
  const file = await begunDeal(port, { seller, buyer })
  const composedHere = await composed(port, stranger, {
    type: 'note/1',
    as: 'buyer',
    file,
    keyed: { '/note/n1': 'hi' },
  })
  expect(composedHere.ok).toBe(true)
  expect(await doIt(port, stranger, { type: 'note/1', as: 'buyer', file, keyed: { '/note/n1': 'hi' } })).toEqual({
    is: 'unknown-file',
  })
})
