import { currencyExponent, formatDecimal, isMalformed, parseDecimal, stripDecimal } from '@entrepot/money'
import {
  type Capacity,
  elementAt,
  type ElementType,
  type FileState,
  isDate,
  isList,
  organisation,
  type Path,
  segmentsOf,
  type Value,
} from '@entrepot/trade/file'

/** An element's type with its unit made plain: what two values must share before equality says anything. */
export interface Comparable {
  readonly type: ElementType
  /** For a decimal: its unit, with `of the …` resolved to the currency or unit that stands beside it. */
  readonly unit?: string
}

/**
 * The keys of a value: two values are equal for the count of re-keying where they share one.
 *
 * Texts compare with texts (NFKC, white space folded, letter case kept), codes within one code list, decimals
 * numerically within one unit, money with money of one currency and with decimals of that currency, days with days,
 * instants with instants as moments; a list compares whole and by its items. Flags and closed choices have no key.
 */
export function keysOf({ type, unit }: Comparable, value: Value): readonly string[] {
  switch (type.is) {
    case 'flag':
    case 'choice':
    case 'document':
      return []
    case 'text':
      return typeof value === 'string' ? [`text ${folded(value)}`] : []
    case 'code':
      return typeof value === 'string' ? [`code ${type.list} ${value}`] : []
    case 'date':
      return typeof value === 'string' ? [`date ${value}`] : []
    case 'instant':
      return typeof value === 'string' ? [`instant ${Date.parse(value)}`] : []
    case 'decimal':
      return typeof value === 'string' ? [amountKey(unit ?? type.unit, value)] : []
    case 'money':
      return moneyKeys(value)
    case 'list':
      return listKeys(type, value, unit)
  }
}

function listKeys(type: Extract<ElementType, { is: 'list' }>, value: Value, unit: string | undefined): string[] {
  if (typeof value !== 'object' || !isList(value)) return []
  const of: Comparable = { type: type.of, ...(unit === undefined ? {} : { unit }) }
  const items = value.map((item) => keysOf(of, item))
  if (items.some((keys) => keys.length === 0)) return []
  // Measures of one thing (length, width, height) mean something together only.
  const alone = type.of.is === 'decimal' ? [] : items.flat()
  return [`list ${items.map((keys) => keys.join(' & ')).join(' | ')}`, ...alone]
}

const folded = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()

function amountKey(unit: string, text: string): string {
  const parsed = parseDecimal(text)
  const amount = isMalformed(parsed) ? text : formatDecimal(stripDecimal(parsed))
  return currencyExponent(unit) === undefined ? `decimal ${unit} ${amount}` : `money ${unit} ${amount}`
}

function moneyKeys(value: Value): string[] {
  if (typeof value !== 'object' || isList(value)) return []
  const { amount, currency } = value
  return typeof amount === 'string' && typeof currency === 'string' ? [amountKey(currency, amount)] : []
}

/** Words of the house, not data: who is an agent, for what acts and in which capacity, is a choice among parties and our own names. */
const OWN_WORDS = /^\/authorities\/[^/]+\/(agent|acts|capacity)$/

/**
 * The comparable type of an element.
 *
 * @returns `undefined` where the kind has no such element, or where what stands there is the house's own vocabulary or a
 *   choice among parties.
 */
export function comparableAt(file: FileState, path: Path): Comparable | undefined {
  const type = elementAt(file.kind, path)?.definition.type
  // Which party is meant is a choice among parties, like the parties that an opening names.
  if (!type || type === organisation || OWN_WORDS.test(path)) return undefined
  const innermost = type.is === 'list' ? type.of : type
  if (innermost.is !== 'decimal' || !innermost.unit.startsWith('of the ')) return { type }
  const unit = unitBeside(file, path)
  return { type, ...(unit === undefined ? {} : { unit }) }
}

/** `/terms/amount` is in the currency of `/terms/currency`, `/lines/l1/quantity` in the unit of `/lines/l1/unit`. */
function unitBeside(file: FileState, path: Path): string | undefined {
  const parent = segmentsOf(path).slice(0, -1)
  for (const sibling of ['currency', 'unit']) {
    const beside: Path = `/${[...parent, sibling].join('/')}`
    const latest = file.elements.get(beside)?.at(-1) ?? latestProposed(file, beside)
    if (typeof latest?.value === 'string') return latest.value
  }
  return undefined
}

function latestProposed(file: FileState, path: Path) {
  return [...file.proposals.values()].findLast(({ content }) => content.has(path))?.content.get(path)
}

/** A value without a definition (a party's certificate, a document's field): a day is a day, anything else a text. */
export function comparableOf(value: Value): Comparable | undefined {
  if (typeof value === 'string') return { type: isDate(value) ? { is: 'date' } : { is: 'text', max: value.length } }
  return typeof value === 'object' && 'amount' in value ? { type: { is: 'money' } } : undefined
}

/** Statements of one fact by several parties share its name: what another party measures is its own statement. */
export const factAt = (file: FileState, path: Path): string | undefined => elementAt(file.kind, path)?.definition.fact

/** Whether an element takes what a document of elsewhere says. */
export const isForeignAt = (file: FileState, path: Path): boolean =>
  elementAt(file.kind, path)?.definition.foreign === true

/** Where a value was keyed or read. */
export interface Spot {
  readonly file: string
  readonly path: Path
  readonly seq: number
  readonly organisation: string
  readonly by: Capacity
}
