import { type Money, zeroMoney } from '@entrepot/money'
import type { DutyLine } from './assessment.ts'
import type { DeclaredItem, ImportDeclaration } from './declaration.ts'
import { type Fraction, fractionOfMoney, inMinorUnits, toMoney } from './fraction.ts'
import { divideAtQuota, levied, type LevyBase, measured } from './levy.ts'
import type { DutyMeasure, Tariff } from './measure.ts'
import { isRefusal, type TariffRefusal } from './refusal.ts'
import { rounded } from './rounded.ts'
import { selectDuties } from './select.ts'

type Levy = { readonly index: number; readonly measure: DutyMeasure; readonly base: Fraction; readonly exact: Fraction }

/** The duty lines of each item, in the order of the items. */
export function assessDuties<C extends string>(
  { items, acceptedOn }: ImportDeclaration,
  tariff: Tariff<C>,
  values: readonly Money<C>[],
): readonly (readonly DutyLine<C>[])[] | TariffRefusal {
  const levies: Levy[] = []
  for (const [index, item] of items.entries()) {
    const value = fractionOfMoney(values[index] ?? zeroMoney(tariff.currency))
    const found = leviesOf(item, { tariff, acceptedOn, index, value })
    if (isRefusal(found)) return found
    levies.push(...found)
  }
  const amounts = rounded(
    levies.map(({ measure, exact }) => ({ key: measure.id, exact })),
    tariff.currency,
    tariff.dutyRounding,
  )
  const lines = items.map((): DutyLine<C>[] => [])
  for (const [place, { index, measure, base }] of levies.entries()) {
    lines[index]?.push({
      measure: measure.id,
      kind: measure.kind,
      base: toMoney(base, tariff.currency, inMinorUnits(tariff.dutyRounding.rounding)),
      rate: measure.rate,
      amount: amounts[place] ?? zeroMoney(tariff.currency),
    })
  }
  return lines
}

type ItemContext = {
  readonly tariff: Tariff
  readonly acceptedOn: string
  readonly index: number
  readonly value: Fraction
}

function leviesOf(item: DeclaredItem, context: ItemContext): readonly Levy[] | TariffRefusal {
  const { tariff, acceptedOn, index, value } = context
  const selected = selectDuties(item, tariff, acceptedOn)
  if (isRefusal(selected)) return selected
  const { normal, claimed, additional } = selected
  const whole = { value, quantities: measured(item.quantities), currency: tariff.currency, item: item.id }
  const parts: { readonly measure: DutyMeasure; readonly base: LevyBase }[] = []
  if (claimed?.kind === 'quota') {
    const divided = divideAtQuota(item, whole, claimed.unit)
    if (isRefusal(divided)) return divided
    parts.push({ measure: claimed, base: divided.within })
    if (divided.beyond.value.numerator > 0n) parts.push({ measure: normal, base: divided.beyond })
  } else {
    parts.push({ measure: claimed ?? normal, base: whole })
  }
  parts.push(...additional.map((measure) => ({ measure, base: whole })))
  const levies: Levy[] = []
  for (const { measure, base } of parts) {
    const exact = levied(measure.rate, base)
    if (isRefusal(exact)) return exact
    levies.push({ index, measure, base: base.value, exact })
  }
  return levies
}
