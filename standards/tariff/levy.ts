import { isConvertible, type Money, type Quantity, unitOf } from '@entrepot/money'
import type { DeclaredItem } from './declaration.ts'
import { type Fraction, fractionOf, fractionOfMoney, isGreater, over, plus, times, zero } from './fraction.ts'
import type { Rate } from './measure.ts'
import { isRefusal, refuse, type TariffRefusal } from './refusal.ts'

/** An exact quantity: a part of what was declared, or the same in another unit. */
export type Measured = { readonly value: Fraction; readonly unit: string }

/** What a rate is levied on: a value and quantities, of an item or a part of it. */
export type LevyBase = {
  readonly value: Fraction
  readonly quantities: readonly Measured[]
  readonly currency: string
  readonly item: string
}

/** The exact amount of a rate on a base, in the currency of the tariff. */
export function levied(rate: Rate, base: LevyBase): Fraction | TariffRefusal {
  switch (rate.form) {
    case 'ad-valorem':
      return times(base.value, percent(rate.percent))
    case 'specific':
      return leviedByUnit(rate, base)
    case 'sum':
    case 'greatest':
    case 'least':
      return leviedTogether(rate.form, rate.parts, base)
  }
}

/** So many per cent as a fraction of one. */
export function percent(value: { readonly coefficient: bigint; readonly scale: number }): Fraction {
  return fractionOf({ coefficient: value.coefficient, scale: value.scale + 2 })
}

function leviedByUnit(
  { amount, per, unit }: { readonly amount: Money; readonly per: Quantity['value']; readonly unit: string },
  { quantities, currency, item }: LevyBase,
): Fraction | TariffRefusal {
  if (amount.currency !== currency) return refuse('tariff/measure-currency-differs', { item, detail: amount.currency })
  const quantity = quantityIn(unit, quantities)
  if (quantity === undefined) return refuse('tariff/quantity-missing', { item, detail: unit })
  return over(times(fractionOfMoney(amount), quantity), fractionOf(per))
}

/** Declared quantities as exact ones. */
export function measured(quantities: readonly Quantity[]): readonly Measured[] {
  return quantities.map(({ value, unit }) => ({ value: fractionOf(value), unit }))
}

/** The quantity in a unit: as declared, or converted from one that measures the same. */
function quantityIn(unit: string, quantities: readonly Measured[]): Fraction | undefined {
  const declared = quantities.find((each) => each.unit === unit)
  if (declared !== undefined) return declared.value
  const like = quantities.find((each) => isConvertible(each.unit, unit))
  const from = like === undefined ? undefined : unitOf(like.unit)
  const to = unitOf(unit)
  if (like === undefined || from === undefined || to === undefined) return undefined
  return over(times(like.value, fractionOf(from.factor)), fractionOf(to.factor))
}

function leviedTogether(
  form: 'sum' | 'greatest' | 'least',
  parts: readonly Rate[],
  base: LevyBase,
): Fraction | TariffRefusal {
  let together: Fraction | undefined
  for (const part of parts) {
    const amount = levied(part, base)
    if (isRefusal(amount)) return amount
    if (together === undefined) together = amount
    else if (form === 'sum') together = plus(together, amount)
    else if (isGreater(amount, together) === (form === 'greatest')) together = amount
  }
  return together ?? zero
}

/** An item divided at what its quota granted: the part within and the part beyond, by quantity. */
export function divideAtQuota(
  item: DeclaredItem,
  whole: LevyBase,
  unit: string,
): { readonly within: LevyBase; readonly beyond: LevyBase } | TariffRefusal {
  const where = { item: item.id, detail: unit }
  const claimed = item.claim?.granted
  const declared = quantityIn(unit, whole.quantities)
  if (declared === undefined || declared.numerator <= 0n) return refuse('tariff/quantity-missing', where)
  const granted = claimed === undefined ? undefined : quantityIn(unit, measured([claimed]))
  if (granted === undefined || granted.numerator < 0n) return refuse('tariff/quota-balance-missing', where)
  if (isGreater(granted, declared)) return refuse('tariff/quota-exceeds-quantity', where)
  const share = over(granted, declared)
  const rest = { numerator: share.denominator - share.numerator, denominator: share.denominator }
  return { within: partOf(whole, share), beyond: partOf(whole, rest) }
}

function partOf(whole: LevyBase, share: Fraction): LevyBase {
  const quantities = whole.quantities.map(({ value, unit }) => ({ value: times(value, share), unit }))
  return { ...whole, value: times(whole.value, share), quantities }
}
