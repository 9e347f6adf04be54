import { type Account, type Books, emptyBooks, lapseHolds, openAccount, type Transfer, transfer } from '@entrepot/money'
import fc from 'fast-check'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { transactOn } from '../../database/index.ts'
import { withDatabase } from '../../database/testing.ts'
import { loadPage } from './load.ts'
import { makeChain } from './page.ts'
import { savePage } from './save.ts'

const database = withDatabase()

const limits = ['none', 'debits-must-not-exceed-credits', 'credits-must-not-exceed-debits', 'none'] as const
const accounts: readonly Account[] = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({
  id,
  currency: id === 'e' ? 'EUR' : 'USD',
  normalSide: 'credit',
  limit: limits[index] ?? 'none',
}))
/** Accounts are opened by their first use; `z` never is. */
const opened = accounts.reduce<Books>((books, account) => {
  const next = openAccount(books, account)
  if ('kind' in next) throw new Error(next.code)
  return next
}, emptyBooks())

// Mostly what may succeed, so that sequences get somewhere; now and then each thing that may be wrong.
const rarely = <Value>(usual: fc.Arbitrary<Value>, wrong: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 25, arbitrary: usual }, { weight: 1, arbitrary: wrong })
const account = rarely(fc.constantFrom('a', 'a', 'a', 'b', 'c', 'd', 'd'), fc.constantFrom('e', 'z'))
const amount = fc.record({
  amount: rarely(fc.bigInt(1n, 100n), fc.constantFrom(0n, -1n, 10n ** 18n - 1n, 10n ** 18n)),
  currency: rarely(fc.constant('USD'), fc.constant('EUR')),
})
const place = fc.integer({ min: 0, max: 16 }).map((n) => `t${n}`)
// An id of an earlier place now and then: the same transfer again, or another one under its id.
const id = rarely(fc.constant(''), place)
const expiresAtMs = fc.integer({ min: 1, max: 12 })
const opening = fc.record(
  { kind: fc.constant('hold' as const), id, debit: account, credit: account, amount, expiresAtMs },
  { requiredKeys: ['kind', 'id', 'debit', 'credit', 'amount'] },
)
const step: fc.Arbitrary<Transfer> = fc.oneof(
  fc.record({ kind: fc.constant('post' as const), id, debit: account, credit: account, amount }),
  { weight: 3, arbitrary: opening },
  fc.record(
    { kind: fc.constant('postPending' as const), id, hold: place, amount },
    { requiredKeys: ['kind', 'id', 'hold'] },
  ),
  fc.record({ kind: fc.constant('voidPending' as const), id, hold: place }),
)
const chain = fc.oneof(
  { weight: 4, arbitrary: fc.array(step, { minLength: 1, maxLength: 1 }) },
  fc.array(step, { minLength: 2, maxLength: 3 }),
)
/** Batches of chains of transfers: as they come in together, each chain linked. */
const batches = fc
  .array(fc.array(chain, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 14, size: 'max' })
  .map((list) => {
    let count = 0
    const numbered = (each: Transfer): Transfer => {
      count += 1
      return each.id === '' || Number(each.id.slice(1)) > count ? { ...each, id: `t${count}` } : each
    }
    return list.map((batch) => batch.map((each) => each.map(numbered)))
  })

const usd = (units: bigint) => ({ amount: units, currency: 'USD' })
const held = (n: number, expires?: number): Transfer => {
  const whole = { kind: 'hold', id: `h${n}`, debit: 'a', credit: 'd', amount: usd(50n) } as const
  return expires === undefined ? whole : { ...whole, expiresAtMs: expires }
}
const ends = (kind: 'postPending' | 'voidPending', n: number, by: string): Transfer => ({ kind, id: by, hold: `h${n}` })

/** Every life of a hold, which random sequences meet, but not in every run. */
const lives: readonly (readonly Transfer[])[][] = [
  [[held(1)], [held(2)], [held(3, 2)], [held(4, 9)]],
  [
    [ends('postPending', 1, 'p1')],
    [ends('voidPending', 2, 'v2')],
    [{ kind: 'postPending', id: 'p4', hold: 'h4', amount: usd(51n) }],
  ],
  [[ends('postPending', 1, 'p1b')], [ends('postPending', 2, 'p2')], [ends('voidPending', 3, 'v3')]],
  [[ends('voidPending', 1, 'v1')], [ends('voidPending', 2, 'v2b')], [ends('postPending', 3, 'p3'), held(5)]],
]

let keepers = 0
const answers = new Set<string>()

test('random chains in random batches get the answers of the pure ledger, and leave its balances', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (list) => {
      keepers += 1
      const keeper = `K${keepers}`
      let pure = opened
      for (const [atMs, batch] of list.entries()) {
        const expected: string[] = []
        for (const each of batch) {
          const answer = transfer(pure, each, atMs)
          if (answer.kind === 'accepted') pure = answer.books
          expected.push(
            answer.kind === 'accepted' ? 'accepted' : `${answer.code} ${answer.index} ${answer.accountId ?? ''}`,
          )
        }
        expect(await makeInDatabase(database().pool, { keeper, batch, atMs })).toEqual(expected)
        for (const answer of expected) answers.add(answer.split(' ')[0] ?? '')
      }
      // Here every batch sets free what has lapsed, there only one with a chain that is made.
      await makeInDatabase(database().pool, { keeper, batch: [], atMs: list.length })
      expect(await totalsIn(database().pool, keeper)).toEqual(totalsOf(lapseHolds(pure, list.length)))
      expect(await unsound(database().pool, keeper)).toEqual([])
    }),
    { numRuns: 150, examples: [[lives]] },
  )
  // The sequences must have met most of what the ledger can say, or they prove little.
  expect([...answers].sort()).toEqual(expect.arrayContaining(usual))
}, 120_000)

const usual = [
  'accepted',
  'ledger/amount-not-positive',
  'ledger/amount-out-of-range',
  'ledger/balance-out-of-range',
  'ledger/credit-account-unknown',
  'ledger/currency-differs',
  'ledger/debit-account-unknown',
  'ledger/exceeds-funds',
  'ledger/exceeds-hold',
  'ledger/hold-already-posted',
  'ledger/hold-already-voided',
  'ledger/hold-expired',
  'ledger/hold-unknown',
  'ledger/not-a-hold',
  'ledger/same-account',
  'ledger/same-id-other-content',
  'ledger/timeout-passed',
]

async function makeInDatabase(
  pool: pg.Pool,
  {
    keeper,
    batch,
    atMs,
  }: { readonly keeper: string; readonly batch: readonly (readonly Transfer[])[]; readonly atMs: number },
): Promise<string[]> {
  return transactOn(pool, async (client) => {
    const terms = (id: string) => {
      const found = accounts.find((each) => each.id === id)
      return found && { ...found, name: id, owner: keeper }
    }
    const page = await loadPage(client, { keeper, transfers: batch.flat(), atMs, termsOf: terms })
    const answers = batch.map((each) => {
      const refusal = makeChain(page, each, { act: 'act', reached: 'now' })
      return refusal ? `${refusal.code} ${refusal.index} ${refusal.accountId ?? ''}` : 'accepted'
    })
    await savePage(client, page)
    return answers
  })
}

type Totals = Record<string, readonly bigint[]>

function totalsOf(books: Books): Totals {
  const used = [...books.accounts.values()].map(
    ({ id, debitsPosted, creditsPosted, debitsPending, creditsPending }) =>
      [id, [debitsPosted, creditsPosted, debitsPending, creditsPending]] as const,
  )
  return Object.fromEntries(used.filter(([, totals]) => totals.some((total) => total > 0n)))
}

async function totalsIn(pool: pg.Pool, keeper: string): Promise<Totals> {
  const { rows } = await pool.query<{ id: string; totals: string[] }>(
    `select id, array[debits_posted, credits_posted, debits_pending, credits_pending]::text[] as totals
     from ledger_account where keeper = $1`,
    [keeper],
  )
  const all = rows.map(({ id: account, totals }) => [account, totals.map(BigInt)] as const)
  return Object.fromEntries(all.filter(([, totals]) => totals.some((total) => total > 0n)))
}

/** Ledgers whose debits and credits differ, holds that the accounts don't know, statements that don't add up. */
async function unsound(pool: pg.Pool, keeper: string): Promise<unknown[]> {
  const { rows } = await pool.query<{ what: string; which: string }>(
    `select 'ledger' as what, currency as which from ledger_account where keeper = $1 group by currency
       having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)
     union all
     select 'pending', account.id from ledger_account as account where keeper = $1 and debits_pending <>
       (select coalesce(sum(amount), 0) from ledger_hold where keeper = $1 and debit = account.id and status = 'pending')
     union all
     select 'statement', account.id from ledger_account as account where keeper = $1 and (debits_posted, credits_posted, postings) <>
       (select coalesce(sum(amount) filter (where side = 'debit'), 0), coalesce(sum(amount) filter (where side = 'credit'), 0), count(*)
        from ledger_posting where keeper = $1 and account = account.id)
     union all
     select 'balance', line.account from ledger_posting as line join ledger_account as account on account.keeper = $1 and account.id = line.account
       where line.keeper = $1 and line.sequence = account.postings and line.balance <> account.credits_posted - account.debits_posted`,
    [keeper],
  )
  return rows
}
