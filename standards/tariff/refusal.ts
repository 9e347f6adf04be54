/**
 * Every refusal of an assessment with the rule behind it, in the order in which they are looked for.
 *
 * A declaration is looked at in stages (shape, value, incidental costs, duties, taxes), the last two item by item;
 * the first objection of the first stage answers.
 */
export const tariffRefusals = [
  ['tariff/date-malformed', 'a date is a day as YYYY-MM-DD'],
  ['tariff/items-out-of-range', 'a declaration has one item at least and maxItems at most'],
  ['tariff/commodity-malformed', 'a commodity code has 6 to 10 digits'],
  ['tariff/item-twice', 'each item has an id of its own'],
  ['tariff/value-element-missing', 'WTO valuation art. 1 and 8.2: what the delivery terms leave out is added'],
  ['tariff/value-element-not-allowed', 'WTO valuation art. 1 and 8: nothing is added or deducted but what they name'],
  ['tariff/amount-negative', 'an amount is stated without its sign'],
  ['tariff/rate-missing', 'WTO valuation art. 9: the rate valid in the month of acceptance'],
  ['tariff/rate-ambiguous', 'one rate is valid for a currency in a month'],
  ['tariff/apportionment-impossible', 'a shared amount is divided by what the items weigh or cost'],
  ['tariff/value-negative', 'a customs value is not below zero'],
  ['tariff/duty-measure-missing', 'a duty is known, be it free, or nothing is assessed'],
  ['tariff/measures-ambiguous', 'one measure of a kind applies to an item'],
  ['tariff/claim-not-applicable', 'a claimed measure covers commodity, origin and date'],
  ['tariff/proof-missing', 'a preference needs its proof of origin'],
  ['tariff/quota-balance-missing', 'a quota applies to the quantity that its register granted'],
  ['tariff/quota-exceeds-quantity', 'no more is granted than is declared'],
  ['tariff/quantity-missing', 'a specific duty needs the quantity in its unit'],
  ['tariff/measure-currency-differs', 'specific duties stand in the currency of the tariff'],
] as const

export type TariffRefusalCode = (typeof tariffRefusals)[number][0]

/** An assessment that is not made. `item` and `detail` (a measure, unit, currency or element) say where. */
export type TariffRefusal = {
  readonly kind: 'refusal'
  readonly code: TariffRefusalCode
  readonly rule: string
  readonly item?: string
  readonly detail?: string
}

const rules: ReadonlyMap<string, string> = new Map(tariffRefusals)

/** Makes a refusal. */
export function refuse(
  code: TariffRefusalCode,
  where: { readonly item?: string; readonly detail?: string } = {},
): TariffRefusal {
  return { kind: 'refusal', code, rule: rules.get(code) ?? code, ...where }
}

/** Tells a refusal from a good answer. */
export function isRefusal<T>(answer: T): answer is Extract<T, TariffRefusal> {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'refusal'
}
