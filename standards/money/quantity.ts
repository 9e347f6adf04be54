import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
  type Decimal,
  type DecimalMalformed,
} from './decimal.ts'
import { invariant } from './invariant.ts'
import { isMalformed, malformed, type Malformed } from './malformed.ts'
import { type Money, moneyFromDecimal } from './money.ts'
import type { Rounding } from './rounding.ts'
import { unitOf } from './units.ts'

/** How much of something: a decimal and a unit code of UN/ECE Recommendation 20 or 21. */
export type Quantity = { readonly value: Decimal; readonly unit: string }

export type QuantityMalformed = DecimalMalformed | Malformed<'quantity/unit-unknown' | 'quantity/fraction-of-a-piece'>

/**
 * Reads a quantity such as '2400' 'PCE'.
 *
 * Refuses a unit that `units` does not list, what `parseDecimal` refuses, and a fraction of a thing that is counted.
 */
export function parseQuantity(text: string, unit: string): Quantity | QuantityMalformed {
  const listed = unitOf(unit)
  if (listed === undefined) return malformed('quantity/unit-unknown', 0)
  const value = parseDecimal(text)
  if (isMalformed(value)) return value
  const fraction = value.coefficient % 10n ** BigInt(value.scale)
  if (listed.counted && fraction !== 0n) return malformed('quantity/fraction-of-a-piece', text.indexOf('.') + 1)
  return { value, unit }
}

/** Adds two quantities of one unit, else a broken invariant; convert first where units differ. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  requireSameUnit(left, right)
  return { value: addDecimals(left.value, right.value), unit: left.unit }
}

/** Subtracts two quantities of one unit, else a broken invariant. */
export function subtractQuantities(left: Quantity, right: Quantity): Quantity {
  requireSameUnit(left, right)
  return { value: subtractDecimals(left.value, right.value), unit: left.unit }
}

/** Compares two quantities of one unit, else a broken invariant. */
export function compareQuantities(left: Quantity, right: Quantity): -1 | 0 | 1 {
  requireSameUnit(left, right)
  return compareDecimals(left.value, right.value)
}

/** Tells whether one unit can be expressed in the other: both measure the same thing. */
export function isConvertible(from: string, to: string): boolean {
  const source = unitOf(from)
  const target = unitOf(to)
  return source !== undefined && target !== undefined && source.measures === target.measures && !source.counted
}

/** Expresses a quantity in another unit of the same measure, with `scale` decimals, rounded in the named mode. */
export function convertQuantity(
  { value, unit }: Quantity,
  to: string,
  quotient: { readonly scale: number; readonly rounding: Rounding },
): Quantity {
  const source = unitOf(unit)
  const target = unitOf(to)
  invariant(
    source !== undefined && target !== undefined && isConvertible(unit, to),
    `${unit} does not convert to ${to}`,
  )
  return { value: divideDecimals(multiplyDecimals(value, source.factor), target.factor, quotient), unit: to }
}

/** Quantity times unit price (major units, as many decimals as the contract has), rounded once to the minor unit. */
export function priceOf<C extends string>(
  quantity: Quantity,
  unitPrice: { readonly price: Decimal; readonly currency: C },
  rounding: Rounding,
): Money<C> {
  return moneyFromDecimal(multiplyDecimals(quantity.value, unitPrice.price), unitPrice.currency, rounding)
}

function requireSameUnit(left: Quantity, right: Quantity): void {
  invariant(left.unit === right.unit, `${left.unit} and ${right.unit} do not add up`)
}
