import { type Money, zeroMoney } from '@entrepot/money'
import { type Fraction, plus, shareOut, toMoney, zero } from './fraction.ts'
import type { RoundingRule } from './measure.ts'

/** Rounds exact amounts item by item, or each key's sum once and then divided again, as the rule says. */
export function rounded<C extends string>(
  amounts: readonly { readonly key: string; readonly exact: Fraction }[],
  currency: C,
  rule: RoundingRule,
): readonly Money<C>[] {
  if (rule.stage === 'item') return amounts.map(({ exact }) => toMoney(exact, currency, rule))
  const result = amounts.map(() => zeroMoney(currency))
  for (const key of new Set(amounts.map((each) => each.key))) {
    const places = amounts.flatMap((each, place) => (each.key === key ? [place] : []))
    const exact = places.map((place) => amounts[place]?.exact ?? zero)
    const shares = shareOut(toMoney(exact.reduce(plus, zero), currency, rule), exact)
    for (const [nth, place] of places.entries()) result[place] = shares[nth] ?? zeroMoney(currency)
  }
  return result
}
