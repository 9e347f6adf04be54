import { expect, test } from 'vitest'
import { BrokenInvariant, addQuantities, convertQuantity, decimal, formatDecimal, parseQuantity } from './index.ts'

test.each([
  ['2400', 'PCE', undefined],
  ['1500', 'SET', undefined],
  ['22.980', 'MTQ', undefined],
  ['12.00', 'CTN', undefined],
  ['0.5', 'PCE', 'quantity/fraction-of-a-piece'],
  ['1', 'kg', 'quantity/unit-unknown'],
  ['1,5', 'KGM', 'decimal/syntax'],
])('%s %s is read, or malformed: %s', (text, unit, code) => {
  const quantity = parseQuantity(text, unit)
  if (code === undefined) expect(quantity).toEqual({ value: decimal(text), unit })
  else expect(quantity).toMatchObject({ kind: 'malformed', code })
})

//     value     from   to     scale expected
test.each([
  ['9105.00', 'KGM', 'TNE', 3, '9.105'],
  ['9.105', 'TNE', 'KGM', 0, '9105'],
  ['100', 'LBR', 'KGM', 3, '45.359'],
  ['1', 'DAY', 'HUR', 0, '24'],
  ['22980', 'LTR', 'MTQ', 3, '22.980'],
])('%s %s is so many %s', (value, from, to, scale, expected) => {
  const converted = convertQuantity({ value: decimal(value), unit: from }, to, { scale, rounding: 'half-up' })
  expect(formatDecimal(converted.value)).toBe(expected)
})

test('kilograms do not become cubic metres, nor pieces sets, and unlike units do not add up', () => {
  const how = { scale: 0, rounding: 'down' } as const
  const kilogram = { value: decimal('1'), unit: 'KGM' }
  expect(() => convertQuantity(kilogram, 'MTQ', how)).toThrow(BrokenInvariant)
  expect(() => convertQuantity({ value: decimal('1'), unit: 'PCE' }, 'SET', how)).toThrow(BrokenInvariant)
  expect(() => addQuantities(kilogram, { value: decimal('1'), unit: 'TNE' })).toThrow(BrokenInvariant)
})
