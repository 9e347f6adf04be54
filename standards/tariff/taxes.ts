import { invariant, type Money, sumMoney, zeroMoney } from '@entrepot/money'
import type { Bearing, TaxLine } from './assessment.ts'
import { type Fraction, fractionOfMoney, over, times } from './fraction.ts'
import { percent } from './levy.ts'
import type { Tariff, TaxMeasure } from './measure.ts'
import { isRefusal, type TariffRefusal } from './refusal.ts'
import { rounded } from './rounded.ts'
import { selectTaxes } from './select.ts'

/** The tax lines of each item, in the order of the items. */
export function assessTaxes<C extends string>(
  bearing: readonly Bearing<C>[],
  tariff: Tariff<C>,
  date: string,
): readonly (readonly TaxLine<C>[])[] | TariffRefusal {
  const borne: (readonly TaxMeasure[])[] = []
  for (const { item } of bearing) {
    const taxes = selectTaxes(item, tariff, date)
    if (isRefusal(taxes)) return taxes
    borne.push(taxes)
  }
  const lines = bearing.map((): TaxLine<C>[] => [])
  // Measure by measure over all items, for a base may hold the rounded tax before it.
  for (const measure of tariff.taxes) {
    const indexes = bearing.flatMap((_, index) => (borne[index]?.includes(measure) === true ? [index] : []))
    const bases = indexes.map((index) => taxBase(measure, bearing[index], lines[index] ?? [], tariff.currency))
    const exact = bases.map((base) => ({ key: measure.id, exact: taxOn(fractionOfMoney(base), measure) }))
    const amounts = rounded(exact, tariff.currency, measure.rounding)
    for (const [nth, index] of indexes.entries()) {
      const { id, tax, percent: rate, inclusive } = measure
      const base = bases[nth] ?? zeroMoney(tariff.currency)
      const amount = amounts[nth] ?? zeroMoney(tariff.currency)
      lines[index]?.push({ measure: id, tax, base, percent: rate, inclusive, amount })
    }
  }
  return lines
}

function taxBase<C extends string>(
  { base, baseTaxes }: TaxMeasure,
  bearing: Bearing<C> | undefined,
  before: readonly TaxLine<C>[],
  currency: C,
): Money<C> {
  if (bearing === undefined) return zeroMoney(currency)
  const parts: Money<C>[] = []
  if (base.includes('customs-value')) parts.push(bearing.value)
  if (base.includes('duties')) parts.push(...bearing.duties.map(({ amount }) => amount))
  if (base.includes('incidental-costs')) parts.push(bearing.incidental)
  parts.push(...before.filter(({ tax }) => baseTaxes.includes(tax)).map(({ amount }) => amount))
  return sumMoney(parts, currency)
}

function taxOn(base: Fraction, measure: TaxMeasure): Fraction {
  const share = percent(measure.percent)
  const tax = times(base, share)
  if (!measure.inclusive) return tax
  invariant(share.numerator < share.denominator, 'a tax within its own base is below 100 per cent')
  const rest = { numerator: share.denominator - share.numerator, denominator: share.denominator }
  return over(tax, rest)
}
