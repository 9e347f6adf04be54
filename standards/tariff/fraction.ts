import {
  apportion,
  divideWhole,
  invariant,
  isMalformed,
  moneyToDecimal,
  zeroMoney,
  type Decimal,
  type Money,
  type Rounding,
} from '@entrepot/money'

/** An exact quotient on the way to an amount, in major units; the denominator is greater than zero. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

export const zero: Fraction = { numerator: 0n, denominator: 1n }

export function fractionOf({ coefficient, scale }: Decimal): Fraction {
  return { numerator: coefficient, denominator: 10n ** BigInt(scale) }
}

export function fractionOfMoney(value: Money): Fraction {
  return fractionOf(moneyToDecimal(value))
}

export function plus(left: Fraction, right: Fraction): Fraction {
  const denominator = commonMultiple(left.denominator, right.denominator)
  const numerator =
    left.numerator * (denominator / left.denominator) + right.numerator * (denominator / right.denominator)
  return { numerator, denominator }
}

function commonMultiple(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right]
  while (b !== 0n) [a, b] = [b, a % b]
  return (left / a) * right
}

export function times(left: Fraction, right: Fraction): Fraction {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator }
}

/** The divisor must be greater than zero. */
export function over(left: Fraction, right: Fraction): Fraction {
  invariant(right.numerator > 0n, 'a divisor is greater than zero')
  return { numerator: left.numerator * right.denominator, denominator: left.denominator * right.numerator }
}

export function isGreater(left: Fraction, right: Fraction): boolean {
  return left.numerator * right.denominator > right.numerator * left.denominator
}

/** Rounds once, to `decimals` of the major unit, which the currency's minor unit must be able to show. */
export function toMoney<C extends string>(
  value: Fraction,
  currency: C,
  { decimals, rounding }: { readonly decimals: number; readonly rounding: Rounding },
): Money<C> {
  const exponent = moneyToDecimal(zeroMoney(currency)).scale
  const kept = Math.min(decimals, exponent)
  const units = divideWhole(value.numerator * 10n ** BigInt(kept), value.denominator, rounding)
  return { amount: units * 10n ** BigInt(exponent - kept), currency }
}

/** The rounding of an amount that keeps all decimals of its currency. */
export function inMinorUnits(rounding: Rounding): { readonly decimals: number; readonly rounding: Rounding } {
  return { decimals: Number.MAX_SAFE_INTEGER, rounding }
}

/** Divides a rounded total over the exact amounts that it is the sum of; the shares add up to it. */
export function shareOut<C extends string>(total: Money<C>, exact: readonly Fraction[]): readonly Money<C>[] {
  const denominator = exact.reduce((multiple, each) => commonMultiple(multiple, each.denominator), 1n)
  const shares = apportion(
    total,
    exact.map((each) => (each.numerator * denominator) / each.denominator),
  )
  return isMalformed(shares) ? exact.map(() => zeroMoney(total.currency)) : shares
}
