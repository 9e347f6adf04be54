import type { RegisterEffect } from '@entrepot/trade/act'
import { expect, test } from 'vitest'
import { oneShard } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { accountsOf, entriesOf } from './queries.ts'
import { reconcile, trialBalances } from './reconcile.ts'
import { balancesOf, posting, testAct, testPort } from './testing.ts'

const database = withDatabase()

const rotterdam = 'PRACTICE-BANK-RTM'
const qingdao = 'PRACTICE-BANK-TAO'
const buyer = 'customer:PRACTICE-NL-0001'
const seller = 'customer:PRACTICE-CN-0001'
const ofQingdao = `vostro:${qingdao}`
const atRotterdam = `nostro:${rotterdam}`

type Entry = readonly [debit: string, credit: string, amount: string, currency?: string]

const at = (keeper: string, ...entries: readonly Entry[]): readonly RegisterEffect[] =>
  entries.map((entry, index) => posting(keeper, entry, { name: `e${index}` }))

/** The money of the golden trade, act by act, in the order of its keyed times. */
const acts: readonly (readonly [what: string, effects: readonly RegisterEffect[]])[] = [
  ['accounts opened at Rotterdam', at(rotterdam, ['cash', buyer, '60000.00'], ['cash', buyer, '20000.00', 'EUR'])],
  ['accounts opened at Qingdao', at(qingdao, ['cash', seller, '5000.00'], ['cash', seller, '10000.00', 'CNY'])],
  ['credit issued', at(rotterdam, [buyer, 'income', '100.20'], [buyer, 'income', '35.00'])],
  ['premium paid', at(qingdao, [seller, 'customer:INSURER', '66.13'])],
  ['origin charges paid', at(qingdao, [seller, 'customer:CARRIER', '1295.00', 'CNY'])],
  ['freight paid', at(qingdao, [seller, 'customer:CARRIER', '2150.00'])],
  [
    'drawing negotiated',
    at(qingdao, ['bills', seller, '50014.82'], ['bills', 'income', '62.63'], ['bills', 'income', '22.55']),
  ],
  ['advising fee debited', at(qingdao, [seller, 'income', '40.00'])],
  [
    'reimbursed',
    [...at(rotterdam, [buyer, ofQingdao, '50100.00']), ...at(qingdao, [atRotterdam, 'bills', '50100.00'])],
  ],
  ['applicant debited', at(rotterdam, [buyer, 'income', '75.00'])],
  ['duty and VAT paid', at(rotterdam, [buyer, 'customer:TREASURY', '10582.25', 'EUR'])],
  ['terminal handling paid', at(rotterdam, [buyer, 'customer:AGENT', '245.00', 'EUR'])],
  ['on-carriage paid', at(rotterdam, [buyer, 'customer:HAULIER', '390.00', 'EUR'])],
]

test('the golden trade closes both banks to the cent, and nostro and vostro agree', async () => {
  const shards = oneShard(database().pool)
  const port = testPort(shards)
  for (const [what, effects] of acts) expect([what, await port.perform(testAct(effects))]).toEqual([what, 'ok'])
  expect(port.troubles).toEqual([])
  expect(await balancesOf(database().pool, rotterdam)).toMatchObject({
    [`${buyer}/USD`]: '9689.80',
    [`${ofQingdao}/USD`]: '50100.00',
    'income/USD': '210.20',
    [`${buyer}/EUR`]: '8782.75',
    'customer:TREASURY/EUR': '10582.25',
    'customer:AGENT/EUR': '245.00',
    'customer:HAULIER/EUR': '390.00',
  })
  expect(await balancesOf(database().pool, qingdao)).toMatchObject({
    [`${seller}/USD`]: '52758.69',
    'customer:CARRIER/USD': '2150.00',
    'customer:INSURER/USD': '66.13',
    [`${atRotterdam}/USD`]: '50100.00',
    'income/USD': '125.18',
    'bills/USD': '0.00',
    [`${seller}/CNY`]: '8705.00',
    'customer:CARRIER/CNY': '1295.00',
  })
  expect(await reconcile(shards)).toEqual([
    { bank: qingdao, at: rotterdam, currency: 'USD', nostro: '50100.00', vostro: '50100.00', isAgreed: true },
  ])
  const books = await trialBalances(shards)
  expect(books.map(({ keeper, currency, isBalanced }) => [keeper, currency, isBalanced])).toEqual([
    [rotterdam, 'EUR', true],
    [rotterdam, 'USD', true],
    [qingdao, 'CNY', true],
    [qingdao, 'USD', true],
  ])
})

test('the buyer sees its own accounts with their running balance, the bank all of its books, a stranger nothing', async () => {
  const shards = oneShard(database().pool)
  const own = await accountsOf(shards, 'PRACTICE-NL-0001')
  expect(own.accounts.map(({ keeper, name, currency, balance }) => [keeper, name, currency, balance])).toEqual([
    [rotterdam, buyer, 'EUR', '8782.75'],
    [rotterdam, buyer, 'USD', '9689.80'],
  ])
  const statement = await entriesOf(shards, { organisation: 'PRACTICE-NL-0001', keeper: rotterdam, id: `${buyer}/USD` })
  expect(
    statement?.entries.map(({ side, amount, balance, counterpart }) => [side, amount, balance, counterpart]),
  ).toEqual([
    ['credit', '60000.00', '60000.00', undefined],
    ['debit', '100.20', '59899.80', undefined],
    ['debit', '35.00', '59864.80', undefined],
    ['debit', '50100.00', '9764.80', undefined],
    ['debit', '75.00', '9689.80', undefined],
  ])
  expect((await accountsOf(shards, rotterdam)).accounts.length).toBeGreaterThan(8)
  const correspondent = await accountsOf(shards, qingdao)
  expect(correspondent.accounts.map(({ keeper, name }) => [keeper, name])).toContainEqual([rotterdam, ofQingdao])
  expect((await accountsOf(shards, 'STRANGER')).accounts).toEqual([])
  const foreign = { organisation: 'PRACTICE-CN-0001', keeper: rotterdam, id: `${buyer}/USD` }
  expect(await entriesOf(shards, foreign)).toBeUndefined()
})

test('accounts and entries come page by page, each once', async () => {
  const shards = oneShard(database().pool)
  const names: string[] = []
  let after: string | undefined
  do {
    const page = await accountsOf(shards, rotterdam, { limit: 2, ...(after === undefined ? {} : { after }) })
    names.push(...page.accounts.map(({ name, currency }) => `${name}/${currency}`))
    after = page.next
  } while (after !== undefined)
  expect(names).toEqual([...new Set(names)])
  expect(names.length).toBe((await accountsOf(shards, rotterdam)).accounts.length)
  const asked = { organisation: rotterdam, keeper: rotterdam, id: 'income/USD' }
  const first = await entriesOf(shards, asked, { limit: 2 })
  const second = await entriesOf(shards, asked, {
    limit: 2,
    ...(first?.next === undefined ? {} : { after: first.next }),
  })
  expect([...(first?.entries ?? []), ...(second?.entries ?? [])].map(({ amount }) => amount)).toEqual([
    '100.20',
    '35.00',
    '75.00',
  ])
})
