import { currencyExponent, type Decimal, decimal, formatMoney, type Money, zeroMoney } from '@entrepot/money'
import {
  assess,
  type AssessedItem,
  type Assessment,
  type CustomsRate,
  type DeclaredItem,
  isRefusal,
  type Tariff,
  type TariffRefusal,
  type ValueElement,
} from '@entrepot/tariff'
import type { Derivation } from '@entrepot/trade/act'
import { amountAt, decimalAt, type FileView, moneyAt } from '@entrepot/trade/file'

/** What of an import declaration a figure rests on: it reads no more, so that its lineage is its own. */
interface Part {
  readonly items: readonly string[]
  /** Their prices count; items that only share a cost bear nothing. */
  readonly price?: true
  readonly duty?: true
  readonly costs?: true
  readonly tax?: true
}

const NOTHING = decimal('0')
/** Rates and percentages stand in the file item by item, so neither code nor day selects a measure here. */
const ANY_COMMODITY = '000000'
const ANY_DAY = '0001-01-01'
const PRICE_AT_INTRODUCTION = 'CIF'
/** Rounding of the demonstration tariff: half up, for each item and each tax by itself. */
const ROUNDING = 'half-up'

const COSTS = ['/incidental/terminalHandling', '/incidental/onCarriage'] as const
const VALUE_ELEMENTS = {
  '/valuation/transport': 'transport-to-introduction',
  '/valuation/insurance': 'insurance-to-introduction',
} as const

/**
 * Assesses an import declaration as its file stands: values, duty, tax, and what is payable.
 *
 * The price is taken to hold carriage and insurance up to the place of introduction, as under CIF, unless the file
 * names other terms; then what they leave out must be stated (WTO Valuation Agreement art. 8.2).
 *
 * @returns the duty engine's assessment or refusal; `undefined` where an element that it needs is not there.
 */
export function assessedImport(file: FileView): Assessment | TariffRefusal | undefined {
  return assessPart(file, { items: file.enumerate('/items'), price: true, duty: true, costs: true, tax: true })
}

function assessPart(file: FileView, part: Part): Assessment | TariffRefusal | undefined {
  const currency = file.text('/assessment/currency')
  if (currency === undefined || currencyExponent(currency) === undefined) return undefined
  const valueElements = part.price ? valueElementsOf(file) : []
  const incidentalCosts = part.costs ? costsOf(file) : []
  // What is shared by price needs every price; what is shared by weight needs every weight.
  const everyPrice = valueElements.length > 0
  const ids = everyPrice || incidentalCosts.length > 0 ? file.enumerate('/items') : part.items
  const priced = everyPrice ? ids : part.price ? part.items : []
  const items = itemsOf(file, { ids, priced, weighed: incidentalCosts.length > 0, currency })
  const tariff = tariffOf(file, { part, ids, currency })
  if (!items || !tariff) return undefined
  const amounts = [...items.map(({ price }) => price), ...[...valueElements, ...incidentalCosts].map(amountOf)]
  const foreign = amounts.some((amount) => amount.currency !== currency)
  const acceptedOn = foreign ? file.text('/accepted') : ANY_DAY
  const rates = foreign ? ratesOf(file) : []
  if (acceptedOn === undefined || !rates) return undefined
  const incoterm = (part.price && file.text('/valuation/terms')) || PRICE_AT_INTRODUCTION
  return assess({ acceptedOn, incoterm, items, valueElements, incidentalCosts }, tariff, rates)
}

const amountOf = ({ amount }: { readonly amount: Money }): Money => amount

const costsOf = (file: FileView) =>
  COSTS.flatMap((id) => {
    const amount = moneyAt(file, id)
    return amount ? [{ id, amount, sharedBy: 'gross-mass' as const }] : []
  })

const valueElementsOf = (file: FileView): ValueElement[] =>
  (['/valuation/transport', '/valuation/insurance'] as const).flatMap((path) => {
    const amount = moneyAt(file, path)
    return amount ? [{ element: VALUE_ELEMENTS[path], amount, sharedBy: 'price' as const }] : []
  })

interface ItemsCase {
  readonly ids: readonly string[]
  readonly priced: readonly string[]
  readonly weighed: boolean
  /** Of the assessment: items without a price have none in it. */
  readonly currency: string
}

function itemsOf(file: FileView, { ids, priced, weighed, currency }: ItemsCase): DeclaredItem[] | undefined {
  const items: DeclaredItem[] = []
  for (const id of ids) {
    const price = priced.includes(id) ? amountAt(file, `/items/${id}/price`, '/currency') : zeroMoney(currency)
    const grossMassKg = weighed ? decimalAt(file, `/items/${id}/grossKg`) : NOTHING
    if (!price || !grossMassKg) return undefined
    const origin = 'ZZ' // no measure below asks for it
    items.push({ id, commodity: ANY_COMMODITY, origin, price, grossMassKg, quantities: [], additionalCodes: [id] })
  }
  return items
}

interface TariffCase {
  readonly part: Part
  readonly ids: readonly string[]
  readonly currency: string
}

/** The measures that customs states in the file, as a tariff: one duty for each item, one value added tax. */
function tariffOf(file: FileView, { part, ids, currency }: TariffCase): Tariff | undefined {
  const scope = { commodity: '', origins: 'all', validFrom: ANY_DAY } as const
  const rounding = { rounding: ROUNDING, decimals: currencyExponent(currency) ?? 0, stage: 'item' } as const
  const percents = new Map<string, Decimal | undefined>(
    ids.map((id) => [id, part.duty && part.items.includes(id) ? decimalAt(file, `/items/${id}/dutyPercent`) : NOTHING]),
  )
  const vat = part.tax ? decimalAt(file, '/vatPercent') : NOTHING
  if (!vat) return undefined
  const duties: Tariff['duties'][number][] = []
  for (const [id, percent] of percents) {
    if (!percent) return undefined
    duties.push({ ...scope, id: `duty ${id}`, kind: 'duty', additionalCode: id, rate: { form: 'ad-valorem', percent } })
  }
  const base = ['customs-value', 'duties', 'incidental-costs'] as const
  const tax = { id: 'VAT', tax: 'VAT', percent: vat, inclusive: false, base, baseTaxes: [], rounding }
  return {
    ...{ name: 'rates stated in the declaration', isDemonstration: true, currency, valuation: 'cif' },
    ...{ valueRounding: ROUNDING, dutyRounding: rounding, duties, taxes: [{ ...scope, ...tax }], licences: [] },
  }
}

/** The published rate: units of the price's currency for one of the assessment's, valid in a month of acceptance. */
function ratesOf(file: FileView): CustomsRate[] | undefined {
  const currency = file.text('/currency')
  const rate = decimalAt(file, '/rate/perUnit')
  const validMonth = file.text('/rate/month')
  if (currency === undefined || !rate || rate.coefficient <= 0n || validMonth === undefined) return undefined
  return [{ currency, rate, quoted: 'foreign-per-home', dated: `${validMonth}-01`, validMonth }]
}

const perLine =
  (part: Omit<Part, 'items'>, figure: (item: AssessedItem) => Money | undefined): Derivation =>
  (file, instances) => {
    const line = instances.get('line') ?? ''
    const assessment = assessPart(file, { ...part, items: [line] })
    if (!assessment || isRefusal(assessment)) return undefined
    const item = assessment.items.find(({ id }) => id === line)
    const amount = item && figure(item)
    return amount && formatMoney(amount)
  }

/** Customs value of an item, in the currency of the assessment (WTO Valuation Agreement art. 1, 8, 9). */
export const assessedValue = perLine({ price: true }, ({ value }) => value)

/** Duty of an item. */
export const assessedDuty = perLine({ price: true, duty: true }, ({ duty }) => duty)

/** Costs to the first destination, shared by gross weight (Directive 2006/112/EC art. 86(1)(b)). */
export const assessedIncidental = perLine({ costs: true }, ({ incidental }) => incidental)

/** VAT base: customs value, duty and the costs to the first destination (Directive 2006/112/EC art. 85, 86). */
export const assessedVatBase = perLine({ price: true, duty: true, costs: true }, ({ taxes }) => taxes[0]?.base)

/** Value added tax of an item. */
export const assessedVat = perLine({ price: true, duty: true, costs: true, tax: true }, ({ taxes }) => taxes[0]?.amount)

/** Duty and VAT of all items together. */
export const assessedPayable: Derivation = (file) => {
  const assessment = assessedImport(file)
  if (!assessment || isRefusal(assessment)) return undefined
  return { amount: formatMoney(assessment.payable), currency: assessment.payable.currency }
}
