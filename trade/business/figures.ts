import {
  addDecimals,
  currencyExponent,
  type Decimal,
  decimal,
  type Money,
  moneyFromDecimal,
  multiplyDecimals,
  subtractMoney,
  sumMoney,
} from '@entrepot/money'
import { decimalAt, type FileView, moneyAt, type Path } from '@entrepot/trade/file'

/** Cubic centimetres in a cubic metre, as a power of ten. */
const CUBIC_METRE_SCALE = 6

/** Lines of a sale, in the order in which they were first stated. */
export function linesOf(sale: FileView): readonly string[] {
  return sale.enumerate('/lines')
}

/** Quantity times price of one line, rounded half up to the currency's minor unit. */
export function lineAmount(sale: FileView, line: string): Money | undefined {
  const price = decimalAt(sale, `/lines/${line}/price`)
  const quantity = decimalAt(sale, `/lines/${line}/quantity`)
  const currency = sale.text('/currency')
  if (!price || !quantity || currency === undefined || currencyExponent(currency) === undefined) return undefined
  return moneyFromDecimal(multiplyDecimals(price, quantity), currency, 'half-up')
}

/** The sum of all lines, or `undefined` where one has no amount yet. */
export function totalAmount(sale: FileView): Money | undefined {
  const currency = sale.text('/currency')
  const amounts = linesOf(sale).map((line) => lineAmount(sale, line))
  if (currency === undefined || amounts.length === 0 || amounts.some((amount) => amount === undefined)) return undefined
  return sumMoney(
    amounts.filter((amount) => amount !== undefined),
    currency,
  )
}

/** Cartons of one line times a figure per carton. */
function perLine(sale: FileView, line: string, figure: Decimal | undefined): Decimal | undefined {
  const cartons = decimalAt(sale, `/lines/${line}/cartons`)
  return cartons && figure ? multiplyDecimals(cartons, figure) : undefined
}

/** Net weight of a line in kilograms. */
export const lineNetKg = (sale: FileView, line: string): Decimal | undefined =>
  perLine(sale, line, decimalAt(sale, `/lines/${line}/netPerCartonKg`))

/** Gross weight of a line in kilograms. */
export const lineGrossKg = (sale: FileView, line: string): Decimal | undefined =>
  perLine(sale, line, decimalAt(sale, `/lines/${line}/grossPerCartonKg`))

/** Volume of a line in cubic metres: cartons times length, width and height in centimetres. */
export function lineVolume(sale: FileView, line: string): Decimal | undefined {
  const sides = sale.value(`/lines/${line}/cartonCm` as Path)
  if (!Array.isArray(sides) || sides.length !== 3) return undefined
  const product = sides.reduce((volume: Decimal, side) => multiplyDecimals(volume, decimal(String(side))), decimal('1'))
  return perLine(sale, line, { coefficient: product.coefficient, scale: product.scale + CUBIC_METRE_SCALE })
}

/** The sum of a figure over all lines, or `undefined` where one is missing. */
export function overLines(
  sale: FileView,
  figure: (sale: FileView, line: string) => Decimal | undefined,
): Decimal | undefined {
  let sum: Decimal | undefined
  for (const line of linesOf(sale)) {
    const value = figure(sale, line)
    if (!value) return undefined
    sum = sum ? addDecimals(sum, value) : value
  }
  return sum
}

/** Cartons of one line. */
export const lineCartons = (sale: FileView, line: string): Decimal | undefined =>
  decimalAt(sale, `/lines/${line}/cartons`)

/** What an invoice asks for: the goods' total less its deductions; nothing where one is in another currency. */
export function invoiceDue(sale: FileView, invoice: string): Money | undefined {
  let due = totalAmount(sale)
  for (const each of sale.enumerate(`/invoices/${invoice}/deductions`)) {
    const amount = moneyAt(sale, `/invoices/${invoice}/deductions/${each}/amount`)
    if (!due || amount?.currency !== due.currency) return undefined
    due = subtractMoney(due, amount)
  }
  return due
}
