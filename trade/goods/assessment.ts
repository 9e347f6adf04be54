import {
  addMoney,
  apportionRounded,
  convertMoney,
  type Decimal,
  formatMoney,
  isMalformed,
  type Money,
  percentOf,
  sumMoney,
} from '@entrepot/money'
import type { Derivation } from '@entrepot/trade/act'
import { amountAt, decimalAt, type FileView, moneyAt } from '@entrepot/trade/file'

/** Rounding of the demonstration tariff: half up, per line and per tax. */
const ROUNDING = 'half-up'

/** Customs value of an item: its CIF price at the published rate, units of price currency for one of ours (WTO Valuation Agreement art. 1, 8, 9). */
export function customsValue(file: FileView, line: string): Money | undefined {
  const price = amountAt(file, `/items/${line}/price`, '/currency')
  const rate = decimalAt(file, '/rate/perUnit')
  const currency = file.text('/assessment/currency')
  if (!price || !rate || currency === undefined) return undefined
  return convertMoney(price, rate, { currency, rounding: ROUNDING, direction: 'divide' })
}

const dutyOf = (file: FileView, line: string): Money | undefined => {
  const value = customsValue(file, line)
  const percent = decimalAt(file, `/items/${line}/dutyPercent`)
  return value && percent && percentOf(value, percent, ROUNDING)
}

/** Costs to the first destination, shared by gross weight (Directive 2006/112/EC art. 86(1)(b)). */
function incidentalOf(file: FileView, line: string): Money | undefined {
  const lines = file.enumerate('/items')
  const weights = lines.map((each) => decimalAt(file, `/items/${each}/grossKg`))
  const currency = file.text('/assessment/currency')
  const costs = ['/incidental/terminalHandling', '/incidental/onCarriage'] as const
  const amounts = costs.map((cost) => moneyAt(file, cost)).filter((cost) => cost !== undefined)
  const at = lines.indexOf(line)
  if (currency === undefined || weights.some((weight) => weight === undefined) || at < 0) return undefined
  if (amounts.some((amount) => amount.currency !== currency)) return undefined
  const shares = apportionRounded(
    sumMoney(amounts, currency),
    weights.filter((weight): weight is Decimal => weight !== undefined),
    ROUNDING,
  )
  return isMalformed(shares) ? undefined : shares[at]
}

const vatBaseOf = (file: FileView, line: string): Money | undefined => {
  const [value, duty, incidental] = [customsValue(file, line), dutyOf(file, line), incidentalOf(file, line)]
  return value && duty && incidental && addMoney(addMoney(value, duty), incidental)
}

const vatOf = (file: FileView, line: string): Money | undefined => {
  const base = vatBaseOf(file, line)
  const percent = decimalAt(file, '/vatPercent')
  return base && percent && percentOf(base, percent, ROUNDING)
}

const perLine =
  (figure: (file: FileView, line: string) => Money | undefined): Derivation =>
  (file, instances) => {
    const amount = figure(file, instances.get('line') ?? '')
    return amount && formatMoney(amount)
  }

export const assessedValue = perLine(customsValue)
export const assessedDuty = perLine(dutyOf)
export const assessedIncidental = perLine(incidentalOf)
/** VAT base: customs value, duty and the costs to the first destination. */
export const assessedVatBase = perLine(vatBaseOf)
export const assessedVat = perLine(vatOf)

/** Duty and VAT of all lines together. */
export const assessedPayable: Derivation = (file) => {
  const currency = file.text('/assessment/currency')
  const due = file.enumerate('/items').flatMap((line) => [dutyOf(file, line), vatOf(file, line)])
  if (currency === undefined || due.length === 0 || due.some((amount) => amount === undefined)) return undefined
  const total = sumMoney(
    due.filter((amount) => amount !== undefined),
    currency,
  )
  return { amount: formatMoney(total), currency }
}
