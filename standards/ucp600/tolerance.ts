import {
  compareDecimals,
  compareMoney,
  type Decimal,
  decimal,
  divideDecimals,
  formatDecimal,
  formatMoney,
  type Money,
  multiplyDecimals,
  percentOf,
  type Quantity,
  subtractDecimals,
  addDecimals,
  unitOf,
  sumDecimals,
  stripDecimal,
  isConvertible,
  convertQuantity,
} from '@entrepot/money'
import type { CreditLine, DocumentaryCredit, Tolerance } from './credit.ts'
import type { Discrepancy } from './discrepancy.ts'
import type { CommercialInvoice, InvoiceLine } from './documents.ts'

/** The percentages of art. 30. */
export const ABOUT_PERCENT = decimal('10')
export const QUANTITY_PERCENT = decimal('5')
export const SHORT_DRAWING_PERCENT = decimal('5')

const HUNDRED = decimal('100')
const NONE = decimal('0')
/** Digits to which shares in per cent, and quantities in another unit, are worked out. */
const PERCENT_SCALE = 12
const CONVERSION_SCALE = 12

/** Least and most, both allowed. */
export interface Range {
  readonly least: Decimal
  readonly most: Decimal
}

/** The percentages that a tolerance allows; "about" is ten for its own figure alone (art. 30(a)). */
function percentages(tolerance: Tolerance | undefined): { readonly plus: Decimal; readonly minus: Decimal } {
  if (tolerance === undefined) return { plus: NONE, minus: NONE }
  if (tolerance.kind === 'about') return { plus: ABOUT_PERCENT, minus: ABOUT_PERCENT }
  return { plus: tolerance.plusPercent, minus: tolerance.minusPercent }
}

/** The most that may be drawn under the credit (art. 30(a), SWIFT 39A). */
export function greatestAmount(credit: DocumentaryCredit): Money {
  const more = percentOf(credit.amount, percentages(credit.amountTolerance).plus, 'down')
  return { amount: credit.amount.amount + more.amount, currency: credit.amount.currency }
}

/**
 * The quantities that a line of the credit allows: its own tolerance, else five per cent either way, unless it counts
 * packing units or individual items or the drawings exceed the credit's amount (art. 30(a), (b)).
 */
export function quantityRange(line: CreditLine, quantity: Quantity, drawnWithinAmount: boolean): Range {
  const counted = unitOf(quantity.unit)?.counted !== false
  const free = line.quantityTolerance === undefined && !counted && drawnWithinAmount
  const { plus, minus } = free
    ? { plus: QUANTITY_PERCENT, minus: QUANTITY_PERCENT }
    : percentages(line.quantityTolerance)
  return around(quantity.value, plus, minus)
}

/**
 * Judges the invoiced goods, quantities and prices of all invoices together, line by line of the credit: nothing that
 * the credit does not call for (art. 18(c)), quantities and prices within their tolerances (art. 30(a), (b)).
 */
export function judgeLines(
  invoices: readonly CommercialInvoice[],
  claimed: Money,
  credit: DocumentaryCredit,
): readonly Discrepancy[] {
  if (invoices.length === 0) return []
  const within = isWithinAmount(claimed, credit)
  const known = new Set(credit.lines.map((line) => line.key))
  const foreign = invoicedLines(invoices).filter(({ line }) => credit.lines.length > 0 && !known.has(line.key))
  return [
    ...foreign.map(notInCredit),
    ...credit.lines.flatMap((line) => {
      const invoiced = invoicedLines(invoices).filter((each) => each.line.key === line.key)
      const where = invoiced[0]?.invoice ?? invoices[0]?.id ?? 'presentation'
      return [...judgeQuantity(line, invoiced, { where, credit, within }), ...judgePrices(line, invoiced)]
    }),
  ]
}

interface Invoiced {
  readonly invoice: string
  readonly line: InvoiceLine
}

interface Ground {
  /** The invoice that a discrepancy of quantity is reported on. */
  readonly where: string
  readonly credit: DocumentaryCredit
  readonly within: boolean
}

function notInCredit({ invoice, line }: Invoiced): Discrepancy {
  const point = {
    field: `lines/${line.key}`,
    found: line.description,
    expected: 'only goods that the credit calls for',
  }
  return { code: 'ucp600/goods-not-in-credit', rule: 'UCP 600 art. 18(c)', document: invoice, ...point }
}

function judgeQuantity(line: CreditLine, invoiced: readonly Invoiced[], ground: Ground): readonly Discrepancy[] {
  const { quantity } = line
  if (quantity === undefined) return []
  const { unit } = quantity
  const field = `lines/${line.key}/quantity`
  const other = invoiced.find((each) => inUnit(each.line.quantity, unit) === undefined)
  if (other !== undefined) {
    const point = { field, found: text(other.line.quantity.value, other.line.quantity.unit), expected: `in ${unit}` }
    return [{ code: 'ucp600/quantity-in-other-unit', rule: 'UCP 600 art. 18(c)', document: other.invoice, ...point }]
  }
  const range = quantityRange(line, quantity, ground.within)
  const total = totalQuantity(invoiced, unit)
  const rule = line.quantityTolerance !== undefined ? 'UCP 600 art. 30(a)' : 'UCP 600 art. 30(b)'
  const about = { document: ground.where, field, found: text(total, unit) }
  if (compareDecimals(total, range.most) > 0) {
    return [{ code: 'ucp600/quantity-exceeded', rule, ...about, expected: `at most ${text(range.most, unit)}` }]
  }
  if (ground.credit.partialShipments === 'allowed' || compareDecimals(total, range.least) >= 0) return []
  const expected = `at least ${text(range.least, unit)}, partial shipments not allowed`
  return [{ code: 'ucp600/quantity-short', rule: `${rule}, 31(a)`, ...about, expected }]
}

function judgePrices(line: CreditLine, invoiced: readonly Invoiced[]): readonly Discrepancy[] {
  const price = line.unitPrice
  if (price === undefined) return []
  const { plus, minus } = percentages(line.unitPriceTolerance)
  const range = around(price, plus, minus)
  const stated = line.unitPriceTolerance === undefined
  return invoiced
    .filter((each) => !isIn(each.line.unitPrice, range))
    .map((each) => ({
      code: 'ucp600/price-not-as-credit',
      rule: stated ? 'UCP 600 art. 18(c)' : 'UCP 600 art. 30(a)',
      document: each.invoice,
      field: `lines/${line.key}/unitPrice`,
      found: formatDecimal(each.line.unitPrice),
      expected: stated ? formatDecimal(price) : rangeText(range),
    }))
}

/** Judges a drawing above what the credit permits, or in another currency (art. 18(a)(iii), 18(b), 30). */
export function judgeOverdrawing(claimed: Money, credit: DocumentaryCredit): Discrepancy | undefined {
  const most = greatestAmount(credit)
  const about = { document: 'presentation', field: 'claimed', found: `${claimed.currency} ${formatMoney(claimed)}` }
  if (claimed.currency !== most.currency) {
    return {
      code: 'ucp600/amount-in-other-currency',
      rule: 'UCP 600 art. 18(a)(iii)',
      ...about,
      expected: most.currency,
    }
  }
  if (compareMoney(claimed, most) <= 0) return undefined
  const expected = `at most ${most.currency} ${formatMoney(most)}`
  return { code: 'ucp600/overdrawn', rule: 'UCP 600 art. 18(b), 30(a)', ...about, expected }
}

/**
 * Judges a drawing below the credit's amount where partial shipments are not allowed.
 *
 * What a smaller quantity or price within its own tolerance makes less may be less. Otherwise five per cent less will
 * do, if the quantity is shipped in full and the price is not reduced, where the credit states them; where the credit
 * states a tolerance or says "about", that binds instead (art. 30(c)).
 */
export function judgeShortDrawing(
  invoices: readonly CommercialInvoice[],
  claimed: Money,
  credit: DocumentaryCredit,
): Discrepancy | undefined {
  if (credit.partialShipments === 'allowed' || claimed.currency !== credit.amount.currency) return undefined
  if (invoices.length === 0) return undefined
  const least = leastAmount(invoices, credit)
  if (claimed.amount >= least.amount) return undefined
  return {
    code: 'ucp600/short-drawing',
    rule: 'UCP 600 art. 30(c)',
    document: 'presentation',
    field: 'claimed',
    found: `${claimed.currency} ${formatMoney(claimed)}`,
    expected: `at least ${least.currency} ${formatMoney(least)}, partial shipments not allowed`,
  }
}

function leastAmount(invoices: readonly CommercialInvoice[], credit: DocumentaryCredit): Money {
  const { amount, amountTolerance, lines } = credit
  const shipments = lines.map((line) => shipped(line, invoices))
  const noneStated = amountTolerance === undefined && lines.every((line) => line.quantityTolerance === undefined)
  const full = shipments.every((each) => each.full && !each.priceReduced)
  const minus = noneStated && full ? SHORT_DRAWING_PERCENT : percentages(amountTolerance).minus
  const least = amount.amount - percentOf(amount, minus, 'down').amount
  if (shipments.some((each) => each.priceReduced)) return { ...amount, amount: least }
  const inProportion = percentOf(amount, shippedPercent(shipments), 'down').amount
  return { ...amount, amount: inProportion < least ? inProportion : least }
}

/** What was invoiced of a line, and what the credit states; values only where the credit states a price. */
interface Shipment {
  readonly full: boolean
  readonly priceReduced: boolean
  readonly invoiced: Decimal
  readonly stated: Decimal
  readonly priced: boolean
}

function shipped(line: CreditLine, invoices: readonly CommercialInvoice[]): Shipment {
  const { quantity, unitPrice } = line
  const of = invoicedLines(invoices).filter((each) => each.line.key === line.key)
  const cheaper = of.some((each) => unitPrice !== undefined && compareDecimals(each.line.unitPrice, unitPrice) < 0)
  const priceReduced = cheaper && line.unitPriceTolerance === undefined
  if (quantity === undefined) return { full: true, priceReduced, invoiced: HUNDRED, stated: HUNDRED, priced: false }
  const total = totalQuantity(of, quantity.unit)
  const full = compareDecimals(total, quantity.value) >= 0
  if (unitPrice === undefined) return { full, priceReduced, invoiced: total, stated: quantity.value, priced: false }
  const cheapest = of.reduce((least, { line: { unitPrice: price } }) => lesser(price, least), unitPrice)
  const invoiced = multiplyDecimals(total, cheapest)
  return { full, priceReduced, invoiced, stated: multiplyDecimals(quantity.value, unitPrice), priced: true }
}

/** The part shipped in per cent: by value where every line is priced, else of the line of which the least was shipped. */
function shippedPercent(shipments: readonly Shipment[]): Decimal {
  if (shipments.every((each) => each.priced) && shipments.length > 0) {
    return percent(
      sumDecimals(shipments.map((each) => each.invoiced)),
      sumDecimals(shipments.map((each) => each.stated)),
    )
  }
  return shipments.reduce((least, each) => lesser(percent(each.invoiced, each.stated), least), HUNDRED)
}

function percent(part: Decimal, whole: Decimal): Decimal {
  if (whole.coefficient === 0n) return HUNDRED
  return divideDecimals(multiplyDecimals(part, HUNDRED), whole, { scale: PERCENT_SCALE, rounding: 'down' })
}

function lesser(a: Decimal, b: Decimal): Decimal {
  return compareDecimals(a, b) < 0 ? a : b
}

function isWithinAmount(claimed: Money, credit: DocumentaryCredit): boolean {
  return claimed.currency === credit.amount.currency && compareMoney(claimed, credit.amount) <= 0
}

function invoicedLines(invoices: readonly CommercialInvoice[]): readonly Invoiced[] {
  return invoices.flatMap((invoice) => invoice.lines.map((line) => ({ invoice: invoice.id, line })))
}

/** A line in another unit adds nothing; it is a discrepancy of its own. */
function totalQuantity(lines: readonly Invoiced[], unit: string): Decimal {
  return sumDecimals(lines.flatMap((each) => inUnit(each.line.quantity, unit) ?? []))
}

function inUnit(quantity: Quantity, unit: string): Decimal | undefined {
  if (quantity.unit === unit) return quantity.value
  if (!isConvertible(quantity.unit, unit)) return undefined
  return stripDecimal(convertQuantity(quantity, unit, { scale: CONVERSION_SCALE, rounding: 'half-up' }).value)
}

function around(value: Decimal, plus: Decimal, minus: Decimal): Range {
  const part = (per: Decimal) => multiplyDecimals(value, { ...per, scale: per.scale + 2 })
  return {
    least: stripDecimal(subtractDecimals(value, part(minus))),
    most: stripDecimal(addDecimals(value, part(plus))),
  }
}

function isIn(value: Decimal, range: Range): boolean {
  return compareDecimals(value, range.least) >= 0 && compareDecimals(value, range.most) <= 0
}

function rangeText(range: Range): string {
  return `${formatDecimal(range.least)} to ${formatDecimal(range.most)}`
}

function text(value: Decimal, unit: string): string {
  return `${formatDecimal(value)} ${unit}`
}
