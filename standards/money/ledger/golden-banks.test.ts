import { expect, test } from 'vitest'
import { balanceOf, emptyBooks, formatMoney, money, openAccount, transfer } from '../index.ts'
import type { Account, Books, Transfer } from '../index.ts'

function bank(list: readonly Account[], postings: readonly (readonly [string, string, string])[]): Books {
  let books = list.reduce<Books>((made, account) => {
    const next = openAccount(made, account)
    if ('kind' in next) throw new Error(next.code)
    return next
  }, emptyBooks())
  for (const [index, [debit, credit, amount]] of postings.entries()) {
    const currency = books.accounts.get(debit)?.currency ?? ''
    const each: Transfer = { kind: 'post', id: `t${index}`, debit, credit, amount: money(amount, currency) }
    const answer = transfer(books, [each], index)
    if (answer.kind === 'refusal') throw new Error(answer.code)
    books = answer.books
  }
  return books
}

const deposit = (id: string, currency: string): Account => ({
  id,
  currency,
  normalSide: 'credit',
  limit: 'debits-must-not-exceed-credits',
})
const own = (id: string, currency: string, normalSide: 'debit' | 'credit'): Account => ({
  id,
  currency,
  normalSide,
  limit: 'none',
})

function closing(books: Books): Record<string, string> {
  return Object.fromEntries([...books.accounts.values()].map((each) => [each.id, formatMoney(balanceOf(each))]))
}

test('the bank at Rotterdam closes the golden sale to the cent', () => {
  const books = bank(
    [
      own('cash', 'USD', 'debit'),
      deposit('buyer', 'USD'),
      own('vostroQingdao', 'USD', 'credit'),
      own('income', 'USD', 'credit'),
      own('cashEuro', 'EUR', 'debit'),
      deposit('buyerEuro', 'EUR'),
      deposit('treasury', 'EUR'),
      deposit('carrierAgent', 'EUR'),
      deposit('haulier', 'EUR'),
    ],
    [
      ['cash', 'buyer', '60000.00'],
      ['cashEuro', 'buyerEuro', '20000.00'],
      ['buyer', 'income', '100.20'],
      ['buyer', 'income', '35.00'],
      ['buyer', 'vostroQingdao', '50100.00'],
      ['buyer', 'income', '75.00'],
      ['buyerEuro', 'treasury', '10582.25'],
      ['buyerEuro', 'carrierAgent', '245.00'],
      ['buyerEuro', 'haulier', '390.00'],
    ],
  )
  expect(closing(books)).toMatchObject({
    buyer: '9689.80',
    vostroQingdao: '50100.00',
    income: '210.20',
    buyerEuro: '8782.75',
    treasury: '10582.25',
    carrierAgent: '245.00',
    haulier: '390.00',
  })
})

test('the bank at Qingdao closes the golden sale to the cent', () => {
  const books = bank(
    [
      own('cash', 'USD', 'debit'),
      deposit('seller', 'USD'),
      deposit('carrier', 'USD'),
      deposit('insurer', 'USD'),
      own('nostroRotterdam', 'USD', 'debit'),
      own('income', 'USD', 'credit'),
    ],
    [
      ['cash', 'seller', '5000.00'],
      ['seller', 'insurer', '66.13'],
      ['seller', 'carrier', '2150.00'],
      ['nostroRotterdam', 'seller', '50014.82'],
      ['nostroRotterdam', 'income', '62.63'],
      ['nostroRotterdam', 'income', '22.55'],
      ['seller', 'income', '40.00'],
    ],
  )
  expect(closing(books)).toMatchObject({
    seller: '52758.69',
    carrier: '2150.00',
    insurer: '66.13',
    nostroRotterdam: '50100.00',
    income: '125.18',
  })
})
