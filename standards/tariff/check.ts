import { compareDecimals, currencyExponent, unitOf, wholeDecimal } from '@entrepot/money'
import { maxRateDepth, type Rate, type Scope, type Tariff, type TaxMeasure } from './measure.ts'

/** What is wrong with a tariff's data, and in which measure (or the tariff itself). */
export type TariffMalformed = {
  readonly kind: 'malformed'
  readonly code:
    | 'tariff/currency-unknown'
    | 'tariff/measure-twice'
    | 'tariff/measure-commodity-malformed'
    | 'tariff/measure-date-malformed'
    | 'tariff/measure-dates-reversed'
    | 'tariff/rate-negative'
    | 'tariff/rate-too-deep'
    | 'tariff/rate-empty'
    | 'tariff/rate-unit-unknown'
    | 'tariff/rate-currency-differs'
    | 'tariff/tax-percent-out-of-range'
    | 'tariff/tax-base-later'
  readonly at: string
}

/** Reads a tariff's data before it is used; returns everything that is wrong with it, in the order of its measures. */
export function checkTariff(tariff: Tariff): readonly TariffMalformed[] {
  const found: TariffMalformed[] = []
  const report = (code: TariffMalformed['code'] | undefined, at: string): void => {
    if (code !== undefined) found.push({ kind: 'malformed', code, at })
  }
  if (currencyExponent(tariff.currency) === undefined) report('tariff/currency-unknown', tariff.name)
  const ids = new Set<string>()
  for (const measure of [...tariff.duties, ...tariff.taxes, ...tariff.licences]) {
    if (ids.has(measure.id)) report('tariff/measure-twice', measure.id)
    ids.add(measure.id)
    report(wrongScope(measure), measure.id)
  }
  for (const { id, rate } of tariff.duties) report(wrongRate(rate, tariff.currency, 1), id)
  for (const [index, tax] of tariff.taxes.entries()) report(wrongTax(tax, tariff.taxes.slice(0, index)), tax.id)
  return found
}

function wrongScope({ commodity, validFrom, validTo }: Scope): TariffMalformed['code'] | undefined {
  if (!/^[0-9]{0,10}$/.test(commodity)) return 'tariff/measure-commodity-malformed'
  const date = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/
  if (!date.test(validFrom) || (validTo !== undefined && !date.test(validTo))) return 'tariff/measure-date-malformed'
  return validTo !== undefined && validTo < validFrom ? 'tariff/measure-dates-reversed' : undefined
}

function wrongRate(rate: Rate, currency: string, depth: number): TariffMalformed['code'] | undefined {
  if (depth > maxRateDepth) return 'tariff/rate-too-deep'
  if (rate.form === 'ad-valorem') return rate.percent.coefficient < 0n ? 'tariff/rate-negative' : undefined
  if (rate.form === 'specific') {
    if (rate.amount.amount < 0n || rate.per.coefficient <= 0n) return 'tariff/rate-negative'
    if (unitOf(rate.unit) === undefined) return 'tariff/rate-unit-unknown'
    return rate.amount.currency === currency ? undefined : 'tariff/rate-currency-differs'
  }
  if (rate.parts.length === 0) return 'tariff/rate-empty'
  return rate.parts.map((part) => wrongRate(part, currency, depth + 1)).find((code) => code !== undefined)
}

function wrongTax(tax: TaxMeasure, before: readonly TaxMeasure[]): TariffMalformed['code'] | undefined {
  const beyond = tax.inclusive && compareDecimals(tax.percent, wholeDecimal(100n)) >= 0
  if (tax.percent.coefficient < 0n || beyond) return 'tariff/tax-percent-out-of-range'
  const known = new Set(before.map((each) => each.tax))
  return tax.baseTaxes.every((kind) => known.has(kind)) ? undefined : 'tariff/tax-base-later'
}
