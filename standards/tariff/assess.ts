import { sumMoney, zeroMoney, type Money } from '@entrepot/money'
import type { AssessedItem, Assessment, Bearing, TaxLine } from './assessment.ts'
import { maxItems, type CustomsRate, type ImportDeclaration } from './declaration.ts'
import { assessDuties } from './duties.ts'
import { type Exchange, exchanged } from './exchange.ts'
import { inMinorUnits, plus, toMoney, zero } from './fraction.ts'
import type { Tariff } from './measure.ts'
import { isRefusal, refuse, type TariffRefusal } from './refusal.ts'
import { assessTaxes } from './taxes.ts'
import { customsValues, shared } from './value.ts'

/**
 * Assesses a declaration for import: customs value (WTO Valuation art. 1 and 8), duties, and taxes on the sum that
 * each names as its base (for VAT of the European Union: Directive 2006/112 art. 85 and 86).
 *
 * @returns the assessment, or the first refusal in the order of `tariffRefusals`; nothing is assessed in part
 */
export function assess<C extends string>(
  declaration: ImportDeclaration,
  tariff: Tariff<C>,
  rates: readonly CustomsRate[],
): Assessment<C> | TariffRefusal {
  const objection = objectToShape(declaration)
  if (objection !== undefined) return objection
  const exchange = { currency: tariff.currency, acceptedOn: declaration.acceptedOn, rates }
  const values = customsValues(declaration, tariff, exchange)
  if (isRefusal(values)) return values
  const incidental = incidentalCosts(declaration, tariff, exchange)
  if (isRefusal(incidental)) return incidental
  const duties = assessDuties(declaration, tariff, values)
  if (isRefusal(duties)) return duties
  const bearing = declaration.items.map((item, index): Bearing<C> => {
    const none = zeroMoney(tariff.currency)
    return { item, value: values[index] ?? none, duties: duties[index] ?? [], incidental: incidental[index] ?? none }
  })
  const taxes = assessTaxes(bearing, tariff, declaration.acceptedOn)
  if (isRefusal(taxes)) return taxes
  const items = bearing.map((each, index) => assessedItem(each, taxes[index] ?? [], tariff.currency))
  return summedUp(items, tariff, usedRates(declaration, exchange))
}

function objectToShape({ acceptedOn, items }: ImportDeclaration): TariffRefusal | undefined {
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/.test(acceptedOn)) {
    return refuse('tariff/date-malformed', { detail: acceptedOn.slice(0, 32) })
  }
  if (items.length === 0 || items.length > maxItems)
    return refuse('tariff/items-out-of-range', { detail: `${maxItems}` })
  const malformed = items.find(({ commodity }) => !/^[0-9]{6,10}$/.test(commodity))
  if (malformed !== undefined) return refuse('tariff/commodity-malformed', { item: malformed.id })
  const ids = new Set<string>()
  for (const { id } of items) {
    if (ids.has(id)) return refuse('tariff/item-twice', { item: id })
    ids.add(id)
  }
  return undefined
}

function incidentalCosts<C extends string>(
  { items, incidentalCosts: costs }: ImportDeclaration,
  { currency, valueRounding }: Tariff<C>,
  exchange: Exchange,
): readonly Money<C>[] | TariffRefusal {
  const totals = items.map(() => zeroMoney(currency))
  for (const sharedBy of ['price', 'gross-mass'] as const) {
    const alike = costs.filter((cost) => cost.sharedBy === sharedBy)
    if (alike.length === 0) continue
    let exact = zero
    for (const { id, amount } of alike) {
      if (amount.amount < 0n) return refuse('tariff/amount-negative', { detail: id })
      const value = exchanged(amount, exchange)
      if (isRefusal(value)) return value
      exact = plus(exact, value)
    }
    // Costs shared alike are added before they are divided, so that rounding takes place once.
    const total = toMoney(exact, currency, inMinorUnits(valueRounding))
    const shares = shared({ amount: total, sharedBy }, items)
    if (isRefusal(shares)) return shares
    for (const [index, share] of shares.entries()) {
      totals[index] = { amount: (totals[index]?.amount ?? 0n) + share.amount, currency }
    }
  }
  return totals
}

function assessedItem<C extends string>(
  bearing: Bearing<C>,
  taxes: readonly TaxLine<C>[],
  currency: C,
): AssessedItem<C> {
  const { item, value, duties, incidental } = bearing
  const dutyAmounts = duties.map(({ amount }) => amount)
  const taxAmounts = taxes.map(({ amount }) => amount)
  return {
    id: item.id,
    value,
    duties,
    duty: sumMoney(dutyAmounts, currency),
    incidental,
    taxes,
    payable: sumMoney([...dutyAmounts, ...taxAmounts], currency),
  }
}

function summedUp<C extends string>(
  items: readonly AssessedItem<C>[],
  { name, isDemonstration, currency }: Tariff<C>,
  rates: readonly CustomsRate[],
): Assessment<C> {
  const lines = items.flatMap(({ taxes }) => taxes)
  const kinds = [...new Set(lines.map(({ tax }) => tax))]
  return {
    kind: 'assessment',
    tariff: name,
    isDemonstration,
    items,
    value: sumMoney(
      items.map((item) => item.value),
      currency,
    ),
    duty: sumMoney(
      items.map((item) => item.duty),
      currency,
    ),
    taxes: kinds.map((tax) => ({
      tax,
      amount: sumMoney(
        lines.filter((line) => line.tax === tax).map(({ amount }) => amount),
        currency,
      ),
    })),
    payable: sumMoney(
      items.map((item) => item.payable),
      currency,
    ),
    rates,
  }
}

function usedRates({ items, valueElements, incidentalCosts: costs }: ImportDeclaration, exchange: Exchange) {
  const amounts = [...items.map(({ price }) => price), ...valueElements.map(({ amount }) => amount)]
  const currencies = new Set([...amounts, ...costs.map(({ amount }) => amount)].map(({ currency }) => currency))
  currencies.delete(exchange.currency)
  const month = exchange.acceptedOn.slice(0, 7)
  return exchange.rates.filter((rate) => currencies.has(rate.currency) && rate.validMonth === month)
}
