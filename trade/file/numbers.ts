import { type Decimal, isMalformed, type Money, parseDecimal, parseMoney } from '@entrepot/money'
import type { Path } from './path.ts'
import type { Value } from './value.ts'
import type { FileView } from './view.ts'

/** Reads a decimal element; `undefined` where it is not there for this reader or not a decimal. */
export function decimalAt(file: FileView, path: Path): Decimal | undefined {
  const text = file.text(path)
  if (text === undefined) return undefined
  const value = parseDecimal(text)
  return isMalformed(value) ? undefined : value
}

/** Reads an amount whose currency stands in another element. */
export function amountAt(file: FileView, path: Path, currency: Path): Money | undefined {
  const text = file.text(path)
  const code = file.text(currency)
  if (text === undefined || code === undefined) return undefined
  const value = parseMoney(text, code)
  return isMalformed(value) ? undefined : value
}

/** Reads an element of type money, `{ amount, currency }`. */
export function moneyAt(file: FileView, path: Path): Money | undefined {
  return moneyOf(file.value(path))
}

/** Reads a value of type money. */
export function moneyOf(value: Value | undefined): Money | undefined {
  if (typeof value !== 'object' || !('amount' in value) || !('currency' in value)) return undefined
  const { amount, currency } = value
  if (typeof amount !== 'string' || typeof currency !== 'string') return undefined
  const money = parseMoney(amount, currency)
  return isMalformed(money) ? undefined : money
}
