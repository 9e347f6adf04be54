import { expect, test } from 'vitest'
import {
  availableOf,
  balanceOf,
  emptyBooks,
  formatMoney,
  lapseHolds,
  ledgerRefusals,
  maxChainLength,
  money,
  openAccount,
  transfer,
  trialBalance,
} from '../index.ts'
import type { Account, Books, LedgerRefusalCode, Transfer } from '../index.ts'

const accounts: readonly Account[] = [
  { id: 'buyer', currency: 'USD', normalSide: 'credit', limit: 'debits-must-not-exceed-credits' },
  { id: 'seller', currency: 'USD', normalSide: 'credit', limit: 'debits-must-not-exceed-credits' },
  { id: 'nostro', currency: 'USD', normalSide: 'debit', limit: 'credits-must-not-exceed-debits' },
  { id: 'cash', currency: 'USD', normalSide: 'debit', limit: 'none' },
  { id: 'buyer-eur', currency: 'EUR', normalSide: 'credit', limit: 'debits-must-not-exceed-credits' },
  { id: 'cash-eur', currency: 'EUR', normalSide: 'debit', limit: 'none' },
]

function opened(list: readonly Account[]): Books {
  return list.reduce<Books>((books, account) => {
    const next = openAccount(books, account)
    if ('kind' in next) throw new Error(next.code)
    return next
  }, emptyBooks())
}

function post(id: string, debit: string, credit: string, amount: string, currency = 'USD'): Transfer {
  return { kind: 'post', id, debit, credit, amount: money(amount, currency) }
}

function hold(id: string, debit: string, credit: string, amount: string, expiresAtMs?: number): Transfer {
  const held = { kind: 'hold', id, debit, credit, amount: money(amount, 'USD') } as const
  return expiresAtMs === undefined ? held : { ...held, expiresAtMs }
}

function postPending(id: string, of: string, amount?: string, currency = 'USD'): Transfer {
  const whole = { kind: 'postPending', id, hold: of } as const
  return amount === undefined ? whole : { ...whole, amount: money(amount, currency) }
}

function voidPending(id: string, of: string): Transfer {
  return { kind: 'voidPending', id, hold: of }
}

function made(books: Books, chain: readonly Transfer[], atMs = 1000): Books {
  const answer = transfer(books, chain, atMs)
  if (answer.kind === 'refusal') throw new Error(`${answer.code} ${answer.transferId}`)
  return answer.books
}

const funded = made(opened(accounts), [post('fund', 'cash', 'buyer', '100.00')])
const held = made(
  made(funded, [hold('h1', 'buyer', 'seller', '60.00'), hold('h2', 'buyer', 'seller', '10.00', 5000)]),
  [postPending('p0', 'h1', '20.00')],
)

type Case = readonly [situation: string, transfer: Transfer, answer: LedgerRefusalCode | 'accepted']

// After: buyer has 100.00, of which h1 (60.00) was posted with 20.00 and h2 (10.00, until 5000) is held: 70.00 free.
test.each<Case>([
  ['a transfer within funds', post('t', 'buyer', 'seller', '70.00'), 'accepted'],
  ['a cent more than is free', post('t', 'buyer', 'seller', '70.01'), 'ledger/exceeds-funds'],
  ['a hold within funds', hold('t', 'buyer', 'seller', '70.00'), 'accepted'],
  ['a hold beyond them', hold('t', 'buyer', 'seller', '70.01'), 'ledger/exceeds-funds'],
  ['a credit beyond the nostro', post('t', 'cash', 'nostro', '0.01'), 'ledger/exceeds-funds'],
  ['a debit to the nostro', post('t', 'nostro', 'seller', '5.00'), 'accepted'],
  ['nothing', post('t', 'buyer', 'seller', '0.00'), 'ledger/amount-not-positive'],
  ['less than nothing', post('t', 'buyer', 'seller', '-1.00'), 'ledger/amount-not-positive'],
  ['all money there is, twice', post('t', 'cash', 'buyer', '9999999999999999.99'), 'ledger/balance-out-of-range'],
  ['no such debit account', post('t', 'nobody', 'seller', '1.00'), 'ledger/debit-account-unknown'],
  ['no such credit account', post('t', 'buyer', 'nobody', '1.00'), 'ledger/credit-account-unknown'],
  ['to oneself', post('t', 'buyer', 'buyer', '1.00'), 'ledger/same-account'],
  ['euros from a dollar account', post('t', 'buyer', 'seller', '1.00', 'EUR'), 'ledger/currency-differs'],
  ['dollars into a euro account', post('t', 'buyer', 'buyer-eur', '1.00'), 'ledger/currency-differs'],
  ['a blank in the id', post('t t', 'buyer', 'seller', '1.00'), 'ledger/id-malformed'],
  ['no id', post('', 'buyer', 'seller', '1.00'), 'ledger/id-malformed'],
  ['the same id, another amount', post('fund', 'cash', 'buyer', '100.01'), 'ledger/same-id-other-content'],
  ['the same id, another kind', hold('fund', 'cash', 'buyer', '100.00'), 'ledger/same-id-other-content'],
  ['the same id out of its chain', hold('h1', 'buyer', 'seller', '60.00'), 'ledger/same-id-other-content'],
  ['the same again', post('fund', 'cash', 'buyer', '100.00'), 'accepted'],
  ['a hold that ends as it begins', hold('t', 'buyer', 'seller', '1.00', 1000), 'ledger/timeout-passed'],
  ['the whole of a hold', postPending('t', 'h2'), 'accepted'],
  ['a part of a hold', postPending('t', 'h2', '9.99'), 'accepted'],
  ['more than the hold', postPending('t', 'h2', '10.01'), 'ledger/exceeds-hold'],
  ['a hold in another currency', postPending('t', 'h2', '1.00', 'EUR'), 'ledger/currency-differs'],
  ['nothing of a hold', postPending('t', 'h2', '0.00'), 'ledger/amount-not-positive'],
  ['a hold that never was', postPending('t', 'h9'), 'ledger/hold-unknown'],
  ['the void of a hold that never was', voidPending('t', 'h9'), 'ledger/hold-unknown'],
  ['a transfer posted as if it were a hold', postPending('t', 'fund'), 'ledger/not-a-hold'],
  ['a hold posted again', postPending('t', 'h1'), 'ledger/hold-already-posted'],
  ['the rest of a hold posted in part', postPending('t', 'h1', '40.00'), 'ledger/hold-already-posted'],
  ['the void of a posted hold', voidPending('t', 'h1'), 'ledger/hold-already-posted'],
  ['the void of a hold', voidPending('t', 'h2'), 'accepted'],
])('%s: %s', (_, each, answer) => {
  const before = structuredClone(held)
  const result = transfer(held, [each], 1000)
  expect(result.kind === 'refusal' ? result.code : result.kind).toBe(answer)
  expect(held).toEqual(before)
})

//     of two objections the one that stands first in the table answers
test.each<Case>([
  ['no amount before no account', post('t', 'nobody', 'nobody', '0.00'), 'ledger/amount-not-positive'],
  ['the debit before the credit', post('t', 'nobody', 'nothing', '1.00'), 'ledger/debit-account-unknown'],
  ['one account before currency', post('t', 'buyer', 'buyer', '1.00', 'EUR'), 'ledger/same-account'],
  ['currency before funds', post('t', 'buyer', 'seller', '900.00', 'EUR'), 'ledger/currency-differs'],
  ['a finished hold before its currency', postPending('t', 'h1', '90.00', 'EUR'), 'ledger/hold-already-posted'],
  ['currency before too much of a hold', postPending('t', 'h2', '90.00', 'EUR'), 'ledger/currency-differs'],
  ['timeout before funds', hold('t', 'buyer', 'seller', '900.00', 1), 'ledger/timeout-passed'],
])('%s: %s', (_, each, answer) => {
  expect(transfer(held, [each], 1000)).toMatchObject({ code: answer })
})

test('a hold lowers what is available and not the balance; posting a part sets the rest free', () => {
  const buyer = (books: Books) => {
    const account = books.accounts.get('buyer')
    if (account === undefined) throw new Error('no buyer')
    const available = availableOf(account)
    return [formatMoney(balanceOf(account)), available === undefined ? '-' : formatMoney(available)]
  }
  const holding = made(funded, [hold('h', 'buyer', 'seller', '60.00')])
  expect(buyer(holding)).toEqual(['100.00', '40.00'])
  expect(buyer(made(holding, [postPending('p', 'h', '25.00')]))).toEqual(['75.00', '75.00'])
  expect(buyer(made(holding, [voidPending('v', 'h')]))).toEqual(['100.00', '100.00'])
})

test('a hold is gone at its timeout, whether anybody looks or not', () => {
  expect(transfer(held, [postPending('t', 'h2')], 4999).kind).toBe('accepted')
  expect(transfer(held, [postPending('t', 'h2')], 5000)).toMatchObject({ code: 'ledger/hold-expired' })
  expect(transfer(held, [voidPending('t', 'h2')], 5000)).toMatchObject({ code: 'ledger/hold-expired' })
  expect(transfer(held, [post('t', 'buyer', 'seller', '80.00')], 5000).kind).toBe('accepted')
  expect(lapseHolds(held, 5000).accounts.get('buyer')?.debitsPending).toBe(0n)
})

test('books go forward in time, but the same transfer again is answered at any time', () => {
  expect(transfer(held, [post('t', 'buyer', 'seller', '1.00')], 999)).toMatchObject({ code: 'ledger/time-goes-back' })
  expect(transfer(held, [post('fund', 'cash', 'buyer', '100.00')], 0)).toMatchObject({ repeated: true })
})

test('the same transfer twice returns the first entry and moves nothing', () => {
  const pay = post('pay', 'buyer', 'seller', '30.00')
  const first = transfer(funded, [pay], 2000)
  if (first.kind === 'refusal') throw new Error(first.code)
  const second = transfer(first.books, [pay], 3000)
  expect(second).toEqual({ ...first, repeated: true })
})

test('a refused transfer leaves nothing behind, so it may be tried again with funds', () => {
  const pay = post('pay', 'buyer', 'seller', '130.00')
  expect(transfer(funded, [pay], 2000)).toMatchObject({ code: 'ledger/exceeds-funds', accountId: 'buyer' })
  expect(transfer(made(funded, [post('more', 'cash', 'buyer', '30.00')]), [pay], 2000).kind).toBe('accepted')
})

test('an exchange is two linked transfers: both or none', () => {
  const exchange = [post('x1', 'buyer', 'cash', '57.34'), post('x2', 'cash-eur', 'buyer-eur', '50.00', 'EUR')]
  const after = made(funded, exchange)
  expect(after.accounts.get('buyer-eur')?.creditsPosted).toBe(5000n)
  for (const currency of ['USD', 'EUR']) {
    const { debitsPosted, creditsPosted } = trialBalance(after, currency)
    expect(debitsPosted).toBe(creditsPosted)
  }
  const half = [post('x1', 'buyer', 'cash', '57.34'), post('x2', 'buyer-eur', 'cash-eur', '50.00', 'EUR')]
  expect(transfer(funded, half, 2000)).toMatchObject({ code: 'ledger/exceeds-funds', index: 1, transferId: 'x2' })
  expect(funded.entries.has('x1')).toBe(false)
})

test('a chain is bounded, and its ids differ', () => {
  const one = (id: string) => post(id, 'cash', 'buyer', '0.01')
  const many = Array.from({ length: maxChainLength + 1 }, (_, index) => one(`t${index}`))
  expect(transfer(funded, [], 2000)).toMatchObject({ code: 'ledger/chain-length' })
  expect(transfer(funded, many, 2000)).toMatchObject({ code: 'ledger/chain-length' })
  expect(transfer(funded, many.slice(1), 2000).kind).toBe('accepted')
  expect(transfer(funded, [one('t'), one('t')], 2000)).toMatchObject({ code: 'ledger/id-twice-in-chain', index: 1 })
})

test.each([
  ['the same terms', { id: 'buyer', currency: 'USD' }, undefined],
  ['another currency', { id: 'buyer', currency: 'EUR' }, 'ledger/same-account-other-content'],
  ['no currency', { id: 'gold', currency: 'XAU' }, 'ledger/currency-unknown'],
  ['an id with a line break', { id: 'a\nb', currency: 'USD' }, 'ledger/account-id-malformed'],
])('an account opened with %s: %s', (_, terms, code) => {
  const answer = openAccount(funded, { normalSide: 'credit', limit: 'debits-must-not-exceed-credits', ...terms })
  expect('kind' in answer ? answer.code : undefined).toBe(code)
})

test('every refusal of the table has a code of its own', () => {
  expect(new Set(ledgerRefusals.map(([code]) => code)).size).toBe(ledgerRefusals.length)
})
