import { BrokenInvariant, invariant } from './invariant.ts'
import { isMalformed, malformed, type Malformed } from './malformed.ts'
import { absolute, divideWhole, type Rounding } from './rounding.ts'

/**
 * An exact decimal number: `coefficient` / 10^`scale`.
 *
 * The scale is kept as it was written ('15.40' stays '15.40'); comparison goes by value.
 */
export type Decimal = { readonly coefficient: bigint; readonly scale: number }

/** The most digits, before and after the point together, that a decimal may be written with. */
export const maxDecimalDigits = 38
/** The most digits after the point that a decimal may be written with. */
export const maxDecimalScale = 18
/** The most digits after the point that a division may be asked for. */
export const maxQuotientScale = 64

export type DecimalMalformed = Malformed<
  'decimal/syntax' | 'decimal/negative-zero' | 'decimal/too-many-digits' | 'decimal/too-many-decimals'
>

const decimalSyntax = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/
// A sign and a point beside the digits: anything longer is refused before the pattern looks at it.
const longestText = maxDecimalDigits + 2

/**
 * Reads a decimal: an optional minus, digits without leading zeros, an optional point with digits.
 *
 * Refuses a plus sign, exponents, grouping, blanks, a bare point, minus zero, and more than `maxDecimalDigits`
 * digits or `maxDecimalScale` decimals, so that one value of one scale has one text alone.
 */
export function parseDecimal(text: string): Decimal | DecimalMalformed {
  if (text.length > longestText) return malformed('decimal/too-many-digits', longestText, maxDecimalDigits)
  const match = decimalSyntax.exec(text)
  if (match === null) return malformed('decimal/syntax', offendingOffset(text))
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole.length + fraction.length > maxDecimalDigits) {
    return malformed('decimal/too-many-digits', sign.length + maxDecimalDigits, maxDecimalDigits)
  }
  if (fraction.length > maxDecimalScale) {
    return malformed('decimal/too-many-decimals', sign.length + whole.length + 1 + maxDecimalScale, maxDecimalScale)
  }
  const magnitude = BigInt(whole + fraction)
  if (sign === '-' && magnitude === 0n) return malformed('decimal/negative-zero', 0)
  return { coefficient: sign === '-' ? -magnitude : magnitude, scale: fraction.length }
}

function offendingOffset(text: string): number {
  const prefix = /^-?(?:0|[1-9][0-9]*)?(?:(?<=[0-9])\.[0-9]*)?/.exec(text)
  return prefix === null ? 0 : prefix[0].length
}

/** A decimal written in a program or a table of ours; a text that does not read is a broken invariant. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text)
  if (isMalformed(value)) throw new BrokenInvariant(`not a decimal: ${text} (${value.code} at ${value.at})`)
  return value
}

/** A whole number as a decimal. */
export function wholeDecimal(value: bigint): Decimal {
  return { coefficient: value, scale: 0 }
}

/** Writes a decimal in its one form, with as many decimals as its scale. */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  const digits = absolute(coefficient)
    .toString()
    .padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = coefficient < 0n ? '-' : ''
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`
}

/** The exact sum, in the finer of the two scales. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = aligned(left, right)
  return { coefficient: a + b, scale }
}

/** The exact difference, in the finer of the two scales. */
export function subtractDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = aligned(left, right)
  return { coefficient: a - b, scale }
}

/** The exact product; its scale is the sum of the scales. */
export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return { coefficient: left.coefficient * right.coefficient, scale: left.scale + right.scale }
}

/** The exact sum of a list; nothing adds up to 0. */
export function sumDecimals(values: readonly Decimal[]): Decimal {
  return values.reduce(addDecimals, wholeDecimal(0n))
}

/** The quotient with `scale` decimals, rounded in the named mode. The divisor must not be zero. */
export function divideDecimals(
  dividend: Decimal,
  divisor: Decimal,
  { scale, rounding }: { readonly scale: number; readonly rounding: Rounding },
): Decimal {
  invariant(Number.isInteger(scale) && scale >= 0 && scale <= maxQuotientScale, `scale out of range: ${scale}`)
  const numerator = dividend.coefficient * tenTo(divisor.scale + scale)
  const denominator = divisor.coefficient * tenTo(dividend.scale)
  return { coefficient: divideWhole(numerator, denominator, rounding), scale }
}

/** The same value with `scale` decimals, rounded in the named mode where digits are lost. */
export function rescaleDecimal(value: Decimal, scale: number, rounding: Rounding): Decimal {
  return divideDecimals(value, wholeDecimal(1n), { scale, rounding })
}

/** The same value without trailing zeros after the point. */
export function stripDecimal(value: Decimal): Decimal {
  let { coefficient, scale } = value
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n
    scale -= 1
  }
  return { coefficient, scale }
}

/** Compares by value: negative when `left` is smaller, 0 when equal, positive when greater. */
export function compareDecimals(left: Decimal, right: Decimal): -1 | 0 | 1 {
  const [a, b] = aligned(left, right)
  return a < b ? -1 : a > b ? 1 : 0
}

/** Both coefficients in the finer scale, and that scale. */
function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale)
  return [left.coefficient * tenTo(scale - left.scale), right.coefficient * tenTo(scale - right.scale), scale]
}

/** 10 to the power of a small whole number. */
export function tenTo(power: number): bigint {
  return 10n ** BigInt(power)
}
