import { money } from '@entrepot/money'
import { label, type Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { amountInWords } from './amount-in-words.ts'
import { printedValue } from './print.ts'
import type { Printing } from './define.ts'

test.each<[value: Value, prints: Printing | undefined, en: string]>([
  ['50100.00', 'number', '50,100.00'],
  ['-1234567.5', 'number', '-1,234,567.5'],
  ['750', 'number', '750'],
  ['1000', 'number', '1,000'],
  ['8467219900', undefined, '8467219900'],
  [{ amount: '2150.00', currency: 'USD' }, 'number', 'USD 2,150.00'],
  [{ amount: '1295', currency: 'JPY' }, undefined, 'JPY 1,295'],
  ['2027-01-10', undefined, '2027-01-10'],
  ['2027-01-10T21:40+08:00', undefined, '2027-01-10 21:40 +08:00'],
  [['40', '32', '25'], 'number', '40 × 32 × 25'],
  [['ICC(A)', 'war', 'strikes'], undefined, 'ICC(A)\nwar\nstrikes'],
  ['CNTAO', 'place', 'Qingdao (CNTAO)'],
  ['ZZZZZ', 'place', 'ZZZZZ'],
  ['constructor', 'country', 'constructor'],
  ['not a number', 'number', 'not a number'],
  [true, undefined, 'yes'],
])('%j is printed as it is always printed', (value, prints, en) => {
  expect(printedValue(prints === undefined ? {} : { prints }, value).en).toBe(en)
})

test('what comes from a closed list has two languages, what lies outside of it one', () => {
  const prints = { of: { sight: label('at sight', '即期') } }
  expect(printedValue({ prints }, 'sight')).toEqual({ en: 'at sight', zh: '即期' })
  expect(printedValue({ prints }, 'toString')).toEqual({ en: 'toString', zh: 'toString' })
})

test.each([
  ['50100.00', 'USD', 'USD fifty thousand one hundred and 00/100'],
  ['0.07', 'USD', 'USD zero and 07/100'],
  ['21.50', 'EUR', 'EUR twenty-one and 50/100'],
  ['1000000', 'JPY', 'JPY one million'],
  ['1.250', 'BHD', 'BHD one and 250/1000'],
  [
    '999999999999.99',
    'USD',
    'USD nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine thousand nine hundred ninety-nine and 99/100',
  ],
])('%s %s in words', (amount, currency, words) => {
  expect(amountInWords(money(amount, currency))).toBe(words)
})

test('an amount below nothing, or in no currency, has no words', () => {
  expect(amountInWords({ amount: -1n, currency: 'USD' })).toBeUndefined()
  expect(amountInWords({ amount: 1n, currency: 'QQQ' })).toBeUndefined()
})
