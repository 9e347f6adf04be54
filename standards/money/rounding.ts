import { invariant } from './invariant.ts'

/**
 * How a quotient that does not come out even is rounded.
 *
 * - `half-up`: to the nearest, a half away from zero (commercial rounding)
 * - `half-even`: to the nearest, a half to the even neighbour
 * - `down`: towards zero; `up`: away from zero
 * - `floor`: towards minus infinity; `ceiling`: towards plus infinity
 */
export type Rounding = (typeof roundings)[number]

/** All rounding modes, in the order of their description. */
export const roundings = ['half-up', 'half-even', 'down', 'up', 'floor', 'ceiling'] as const

/** Tells whether a text names a rounding mode. */
export function isRounding(text: string): text is Rounding {
  return roundings.some((mode) => mode === text)
}

/** Divides two whole numbers and rounds in the named mode. The denominator must not be zero. */
export function divideWhole(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  invariant(denominator !== 0n, 'division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const dividend = absolute(numerator)
  const divisor = absolute(denominator)
  const quotient = dividend / divisor
  const remainder = dividend % divisor
  const awayFromZero = remainder !== 0n && roundsAway(rounding, { negative, quotient, twice: remainder * 2n, divisor })
  const magnitude = awayFromZero ? quotient + 1n : quotient
  return negative ? -magnitude : magnitude
}

type Remainder = {
  readonly negative: boolean
  readonly quotient: bigint
  readonly twice: bigint
  readonly divisor: bigint
}

function roundsAway(rounding: Rounding, { negative, quotient, twice, divisor }: Remainder): boolean {
  switch (rounding) {
    case 'half-up':
      return twice >= divisor
    case 'half-even':
      return twice > divisor || (twice === divisor && quotient % 2n === 1n)
    case 'down':
      return false
    case 'up':
      return true
    case 'floor':
      return negative
    case 'ceiling':
      return !negative
  }
}

/** The magnitude of a whole number. */
export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
