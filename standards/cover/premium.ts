import {
  compareMoney,
  decimal,
  divideDecimals,
  multiplyDecimals,
  percentOf,
  subtractDecimals,
  type Decimal,
  type Money,
  type Rounding,
} from '@entrepot/money'

/** A premium's rate in per cent of the insured value, its rounding, and the least premium, if there is one. */
export type PremiumTerms<C extends string = string> = {
  readonly ratePercent: Decimal
  readonly rounding: Rounding
  readonly minimum?: Money<C>
}

/** A rate so high that the premium would eat up the whole price, or below zero. */
export type RateRefusal = {
  readonly kind: 'refusal'
  readonly code: 'cover/rate-out-of-range'
  readonly rule: string
}

/** The insured value: so many per cent (110 as a rule) of a CIF or CIP value. */
export function insuredValue<C extends string>(value: Money<C>, percent: Decimal, rounding: Rounding): Money<C> {
  return percentOf(value, percent, rounding)
}

/** The premium on an insured value, rounded once, and never less than the minimum. */
export function premium<C extends string>(insured: Money<C>, terms: PremiumTerms<C>): Money<C> {
  return atLeast(percentOf(insured, terms.ratePercent, terms.rounding), terms.minimum)
}

/**
 * The premium where only cost and freight are quoted, so that the insured value contains the premium itself:
 * (C+F) x p x r / (1 - p x r), p being the insured share of the CIF value (1.10) and r the rate.
 *
 * It is the one figure for which rate x 110 % x (C+F+premium) gives the premium again. The minimum, where it is
 * greater, stands in its place. Refuses a rate below zero, or so high that nothing of the price is left.
 */
export function premiumOnCostAndFreight<C extends string>(
  costAndFreight: Money<C>,
  insuredPercent: Decimal,
  terms: PremiumTerms<C>,
): Money<C> | RateRefusal {
  const one = decimal('10000')
  const share = multiplyDecimals(insuredPercent, terms.ratePercent)
  const rest = subtractDecimals(one, share)
  if (share.coefficient < 0n || rest.coefficient <= 0n) {
    return { kind: 'refusal', code: 'cover/rate-out-of-range', rule: 'premium: 0 <= insured share x rate < 1' }
  }
  const { amount, currency } = costAndFreight
  const minor = divideDecimals(multiplyDecimals({ coefficient: amount, scale: 0 }, share), rest, {
    scale: 0,
    rounding: terms.rounding,
  })
  return atLeast({ amount: minor.coefficient, currency }, terms.minimum)
}

function atLeast<C extends string>(due: Money<C>, minimum: Money<C> | undefined): Money<C> {
  return minimum !== undefined && compareMoney(due, minimum) < 0 ? minimum : due
}
