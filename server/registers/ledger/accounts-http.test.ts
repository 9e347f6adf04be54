import { OpenAPIHono } from '@hono/zod-openapi'
import { beforeAll, expect, test } from 'vitest'
import { oneShard } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { mountAccounts } from './accounts-http.ts'
import { posting, testAct, testPort } from './testing.ts'

const database = withDatabase()
const buyerAccount = 'BANK~customer:BUYER~USD'
let app: OpenAPIHono

beforeAll(async () => {
  const shards = oneShard(database().pool)
  const port = testPort(shards)
  await port.perform(testAct([posting('BANK', ['cash', 'customer:BUYER', '100.00'])]))
  await port.perform(testAct([posting('BANK', ['customer:BUYER', 'customer:SELLER', '12.50'])]))
  app = new OpenAPIHono()
  mountAccounts(app, {
    shards,
    callerOf: async (context) => {
      const organisation = context.req.header('test-organisation')
      return organisation === undefined ? undefined : { organisation }
    },
  })
})

const ask = (path: string, organisation?: string) =>
  Promise.resolve(
    app.request(path, organisation === undefined ? {} : { headers: { 'test-organisation': organisation } }),
  )

test('an owner reads its accounts and their entries', async () => {
  expect(await (await ask('/v1/accounts', 'BUYER')).json()).toEqual({
    accounts: [
      {
        ...{ id: buyerAccount, keeper: 'BANK', name: 'customer:BUYER', currency: 'USD', owner: 'BUYER' },
        ...{ normalSide: 'credit', balance: '87.50', pendingDebits: '0.00', pendingCredits: '0.00' },
        ...{ available: '87.50', postings: '2' },
      },
    ],
  })
  const page = await (
    await ask(`/v1/accounts/${encodeURIComponent(buyerAccount)}/entries?limit=1&after=1`, 'BUYER')
  ).json()
  expect(page).toMatchObject({
    entries: [{ sequence: '2', side: 'debit', amount: '12.50', balance: '87.50' }],
    next: '2',
  })
  expect(JSON.stringify(page)).not.toContain('SELLER')
})

test('the bank reads all of its books, with the other side of each entry', async () => {
  const page = await (await ask(`/v1/accounts/${buyerAccount}/entries`, 'BANK')).json()
  expect(page).toMatchObject({ entries: [{ counterpart: 'cash/USD' }, { counterpart: 'customer:SELLER/USD' }] })
})

test("another's account and one that is not there answer the same bytes", async () => {
  const foreign = await ask(`/v1/accounts/${buyerAccount}/entries`, 'SELLER')
  const absent = await ask('/v1/accounts/BANK~customer:NOBODY~USD/entries', 'SELLER')
  const nonsense = await ask('/v1/accounts/nonsense/entries', 'SELLER')
  const texts = await Promise.all([foreign, absent, nonsense].map((response) => response.text()))
  expect([foreign.status, absent.status, nonsense.status]).toEqual([404, 404, 404])
  expect(new Set(texts).size).toBe(1)
})

test('nobody reads nothing', async () => {
  expect((await ask('/v1/accounts')).status).toBe(401)
  expect((await ask(`/v1/accounts/${buyerAccount}/entries`)).status).toBe(401)
})

test.each(['limit=0', 'limit=201', 'limit=x', 'after=-1', "after=1'"])('a page of %s is malformed', async (query) => {
  expect((await ask(`/v1/accounts/${buyerAccount}/entries?${query}`, 'BUYER')).status).toBe(400)
})
