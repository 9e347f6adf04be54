import { currencyExponent } from './currency.ts'
import { multiplyDecimals, parseDecimal, formatDecimal, tenTo, type Decimal, type DecimalMalformed } from './decimal.ts'
import { BrokenInvariant, invariant } from './invariant.ts'
import { isMalformed, malformed, type Malformed } from './malformed.ts'
import { absolute, divideWhole, type Rounding } from './rounding.ts'

/** An amount of money: whole minor units (cents, fen, yen) and its ISO 4217 currency code. */
export type Money<C extends string = string> = { readonly amount: bigint; readonly currency: C }

/** The most digits of minor units that money is read or kept with, so that it fits a signed 64-bit column. */
export const maxMinorDigits = 18
/** The greatest magnitude, in minor units, of money that is read or kept. */
export const maxMinorUnits = tenTo(maxMinorDigits) - 1n

export type MoneyMalformed =
  | DecimalMalformed
  | Malformed<'money/currency-unknown' | 'money/too-many-decimals' | 'money/out-of-range'>

/**
 * Reads an amount such as '50100.00' in a currency.
 *
 * Refuses an unknown currency, whatever `parseDecimal` refuses, more decimals than the currency's minor unit has
 * (even zeros), and a magnitude above `maxMinorUnits`. Fewer decimals are read ('15.4' USD is 15.40).
 */
export function parseMoney<C extends string>(text: string, currency: C): Money<C> | MoneyMalformed {
  const exponent = currencyExponent(currency)
  if (exponent === undefined) return malformed('money/currency-unknown', 0)
  const value = parseDecimal(text)
  if (isMalformed(value)) return value
  if (value.scale > exponent) return malformed('money/too-many-decimals', text.indexOf('.') + 1 + exponent, exponent)
  const amount = value.coefficient * tenTo(exponent - value.scale)
  if (absolute(amount) > maxMinorUnits) return malformed('money/out-of-range', 0, maxMinorDigits)
  return { amount, currency }
}

/** Money written in a program or a table of ours; a text that does not read is a broken invariant. */
export function money<C extends string>(text: string, currency: C): Money<C> {
  const value = parseMoney(text, currency)
  if (isMalformed(value)) throw new BrokenInvariant(`not money: ${text} ${currency} (${value.code})`)
  return value
}

/** Nothing, in a currency. */
export function zeroMoney<C extends string>(currency: C): Money<C> {
  return { amount: 0n, currency }
}

/** Writes the amount with all decimals of its currency and without the code: '50100.00', '1200' (JPY), '1.250' (BHD). */
export function formatMoney(value: Money): string {
  return formatDecimal(moneyToDecimal(value))
}

/** The amount in major units, exact. */
export function moneyToDecimal({ amount, currency }: Money): Decimal {
  return { coefficient: amount, scale: exponentOf(currency) }
}

/** A decimal in major units as money, rounded to the currency's minor unit. */
export function moneyFromDecimal<C extends string>(value: Decimal, currency: C, rounding: Rounding): Money<C> {
  const numerator = value.coefficient * tenTo(exponentOf(currency))
  return { amount: divideWhole(numerator, tenTo(value.scale), rounding), currency }
}

/** Tells whether an amount is within what may be read or kept (`maxMinorUnits`); arithmetic itself is unbounded. */
export function isWithinMoneyRange({ amount }: Money): boolean {
  return absolute(amount) <= maxMinorUnits
}

/** Tells whether two amounts may be added or compared. */
export function isSameCurrency(left: Money, right: Money): boolean {
  return left.currency === right.currency
}

/** Adds; both in one currency, else a broken invariant. */
export function addMoney<C extends string>(left: Money<C>, right: Money<C>): Money<C> {
  requireSameCurrency(left, right)
  return { amount: left.amount + right.amount, currency: left.currency }
}

/** Subtracts; both in one currency, else a broken invariant. */
export function subtractMoney<C extends string>(left: Money<C>, right: Money<C>): Money<C> {
  requireSameCurrency(left, right)
  return { amount: left.amount - right.amount, currency: left.currency }
}

/** The same amount with the other sign. */
export function negateMoney<C extends string>({ amount, currency }: Money<C>): Money<C> {
  return { amount: -amount, currency }
}

/** Compares two amounts of one currency, else a broken invariant. */
export function compareMoney<C extends string>(left: Money<C>, right: Money<C>): -1 | 0 | 1 {
  requireSameCurrency(left, right)
  return left.amount < right.amount ? -1 : left.amount > right.amount ? 1 : 0
}

/** Adds a list up; the currency is named so that an empty list has one too. */
export function sumMoney<C extends string>(values: readonly Money<C>[], currency: C): Money<C> {
  return values.reduce((total, value) => addMoney(total, value), zeroMoney(currency))
}

/** An amount times a decimal, such as a unit price times a quantity, rounded once. */
export function multiplyMoney<C extends string>(value: Money<C>, factor: Decimal, rounding: Rounding): Money<C> {
  return moneyFromDecimal(multiplyDecimals(moneyToDecimal(value), factor), value.currency, rounding)
}

/** A percentage of an amount ('0.125' is one eighth of one per cent), rounded once. */
export function percentOf<C extends string>(value: Money<C>, percent: Decimal, rounding: Rounding): Money<C> {
  return multiplyMoney(value, { coefficient: percent.coefficient, scale: percent.scale + 2 }, rounding)
}

/** How a quoted rate is applied: `multiply` by units of the new currency for one of the old, `divide` by the reverse. */
export type Conversion = { readonly rounding: Rounding; readonly direction: 'multiply' | 'divide' }

/** Exchanges an amount at a quoted rate (greater than zero), in major units, rounded once to the new minor unit. */
export function convertMoney<C extends string>(
  value: Money,
  rate: Decimal,
  to: { readonly currency: C } & Conversion,
): Money<C> {
  invariant(rate.coefficient > 0n, 'an exchange rate is greater than zero')
  if (to.direction === 'multiply') {
    return moneyFromDecimal(multiplyDecimals(moneyToDecimal(value), rate), to.currency, to.rounding)
  }
  const from = moneyToDecimal(value)
  const numerator = from.coefficient * tenTo(rate.scale + exponentOf(to.currency))
  return { amount: divideWhole(numerator, rate.coefficient * tenTo(from.scale), to.rounding), currency: to.currency }
}

function requireSameCurrency(left: Money, right: Money): void {
  invariant(isSameCurrency(left, right), `${left.currency} and ${right.currency} do not add up`)
}

function exponentOf(currency: string): number {
  const exponent = currencyExponent(currency)
  invariant(exponent !== undefined, `currency unknown: ${currency}`)
  return exponent
}
