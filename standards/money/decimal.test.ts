import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BrokenInvariant,
  addDecimals,
  compareDecimals,
  decimal,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
  rescaleDecimal,
  roundings,
  stripDecimal,
  subtractDecimals,
} from './index.ts'

//      value    half-up half-even down  up    floor ceiling
test.each([
  ['2.5', '3', '2', '2', '3', '2', '3'],
  ['3.5', '4', '4', '3', '4', '3', '4'],
  ['-2.5', '-3', '-2', '-2', '-3', '-3', '-2'],
  ['2.4', '2', '2', '2', '3', '2', '3'],
  ['2.6', '3', '3', '2', '3', '2', '3'],
  ['-2.6', '-3', '-3', '-2', '-3', '-3', '-2'],
  ['-0.1', '0', '0', '0', '-1', '-1', '0'],
  ['7.0', '7', '7', '7', '7', '7', '7'],
])('%s rounds half-up %s, half-even %s, down %s, up %s, floor %s, ceiling %s', (value, ...expected) => {
  expect(roundings.map((mode) => formatDecimal(rescaleDecimal(decimal(value), 0, mode)))).toEqual(expected)
})

test.each([
  ['15.40', '15.40'],
  ['0', '0'],
  ['0.000', '0.000'],
  ['-0.5', '-0.5'],
  ['1.1468', '1.1468'],
  ['12345678901234567890.123456789012345678', '12345678901234567890.123456789012345678'],
])('%s keeps the scale that it was written with', (text, canonical) => {
  expect(formatDecimal(decimal(text))).toBe(canonical)
})

test.each([
  ['1.', 'decimal/syntax', 2],
  ['1.2.3', 'decimal/syntax', 3],
  ['--1', 'decimal/syntax', 1],
  ['NaN', 'decimal/syntax', 0],
  ['0x10', 'decimal/syntax', 1],
  ['1 ', 'decimal/syntax', 1],
  ['1\n', 'decimal/syntax', 1],
  ['-0', 'decimal/negative-zero', 0],
  ['0.1234567890123456789', 'decimal/too-many-decimals', 20],
  ['123456789012345678901234567890123456789', 'decimal/too-many-digits', 38],
  ['9'.repeat(100_000), 'decimal/too-many-digits', 40],
])('%s is malformed: %s at %i', (text, code, at) => {
  expect(parseDecimal(text)).toMatchObject({ kind: 'malformed', code, at })
})

test('a division by zero is a broken invariant', () => {
  expect(() => divideDecimals(decimal('1'), decimal('0.00'), { scale: 2, rounding: 'down' })).toThrow(BrokenInvariant)
})

test('comparison goes by value and stripping removes no value', () => {
  expect(compareDecimals(decimal('2.70'), decimal('2.7'))).toBe(0)
  expect(formatDecimal(stripDecimal(decimal('2.70')))).toBe('2.7')
  expect(formatDecimal(stripDecimal(decimal('100')))).toBe('100')
})

const decimals = fc.record({
  coefficient: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 18 }),
})

test('what is added can be subtracted again, and products do not mind the order', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      expect(compareDecimals(subtractDecimals(addDecimals(a, b), b), a)).toBe(0)
      expect(multiplyDecimals(a, b)).toEqual(multiplyDecimals(b, a))
    }),
  )
})

test('dividing a product by one factor gives the other back in any mode', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.constantFrom(...roundings), (a, b, rounding) => {
      fc.pre(b.coefficient !== 0n)
      expect(divideDecimals(multiplyDecimals(a, b), b, { scale: a.scale, rounding })).toEqual(a)
    }),
  )
})
