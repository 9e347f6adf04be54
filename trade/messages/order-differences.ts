import { type Content, type Fields, isContentList, isFields, type PlacedElement } from '@entrepot/edi'
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  formatDecimal,
  formatMoney,
  isMalformed,
  moneyFromDecimal,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
} from '@entrepot/money'
import { saysSame } from './same-said.ts'

/** A message's fields, and where each stands in it. */
export interface PlacedFields {
  readonly fields: Fields
  /** The place of a field by its JSON pointer. */
  placeOf(pointer: string): PlacedElement | undefined
}

/** What an order would say under its contract: terms by field, lines in order. */
export interface AgreedOrder {
  readonly terms: ReadonlyMap<string, string>
  readonly lines: readonly AgreedLine[]
  /** How much a quantity may differ, as the contract says it. */
  readonly tolerance?: string
}

/** One line of a contract: its instance, and its terms by column. */
export interface AgreedLine {
  readonly id: string
  readonly terms: ReadonlyMap<string, string>
}

/**
 * - `differs`: the order says otherwise than the contract
 * - `added`: the order says what the contract does not
 * - `line-missing`: the contract has a line that the order has not
 * - `line-extra`: the order has a line that the contract has not
 */
export type DifferenceKind = 'differs' | 'added' | 'line-missing' | 'line-extra'

/** One difference between an order and its contract. */
export interface OrderDifference {
  readonly kind: DifferenceKind
  /** `latestShipment`, `lines/l1/price`; of a line that the contract has not, its position, `lines/3`. */
  readonly field: string
  readonly ordered?: string
  readonly agreed?: string
  /** The tolerance of the contract within which it is. */
  readonly within?: string
  /** Where the order says so: `SG28[2]/SG32[1]/PRI[1]`, element and component. */
  readonly place?: Pick<PlacedElement, 'path' | 'element' | 'component'>
}

/** Terms that are told of apart: what the order is called, and figures that follow from others. */
const APART: ReadonlySet<string> = new Set(['number', 'date', 'function', 'total', 'buyerId', 'sellerId'])
const FIGURES: ReadonlySet<string> = new Set(['quantity', 'amount'])

/** Lists what an order says otherwise than its contract. */
export function orderDifferences(order: PlacedFields, agreed: AgreedOrder): OrderDifference[] {
  const rows = rowsOf(order.fields['lines'])
  const pairs = matched(rows, agreed.lines)
  const lines = pairs.flatMap((pair) => lineDifferences(pair, order, agreed))
  const ordered = new Set(pairs.map(({ line }) => line))
  const missing = agreed.lines.filter((line) => !ordered.has(line)).map(missingLine)
  return [...termDifferences(order, agreed), ...lines, ...missing, ...totalDifference(pairs, order, agreed)]
}

function termDifferences({ fields, placeOf }: PlacedFields, { terms }: AgreedOrder): OrderDifference[] {
  return Object.entries(fields).flatMap(([field, ordered]) => {
    if (typeof ordered !== 'string' || APART.has(field)) return []
    return difference({ field, ordered, agreed: terms.get(field), place: placeOf(`/${field}`) })
  })
}

interface Said {
  readonly field: string
  readonly ordered: string
  readonly agreed: string | undefined
  readonly place: PlacedElement | undefined
}

function difference({ field, ordered, agreed, place }: Said): OrderDifference[] {
  if (agreed !== undefined && saysSame(ordered, agreed)) return []
  const kind = agreed === undefined ? 'added' : 'differs'
  return [{ kind, field, ordered, ...(agreed === undefined ? {} : { agreed }), ...at(place) }]
}

function at(place: PlacedElement | undefined): Pick<OrderDifference, 'place'> {
  if (!place) return {}
  const { path, element, component } = place
  return { place: { path, element, component } }
}

/** A line of the order with the line of the contract that it means. */
interface Pair {
  readonly index: number
  readonly row: Fields
  readonly line?: AgreedLine
}

const rowsOf = (content: Content | undefined): readonly Fields[] =>
  content !== undefined && typeof content === 'object' && isContentList(content) ? content.filter(isFields) : []

/** Pairs lines by their goods, else by heading, else by a quantity or a price that they share. */
function matched(rows: readonly Fields[], lines: readonly AgreedLine[]): Pair[] {
  const found = new Map<number, AgreedLine>()
  const taken = new Set<AgreedLine>()
  const pairWhere = (fits: (row: Fields, line: AgreedLine) => boolean): void => {
    for (const [index, row] of rows.entries()) {
      const line = found.has(index) ? undefined : lines.find((each) => !taken.has(each) && fits(row, each))
      if (!line) continue
      found.set(index, line)
      taken.add(line)
    }
  }
  const sharesTerm =
    (column: string) =>
    (row: Fields, { terms }: AgreedLine) => {
      const [ordered, agreed] = [row[column], terms.get(column)]
      return typeof ordered === 'string' && agreed !== undefined && saysSame(ordered, agreed)
    }
  for (const column of ['goods', 'hs6', 'quantity', 'price']) pairWhere(sharesTerm(column))
  return rows.map((row, index) => {
    const line = found.get(index)
    return { index, row, ...(line ? { line } : {}) }
  })
}

function lineDifferences(
  { index, row, line }: Pair,
  { placeOf }: PlacedFields,
  agreed: AgreedOrder,
): OrderDifference[] {
  const pointer = `/lines/${index}`
  if (!line) {
    const ordered = [row['quantity'], row['unit'], row['goods']].filter((text) => typeof text === 'string').join(' ')
    return [{ kind: 'line-extra', field: `lines/${index + 1}`, ordered, ...at(placeOf(`${pointer}/goods`)) }]
  }
  const terms = Object.entries(row).flatMap(([column, ordered]) => {
    if (typeof ordered !== 'string' || column === 'line' || FIGURES.has(column)) return []
    const place = placeOf(`${pointer}/${column}`)
    return difference({ field: `lines/${line.id}/${column}`, ordered, agreed: line.terms.get(column), place })
  })
  const pair = { index, row, line, placeOf }
  return [...terms, ...quantityDifference(pair, agreed), ...amountDifference(pair, agreed)]
}

type Paired = Required<Pair> & Pick<PlacedFields, 'placeOf'>

function quantityDifference({ index, row, line, placeOf }: Paired, { tolerance }: AgreedOrder): OrderDifference[] {
  const ordered = row['quantity']
  const agreed = line.terms.get('quantity')
  if (typeof ordered !== 'string') return []
  const place = placeOf(`/lines/${index}/quantity`)
  const [found] = difference({ field: `lines/${line.id}/quantity`, ordered, agreed, place })
  if (!found) return []
  const isWithin = agreed !== undefined && tolerance !== undefined && within(ordered, agreed, tolerance)
  return [isWithin ? { ...found, within: tolerance } : found]
}

/** Whether a quantity is within `plus or minus 5 %` of another. */
function within(ordered: string, agreed: string, tolerance: string): boolean {
  const percent = /([0-9]+(?:\.[0-9]+)?) ?%/.exec(tolerance)?.[1]
  const [left, right] = [figure(ordered), figure(agreed)]
  if (percent === undefined || !left || !right) return false
  const difference = subtractDecimals(left, right)
  const size = difference.coefficient < 0n ? { ...difference, coefficient: -difference.coefficient } : difference
  return compareDecimals(multiplyDecimals(size, decimal('100')), multiplyDecimals(right, decimal(percent))) <= 0
}

/** A line's amount is its own quantity at the agreed price. */
function amountDifference({ index, row, line, placeOf }: Paired, agreed: AgreedOrder): OrderDifference[] {
  const ordered = row['amount']
  if (typeof ordered !== 'string') return []
  const place = placeOf(`/lines/${index}/amount`)
  return difference({ field: `lines/${line.id}/amount`, ordered, agreed: amountOf(row, line, agreed), place })
}

/** What a line comes to: the quantity ordered, or else agreed, at the agreed price. */
function amountOf(row: Fields, { terms }: AgreedLine, agreed: AgreedOrder): string | undefined {
  const [quantity, price] = [figure(row['quantity'] ?? terms.get('quantity')), figure(terms.get('price'))]
  const currency = agreed.terms.get('currency')
  if (!quantity || !price || currency === undefined) return terms.get('amount')
  return formatMoney(moneyFromDecimal(multiplyDecimals(quantity, price), currency, 'half-up'))
}

function figure(content: Content | undefined): Decimal | undefined {
  const value = typeof content === 'string' ? parseDecimal(content) : undefined
  return value === undefined || isMalformed(value) ? undefined : value
}

const missingLine = ({ id, terms }: AgreedLine): OrderDifference => ({
  ...{ kind: 'line-missing', field: `lines/${id}` },
  agreed: [terms.get('quantity'), terms.get('unit'), terms.get('goods')].filter((text) => text !== undefined).join(' '),
})

/** The total is the sum of what the order's lines come to at the agreed prices; of a line that was not agreed, of what it says itself. */
function totalDifference(
  pairs: readonly Pair[],
  { fields, placeOf }: PlacedFields,
  all: AgreedOrder,
): OrderDifference[] {
  const ordered = fields['total']
  if (typeof ordered !== 'string') return []
  let sum: Decimal | undefined
  for (const { row, line } of pairs) {
    const amount = figure((line && amountOf(row, line, all)) ?? row['amount'])
    if (!amount) return []
    sum = sum ? addDecimals(sum, amount) : amount
  }
  const agreed = sum && formatDecimal(sum)
  return difference({ field: 'total', ordered, agreed, place: placeOf('/total') })
}
