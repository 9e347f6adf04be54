import { tenTo, type Decimal } from './decimal.ts'
import { invariant } from './invariant.ts'
import type { Money } from './money.ts'
import { divideWhole, type Rounding } from './rounding.ts'

/** The days that a year is counted as: 360 (money market), 365 (fixed). */
export type DayBasis = 360 | 365

/** How long interest runs, on which basis, and how it is rounded. */
export type InterestTerm = { readonly days: number; readonly dayBasis: DayBasis; readonly rounding: Rounding }

/** Simple interest: principal x rate per cent a year x days / basis, rounded once. Days are whole and not negative. */
export function interest<C extends string>(
  principal: Money<C>,
  ratePercentYear: Decimal,
  { days, dayBasis, rounding }: InterestTerm,
): Money<C> {
  invariant(Number.isSafeInteger(days) && days >= 0, `days out of range: ${days}`)
  const numerator = principal.amount * ratePercentYear.coefficient * BigInt(days)
  const denominator = BigInt(dayBasis) * tenTo(ratePercentYear.scale + 2)
  return { amount: divideWhole(numerator, denominator, rounding), currency: principal.currency }
}
