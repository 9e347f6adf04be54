import { beforeAll, expect, test } from 'vitest'
import { manyShards, type Shards } from '../database/index.ts'
import { withDatabase } from '../database/testing.ts'
import { createOutbox } from '../delivery/outbox/index.ts'
import { ask, testApp } from '../http/testing.ts'
import type { PortApp } from '../http/index.ts'
import { settlementHandlers } from '../registers/ledger/index.ts'
import { erasing } from './erase.ts'
import { projections } from './index.ts'
import type { Port } from './port.ts'
import { begunDeal, type Deed, doIt, enrolled, type PortParty, sealed, seenBy, testPort } from './testing.ts'

// Two databases of two clusters: a statement or a transaction that needs both cannot work.
const first = withDatabase({ cluster: 'first' })
const second = withDatabase({ cluster: 'second' })
let shards: Shards
let port: Port
let app: PortApp
let seller: PortParty
let buyer: PortParty
beforeAll(async () => {
  shards = manyShards([first().pool, second().pool])
  port = await testPort(shards)
  app = testApp(port)
  seller = await enrolled(port, 'SELLER')
  buyer = await enrolled(port, 'BUYER')
})

/** A deal in the shard that is wanted. */
async function dealOn(shard: 0 | 1): Promise<string> {
  for (let attempt = 0; attempt < 64; attempt += 1) {
    const file = await begunDeal(port, { seller, buyer })
    if (shards.ofFile(file) === shards.all[shard]) return file
  }
  throw new Error('files spread over both shards')
}

async function drained(): Promise<void> {
  const outbox = createOutbox({
    ...{ shards, now: port.now },
    handlers: {
      ...projections(shards, port.files.forget),
      ...erasing(shards, port.files.forget),
      ...settlementHandlers(port.ledger),
    },
    log: ({ error }) => {
      throw error
    },
  })
  await outbox.drain()
}

test('files of two shards are opened, acted in and listed by their parties', async () => {
  const [one, other] = [await dealOn(0), await dealOn(1)]
  for (const file of [one, other]) {
    expect(await doIt(port, seller, { type: 'note/1', as: 'seller', file, keyed: { '/note/n1': 'x' } })).toMatchObject({
      ...{ is: 'appended', seq: 3 },
    })
    expect((await seenBy(port, buyer, file)).elements.get('/note/n1')?.at(-1)?.value).toBe('x')
  }
  const answer = await (await ask(app, buyer, '/v1/files')).json()
  expect(JSON.stringify(answer)).toContain(one)
  expect(JSON.stringify(answer)).toContain(other)
})

test('a citation leads from one shard into the other, and its erasure back', async () => {
  const [one, other] = [await dealOn(0), await dealOn(1)]
  await doIt(port, seller, { type: 'bid/1', as: 'seller', file: one, keyed: { '/price': '10.50', '/contact': 'Ann' } })
  const cited = (await port.files.read(one))?.rows.acts.at(-1)
  const state = await seenBy(port, seller, one)
  const [bid] = state.acts.slice(-1)
  const contact = bid?.statements.find(({ path }) => path === '/contact')?.commitment ?? ''
  if (!cited) throw new Error('it stands')
  const { jwt } = cited.sealed
  const disclosures = cited.sealed.disclosures.filter((each) => Buffer.from(each, 'base64url').includes('/contact'))
  const deed: Deed = {
    type: 'bid/1',
    as: 'seller',
    file: other,
    keyed: { '/price': '11.00' },
    cited: { '/contact': contact },
  }
  const source = () => ({ file: one, jwt, disclosures })
  expect(await doIt(port, seller, { ...deed, source })).toMatchObject({ is: 'appended' })
  expect(await (await ask(app, buyer, `/v1/dossiers/${one}`)).json()).toMatchObject({
    files: [{ file: one }, { file: other }],
  })
  const erasure = { commitment: contact, reason: 'asked for' }
  expect((await ask(app, seller, `/v1/files/${one}/erasures`, erasure)).status).toBe(200)
  await drained()
  const left = (await seenBy(port, buyer, other)).acts.at(-1)
  expect(left?.statements.map(({ path }) => path)).toEqual(['/price'])
  expect(left?.undisclosed).toBe(1)
})

test('an effect is held in the bank’s shard, appended in the file’s, and settled through the outbox', async () => {
  for (const shard of [0, 1] as const) {
    const file = await dealOn(shard)
    const pay = (type: string, price: string) =>
      doIt(port, buyer, { type, as: 'buyer', file, keyed: { '/price': price } })
    expect(await pay('fund/1', '100.00')).toMatchObject({ is: 'appended' })
    expect(await pay('pay/1', '60.00')).toMatchObject({ is: 'appended' })
    expect(await pay('pay/1', '90.00')).toMatchObject({ is: 'refused', refusal: { code: 'ledger/exceeds-funds' } })
    expect(await pay('pay/1', '40.00')).toMatchObject({ is: 'appended' })
  }
  await drained()
  const left = await Promise.all(shards.all.map((pool) => pool.query('select 1 from outbox')))
  expect(left.map(({ rowCount }) => rowCount)).toEqual([0, 0])
  const { rows } = await shards
    .ofOrganisation('BANK')
    .query<{ id: string; balance: bigint }>(
      `select id, credits_posted - debits_posted as balance from ledger_account where keeper = 'BANK' order by id`,
    )
  expect(rows).toMatchObject([
    { id: 'cash/USD', balance: -20_000n },
    { id: 'customer:BUYER/USD', balance: 0n },
    { id: 'customer:SELLER/USD', balance: 20_000n },
  ])
})

test('the same act again moves money once', async () => {
  const file = await dealOn(1)
  await doIt(port, buyer, { type: 'fund/1', as: 'buyer', file, keyed: { '/price': '10.00' } })
  const pay = await sealed(port, buyer, { type: 'pay/1', as: 'buyer', file, keyed: { '/price': '10.00' } })
  const path = `/v1/files/${file}/acts`
  const answers = await Promise.all(Array.from({ length: 5 }, async () => ask(app, buyer, path, pay)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 201])
})
