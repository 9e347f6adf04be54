import fc from 'fast-check'
import { decimal, formatMoney, isMalformed, money, sumMoney } from '@entrepot/money'
import { expect, test } from 'vitest'
import { coverGaps, generalAverage, insuredValue, premium, premiumOnCostAndFreight } from './index.ts'

const terms = { ratePercent: decimal('0.12'), rounding: 'half-up' } as const

test('the golden sale is insured for 55110.00 USD at a premium of 66.13', () => {
  const insured = insuredValue(money('50100.00', 'USD'), decimal('110'), 'half-up')
  expect(formatMoney(insured)).toBe('55110.00')
  expect(formatMoney(premium(insured, terms))).toBe('66.13')
})

test('a small premium is raised to the minimum', () => {
  const least = { ...terms, minimum: money('25.00', 'USD') }
  expect(formatMoney(premium(money('1000.00', 'USD'), least))).toBe('25.00')
  expect(formatMoney(premium(money('55110.00', 'USD'), least))).toBe('66.13')
})

//     C+F         rate    premium     110 % of (C+F+premium) at the rate gives it again
test.each([
  ['10000.00', '1', '111.22'],
  ['50033.87', '0.12', '66.13'],
  ['0.00', '1', '0.00'],
  ['100.00', '0', '0.00'],
])('a C+F quote of %s at %s per cent bears a premium of %s', (quote, rate, expected) => {
  const how = { ratePercent: decimal(rate), rounding: 'half-up' } as const
  const due = premiumOnCostAndFreight(money(quote, 'USD'), decimal('110'), how)
  expect('kind' in due ? due.code : formatMoney(due)).toBe(expected)
})

test('the premium of a C+F quote insures 110 per cent of the value that contains it', () => {
  const quotes = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const rates = fc.bigInt({ min: 0n, max: 5000n })
  fc.assert(
    fc.property(quotes, rates, (amount, coefficient) => {
      const how = { ratePercent: { coefficient, scale: 3 }, rounding: 'half-up' } as const
      const due = premiumOnCostAndFreight({ amount, currency: 'USD' }, decimal('110'), how)
      if ('kind' in due) throw new Error(due.code)
      // Exact in units of 10^-7: insured share and rate together have seven decimals.
      const again = (amount + due.amount) * 110n * coefficient
      const error = again - due.amount * 10_000_000n
      expect((error < 0n ? -error : error) <= 5_000_000n).toBe(true)
    }),
  )
})

test.each(['91', '100', '-0.1'])('a rate of %s per cent is out of range', (rate) => {
  const how = { ratePercent: decimal(rate), rounding: 'half-up' } as const
  expect(premiumOnCostAndFreight(money('100.00', 'USD'), decimal('110'), how)).toMatchObject({
    code: 'cover/rate-out-of-range',
  })
})

//     asked for                     given                       gaps
test.each([
  [['ICC(A)', 'war', 'strikes'], ['ICC(A)', 'war', 'strikes'], []],
  [['ICC(C)'], ['ICC(A)'], []],
  [['ICC(A)'], ['ICC(C)'], ['cover/clause-narrower']],
  [['ICC(A)', 'war'], ['ICC(A)'], ['cover/clause-missing']],
  [['ICC(A)'], ['all risks'], ['cover/clause-not-comparable']],
  [['all risks'], ['with particular average'], ['cover/clause-narrower']],
  [['ICC(A)'], ['war'], ['cover/clause-missing']],
  [['house clauses'], ['ICC(A)'], ['cover/clause-missing']],
  [[], [], []],
])('asked for %j and given %j: %j', (required, given, codes) => {
  expect(coverGaps(required, given).map(({ code }) => code)).toEqual(codes)
})

test('general average is borne by ship and cargo by contributory value, to the cent', () => {
  const contributions = generalAverage(money('10000.00', 'USD'), [
    { id: 'ship', contributoryValue: money('2000000.00', 'USD') },
    { id: 'cargo-1', contributoryValue: money('50100.00', 'USD') },
    { id: 'cargo-2', contributoryValue: money('949900.00', 'USD') },
  ])
  if (isMalformed(contributions)) throw new Error(contributions.code)
  expect(contributions.map(({ id, amount }) => [id, formatMoney(amount)])).toEqual([
    ['ship', '6666.67'],
    ['cargo-1', '167.00'],
    ['cargo-2', '3166.33'],
  ])
  expect(
    formatMoney(
      sumMoney(
        contributions.map(({ amount }) => amount),
        'USD',
      ),
    ),
  ).toBe('10000.00')
})

test('without values there is no general average to divide', () => {
  expect(generalAverage(money('1.00', 'USD'), [])).toMatchObject({ code: 'apportion/no-weight' })
})
