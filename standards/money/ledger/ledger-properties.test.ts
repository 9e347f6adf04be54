import fc from 'fast-check'
import { expect, test } from 'vitest'
import { availableOf, emptyBooks, openAccount, transfer, trialBalance } from '../index.ts'
import type { Books, Transfer } from '../index.ts'

const ids = ['a', 'b', 'c', 'd'] as const

const start = ids.reduce<Books>((books, id, index) => {
  const limits = ['none', 'debits-must-not-exceed-credits', 'credits-must-not-exceed-debits', 'none'] as const
  const next = openAccount(books, { id, currency: 'USD', normalSide: 'credit', limit: limits[index] ?? 'none' })
  if ('kind' in next) throw new Error(next.code)
  return next
}, emptyBooks())

const account = fc.constantFrom(...ids)
const amount = fc.bigInt({ min: 1n, max: 100n }).map((units) => ({ amount: units, currency: 'USD' }))
const holdId = fc.integer({ min: 0, max: 40 }).map((n) => `t${n}`)
const id = fc.constant('')

// Ids are numbered by position, so that postings and voids often meet a hold, pending, ended or lapsed.
const step: fc.Arbitrary<Transfer> = fc.oneof(
  fc.record({ kind: fc.constant('post' as const), id, debit: account, credit: account, amount }),
  fc.record(
    {
      kind: fc.constant('hold' as const),
      id,
      debit: account,
      credit: account,
      amount,
      expiresAtMs: fc.integer({ min: 1, max: 60 }),
    },
    { requiredKeys: ['kind', 'id', 'debit', 'credit', 'amount'] },
  ),
  fc.record(
    { kind: fc.constant('postPending' as const), id, hold: holdId, amount },
    { requiredKeys: ['kind', 'id', 'hold'] },
  ),
  fc.record({ kind: fc.constant('voidPending' as const), id, hold: holdId }),
)

const steps = fc.array(step, { maxLength: 40 }).map((list) => list.map((each, n) => ({ ...each, id: `t${n}` })))

function expectSound(books: Books): void {
  const { debitsPosted, creditsPosted, debitsPending, creditsPending } = trialBalance(books, 'USD')
  expect(debitsPosted).toBe(creditsPosted)
  expect(debitsPending).toBe(creditsPending)
  const pending = [...books.holds.values()].filter(({ status }) => status === 'pending')
  expect(debitsPending).toBe(pending.reduce((sum, { transfer: made }) => sum + made.amount.amount, 0n))
  for (const each of books.accounts.values()) {
    expect((availableOf(each)?.amount ?? 0n) >= 0n).toBe(true)
    expect(each.debitsPending >= 0n && each.creditsPending >= 0n).toBe(true)
  }
}

test('in any interleaving debits equal credits, and no account passes its limit', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let books = start
      for (const [atMs, each] of list.entries()) {
        const answer = transfer(books, [each], atMs)
        if (answer.kind === 'accepted') books = answer.books
        expectSound(books)
      }
      const sequence = [...books.entries.values()].map((entry) => entry.sequence)
      expect(sequence).toEqual(sequence.map((_, index) => index))
    }),
  )
})

test('every accepted transfer, repeated at once or at the end, changes nothing', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let books = start
      for (const [atMs, each] of list.entries()) {
        const answer = transfer(books, [each], atMs)
        if (answer.kind === 'accepted') books = answer.books
      }
      for (const each of list) {
        const entry = books.entries.get(each.id)
        if (entry === undefined) continue
        const again = transfer(books, [each], 1000)
        expect(again).toEqual({ kind: 'accepted', books, entries: [entry], repeated: true })
      }
    }),
  )
})

test('a hold ends once: of posts and voids in any order exactly one is accepted', () => {
  const ends = fc.array(fc.constantFrom('postPending' as const, 'voidPending' as const), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(ends, (kinds) => {
      const first: Transfer = {
        kind: 'hold',
        id: 'h',
        debit: 'a',
        credit: 'd',
        amount: { amount: 5n, currency: 'USD' },
      }
      const held = transfer(start, [first], 0)
      if (held.kind === 'refusal') throw new Error(held.code)
      let books = held.books
      const answers = kinds.map((kind, n) => {
        const answer = transfer(books, [{ kind, id: `e${n}`, hold: 'h' }], 1)
        if (answer.kind === 'accepted') books = answer.books
        return answer.kind === 'accepted' ? 'accepted' : answer.code
      })
      const refusal = kinds[0] === 'postPending' ? 'ledger/hold-already-posted' : 'ledger/hold-already-voided'
      expect(answers).toEqual(['accepted', ...kinds.slice(1).map(() => refusal)])
      expect(books.accounts.get('a')?.debitsPosted).toBe(kinds[0] === 'postPending' ? 5n : 0n)
    }),
  )
})

test('a chain is all or nothing', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const chain = list.filter((_, index) => index < 8)
      fc.pre(chain.length > 0)
      const answer = transfer(start, chain, 0)
      if (answer.kind === 'accepted') {
        expectSound(answer.books)
        expect([...answer.books.entries.keys()]).toEqual(chain.map(({ id: each }) => each))
        return
      }
      // What stands before the refused transfer would have been made alone, and the refused one is refused after it.
      const before = chain.slice(0, answer.index)
      const alone = before.length === 0 ? start : acceptedBooks(start, before)
      const refused = chain[answer.index]
      expect(refused === undefined ? undefined : transfer(alone, [refused], 0)).toMatchObject({ code: answer.code })
    }),
  )
})

function acceptedBooks(books: Books, chain: readonly Transfer[]): Books {
  const answer = transfer(books, chain, 0)
  if (answer.kind === 'refusal') throw new Error(answer.code)
  return answer.books
}
