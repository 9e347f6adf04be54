import { tenTo, type Decimal } from './decimal.ts'
import { malformed, type Malformed } from './malformed.ts'
import { type Money, sumMoney } from './money.ts'
import { absolute, divideWhole, type Rounding } from './rounding.ts'

/** What a share is measured by: a decimal (kilograms, cubic metres) or a whole number (minor units, packages). */
export type Weight = Decimal | bigint

/** The most shares that one amount is divided into. */
export const maxShares = 100_000

export type ApportionMalformed = Malformed<
  'apportion/negative-weight' | 'apportion/no-weight' | 'apportion/too-many-shares'
>

/**
 * Divides an amount in proportion to weights by largest remainder; the shares always add up to the amount.
 *
 * Each share is first cut to whole minor units; the units left over go one each to the largest cut-off remainders,
 * among equal remainders to the earlier share. A negative amount is divided as its magnitude.
 * Refuses a negative weight, weights that are all zero (or none), and more than `maxShares` of them.
 */
export function apportion<C extends string>(
  total: Money<C>,
  weights: readonly Weight[],
): readonly Money<C>[] | ApportionMalformed {
  const measured = measure(weights)
  if ('kind' in measured) return measured
  const sum = measured.reduce((a, b) => a + b, 0n)
  const magnitude = absolute(total.amount)
  const shares = measured.map((weight) => (magnitude * weight) / sum)
  const leftOver = Number(magnitude - shares.reduce((a, b) => a + b, 0n))
  const byRemainder = measured
    .map((weight, index) => ({ index, remainder: (magnitude * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  const raised = new Set(byRemainder.slice(0, leftOver).map(({ index }) => index))
  const sign = total.amount < 0n ? -1n : 1n
  return shares.map((share, index) => ({
    amount: sign * (raised.has(index) ? share + 1n : share),
    currency: total.currency,
  }))
}

/**
 * Divides an amount in proportion to weights, each share rounded by itself in the named mode; what rounding left
 * over or took too much goes to the share of greatest weight (the earliest of equals), so that they always add up.
 *
 * For tariffs and contracts that prescribe the rounding of each line. Refuses what `apportion` refuses.
 */
export function apportionRounded<C extends string>(
  total: Money<C>,
  weights: readonly Weight[],
  rounding: Rounding,
): readonly Money<C>[] | ApportionMalformed {
  const measured = measure(weights)
  if ('kind' in measured) return measured
  const sum = measured.reduce((a, b) => a + b, 0n)
  const shares = measured.map((weight) => ({
    amount: divideWhole(total.amount * weight, sum, rounding),
    currency: total.currency,
  }))
  const difference = total.amount - sumMoney(shares, total.currency).amount
  const heaviest = measured.reduce((best, weight, index) => (weight > (measured[best] ?? 0n) ? index : best), 0)
  return shares.map((share, index) => (index === heaviest ? { ...share, amount: share.amount + difference } : share))
}

function measure(weights: readonly Weight[]): readonly bigint[] | ApportionMalformed {
  if (weights.length > maxShares) return malformed('apportion/too-many-shares', maxShares, maxShares)
  const scale = weights.reduce((finest, weight) => Math.max(finest, scaleOf(weight)), 0)
  const measured = weights.map((weight) => coefficientOf(weight) * tenTo(scale - scaleOf(weight)))
  const negative = measured.findIndex((weight) => weight < 0n)
  if (negative >= 0) return malformed('apportion/negative-weight', negative)
  if (measured.every((weight) => weight === 0n)) return malformed('apportion/no-weight', 0)
  return measured
}

function scaleOf(weight: Weight): number {
  return typeof weight === 'bigint' ? 0 : weight.scale
}

function coefficientOf(weight: Weight): bigint {
  return typeof weight === 'bigint' ? weight : weight.coefficient
}
