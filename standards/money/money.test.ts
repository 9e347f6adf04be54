import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BrokenInvariant,
  addMoney,
  convertMoney,
  currencyExponent,
  decimal,
  formatMoney,
  interest,
  isMalformed,
  maxMinorUnits,
  money,
  multiplyMoney,
  parseMoney,
  parseQuantity,
  percentOf,
  priceOf,
  roundings,
  sumMoney,
} from './index.ts'

test.each([
  ['50100.00', 'USD', 5010000n, '50100.00'],
  ['50100', 'USD', 5010000n, '50100.00'],
  ['-0.01', 'EUR', -1n, '-0.01'],
  ['1200', 'JPY', 1200n, '1200'],
  ['1.250', 'BHD', 1250n, '1.250'],
  ['0.0001', 'CLF', 1n, '0.0001'],
  ['9999999999999999.99', 'USD', maxMinorUnits, '9999999999999999.99'],
])('%s %s is read as minor units and written in its one form', (text, currency, amount, canonical) => {
  const value = parseMoney(text, currency)
  expect(value).toEqual({ amount, currency })
  expect(formatMoney({ amount, currency })).toBe(canonical)
})

test.each([
  ['50,100.00', 'USD', 'decimal/syntax', 2],
  ['', 'USD', 'decimal/syntax', 0],
  ['.50', 'USD', 'decimal/syntax', 0],
  ['5.', 'USD', 'decimal/syntax', 2],
  ['+5', 'USD', 'decimal/syntax', 0],
  ['05', 'USD', 'decimal/syntax', 1],
  ['1e3', 'USD', 'decimal/syntax', 1],
  [' 1', 'USD', 'decimal/syntax', 0],
  ['１', 'USD', 'decimal/syntax', 0],
  ['-0.00', 'USD', 'decimal/negative-zero', 0],
  ['50100.000', 'USD', 'money/too-many-decimals', 8],
  ['1.5', 'JPY', 'money/too-many-decimals', 2],
  ['10000000000000000.00', 'USD', 'money/out-of-range', 0],
  ['1'.repeat(41), 'USD', 'decimal/too-many-digits', 40],
  ['1.00', 'usd', 'money/currency-unknown', 0],
  ['1.00', 'XXX', 'money/currency-unknown', 0],
  ['1.00', 'XAU', 'money/currency-unknown', 0],
])('%s %s is malformed: %s', (text, currency, code, at) => {
  expect(parseMoney(text, currency)).toMatchObject({ kind: 'malformed', code, at })
})

test('the minor unit comes from ISO 4217 and not from the formatting of a browser', () => {
  expect(['USD', 'JPY', 'BHD', 'CLF', 'ISK', 'UGX', 'CNY'].map(currencyExponent)).toEqual([2, 0, 3, 4, 0, 0, 2])
})

test('two currencies do not add up', () => {
  expect(() => addMoney<string>(money('1.00', 'USD'), money('1.00', 'EUR'))).toThrow(BrokenInvariant)
})

test('the lines of the golden sale come to 35640.00, 14460.00 and 50100.00 USD', () => {
  const line = (quantity: string, unit: string, price: string) => {
    const counted = parseQuantity(quantity, unit)
    if (isMalformed(counted)) throw new Error(counted.code)
    return priceOf(counted, { price: decimal(price), currency: 'USD' }, 'half-up')
  }
  const lines = [line('2400', 'PCE', '14.85'), line('1500', 'SET', '9.64')]
  expect(lines.map(formatMoney)).toEqual(['35640.00', '14460.00'])
  expect(formatMoney(sumMoney(lines, 'USD'))).toBe('50100.00')
  expect(formatMoney(sumMoney([line('2400', 'PCE', '15.40'), line('1500', 'SET', '9.90')], 'USD'))).toBe('51810.00')
  expect(formatMoney(sumMoney([line('2400', 'PCE', '14.50'), line('1500', 'SET', '9.40')], 'USD'))).toBe('48900.00')
})

test('the bank charges of the golden sale come to 100.20, 62.63 and 22.55 USD', () => {
  const credit = money('50100.00', 'USD')
  expect(formatMoney(percentOf(credit, decimal('0.2'), 'half-up'))).toBe('100.20')
  expect(formatMoney(percentOf(credit, decimal('0.125'), 'half-up'))).toBe('62.63')
  expect(formatMoney(percentOf(credit, decimal('0.125'), 'half-even'))).toBe('62.62')
  const term = { days: 3, dayBasis: 360, rounding: 'half-up' } as const
  expect(formatMoney(interest(credit, decimal('5.40'), term))).toBe('22.55')
  expect(formatMoney(interest(credit, decimal('5.40'), { ...term, rounding: 'half-even' }))).toBe('22.54')
})

test('the customs value of the golden sale is 31077.78 and 12609.00 EUR at 1.1468 USD for one EUR', () => {
  const toEuro = { currency: 'EUR', rounding: 'half-up', direction: 'divide' } as const
  expect(formatMoney(convertMoney(money('35640.00', 'USD'), decimal('1.1468'), toEuro))).toBe('31077.78')
  expect(formatMoney(convertMoney(money('14460.00', 'USD'), decimal('1.1468'), toEuro))).toBe('12609.00')
})

test('an exchange minds the minor units of both currencies', () => {
  const toYen = { currency: 'JPY', rounding: 'half-up', direction: 'multiply' } as const
  expect(formatMoney(convertMoney(money('10.01', 'USD'), decimal('149.55'), toYen))).toBe('1497')
  const back = { currency: 'USD', rounding: 'half-up', direction: 'divide' } as const
  expect(formatMoney(convertMoney(money('1497', 'JPY'), decimal('149.55'), back))).toBe('10.01')
})

test('whatever is written is read back as the same money', () => {
  const amounts = fc.bigInt({ min: -maxMinorUnits, max: maxMinorUnits })
  fc.assert(
    fc.property(amounts, fc.constantFrom('USD', 'JPY', 'BHD', 'CLF'), (amount, currency) => {
      expect(parseMoney(formatMoney({ amount, currency }), currency)).toEqual({ amount, currency })
    }),
  )
})

test('rounding once is off by less than one minor unit, and by at most half of one to the nearest', () => {
  const factor = fc.record({
    coefficient: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    scale: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), factor, fc.constantFrom(...roundings), (amount, by, mode) => {
      const rounded = multiplyMoney({ amount, currency: 'USD' }, by, mode).amount
      const unit = 10n ** BigInt(by.scale)
      const error = rounded * unit - amount * by.coefficient
      const magnitude = error < 0n ? -error : error
      expect(mode.startsWith('half') ? magnitude * 2n <= unit : magnitude < unit).toBe(true)
    }),
  )
})
