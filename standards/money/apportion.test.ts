import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apportion, apportionRounded, decimal, formatMoney, isMalformed, money, roundings, sumMoney } from './index.ts'
import type { Money, Weight } from './index.ts'

function texts(shares: ReturnType<typeof apportion>): readonly string[] {
  return isMalformed(shares) ? [shares.code] : shares.map((share: Money) => formatMoney(share))
}

const byValue: readonly Weight[] = [3_564_000n, 1_446_000n]
const byGrossWeight: readonly Weight[] = [decimal('6360.00'), decimal('2745.00')]

test.each([
  ['freight by value', '2150.00', 'USD', byValue, ['1529.46', '620.54']],
  ['premium by value', '66.13', 'USD', byValue, ['47.04', '19.09']],
  ['incidental costs by gross weight', '635.00', 'EUR', byGrossWeight, ['443.56', '191.44']],
])(
  'the golden sale divides its %s, by largest remainder and half up alike',
  (_, total, currency, weights, expected) => {
    expect(texts(apportion(money(total, currency), weights))).toEqual(expected)
    expect(texts(apportionRounded(money(total, currency), weights, 'half-up'))).toEqual(expected)
  },
)

//     situation                            total     weights         largest remainder           half up, rest to the heaviest
test.each([
  ['a cent among three equals', '0.01', [1n, 1n, 1n], ['0.01', '0.00', '0.00'], ['0.01', '0.00', '0.00']],
  ['a dollar among three equals', '1.00', [1n, 1n, 1n], ['0.34', '0.33', '0.33'], ['0.34', '0.33', '0.33']],
  ['two halves of a cent', '0.01', [1n, 1n], ['0.01', '0.00'], ['0.00', '0.01']],
  ['a share without weight', '10.00', [0n, 3n], ['0.00', '10.00'], ['0.00', '10.00']],
  ['a credit note', '-1.00', [1n, 1n, 1n], ['-0.34', '-0.33', '-0.33'], ['-0.34', '-0.33', '-0.33']],
  ['no weights', '1.00', [], ['apportion/no-weight'], ['apportion/no-weight']],
  ['weights of nothing', '1.00', [0n, 0n], ['apportion/no-weight'], ['apportion/no-weight']],
  ['a negative weight', '1.00', [2n, -1n], ['apportion/negative-weight'], ['apportion/negative-weight']],
])('%s', (_, total, weights, largestRemainder, halfUp) => {
  expect(texts(apportion(money(total, 'USD'), weights))).toEqual(largestRemainder)
  expect(texts(apportionRounded(money(total, 'USD'), weights, 'half-up'))).toEqual(halfUp)
})

test('shares always add up again and are never more than one minor unit off', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 })
    .filter((list) => list.some((weight) => weight > 0n))
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), weights, (amount, list) => {
      const shares = apportion({ amount, currency: 'USD' }, list)
      if (isMalformed(shares)) throw new Error(shares.code)
      expect(sumMoney(shares, 'USD').amount).toBe(amount)
      const total = list.reduce((a, b) => a + b, 0n)
      for (const [index, share] of shares.entries()) {
        const error = share.amount * total - amount * (list[index] ?? 0n)
        expect(error < total && -error < total).toBe(true)
      }
    }),
  )
})

test('shares rounded one by one always add up again, in any mode', () => {
  const weights = fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 20 })
  const amounts = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n })
  fc.assert(
    fc.property(amounts, weights, fc.constantFrom(...roundings), (amount, list, mode) => {
      const shares = apportionRounded({ amount, currency: 'EUR' }, list, mode)
      if (isMalformed(shares)) throw new Error(shares.code)
      expect(sumMoney(shares, 'EUR').amount).toBe(amount)
    }),
  )
})
