import { apportion, isMalformed, type Money, sumMoney, zeroMoney } from '@entrepot/money'
import type { DeclaredItem, ImportDeclaration, SharedBy, ValueElement, ValueElementKind } from './declaration.ts'
import { type Exchange, exchanged } from './exchange.ts'
import { type Fraction, inMinorUnits, plus, toMoney, zero } from './fraction.ts'
import type { Tariff } from './measure.ts'
import { isRefusal, refuse, type TariffRefusal } from './refusal.ts'

type ElementRule = { readonly sign: 1 | -1; readonly article: string }

/** Which way an element moves the value, and the article of the WTO Valuation Agreement that says so. */
export const valueElementRules: Readonly<Record<ValueElementKind, ElementRule>> = {
  'buying-price-adjustment': { sign: 1, article: 'art. 1 and its interpretative note' },
  commission: { sign: 1, article: 'art. 8.1(a)(i)' },
  containers: { sign: 1, article: 'art. 8.1(a)(ii)' },
  packing: { sign: 1, article: 'art. 8.1(a)(iii)' },
  assist: { sign: 1, article: 'art. 8.1(b)' },
  royalty: { sign: 1, article: 'art. 8.1(c)' },
  proceeds: { sign: 1, article: 'art. 8.1(d)' },
  'transport-to-introduction': { sign: 1, article: 'art. 8.2(a)' },
  'handling-to-introduction': { sign: 1, article: 'art. 8.2(b)' },
  'insurance-to-introduction': { sign: 1, article: 'art. 8.2(c)' },
  'work-after-introduction': { sign: -1, article: 'note to art. 1, para. 3(a)' },
  'transport-after-introduction': { sign: -1, article: 'note to art. 1, para. 3(b)' },
  'duties-and-taxes-in-price': { sign: -1, article: 'note to art. 1, para. 3(c)' },
}

type Terms = { readonly excludes: readonly ValueElementKind[]; readonly includes: readonly ValueElementKind[] }

const voyage = ['transport-to-introduction', 'handling-to-introduction', 'insurance-to-introduction'] as const

function terms(excludes: readonly ValueElementKind[], includes: readonly ValueElementKind[]): Terms {
  return { excludes, includes }
}

// What the price of a sale leaves out of a value at the place of introduction, and what it holds beyond that place.
const termsOfSale: ReadonlyMap<string, Terms> = new Map([
  ['EXW', terms(['transport-to-introduction', 'insurance-to-introduction'], [])],
  ['FCA', terms(['transport-to-introduction', 'insurance-to-introduction'], [])],
  ['FAS', terms(['transport-to-introduction', 'insurance-to-introduction'], [])],
  ['FOB', terms(['transport-to-introduction', 'insurance-to-introduction'], [])],
  ['CFR', terms(['insurance-to-introduction'], [])],
  ['CPT', terms(['insurance-to-introduction'], ['transport-after-introduction'])],
  ['CIF', terms([], [])],
  ['CIP', terms([], ['transport-after-introduction'])],
  ['DAP', terms([], ['transport-after-introduction'])],
  ['DPU', terms([], ['transport-after-introduction'])],
  ['DDP', terms([], ['transport-after-introduction', 'duties-and-taxes-in-price'])],
])

/**
 * What must be added to a price under a rule of Incoterms, and what may be deducted when it is shown apart.
 *
 * An unknown rule has neither: then every voyage cost is taken as stated.
 */
export function elementsOfTerms(incoterm: string, valuation: Tariff['valuation']): Terms {
  const sale = termsOfSale.get(incoterm) ?? terms([], [])
  // A country that values FOB adds nothing for the voyage, and is not asked to be shown it.
  return valuation === 'cif' ? sale : terms([], sale.includes)
}

/** The customs value of each item, in the currency of the tariff and rounded once an item, in the order of the items. */
export function customsValues<C extends string>(
  declaration: ImportDeclaration,
  tariff: Tariff<C>,
  exchange: Exchange,
): readonly Money<C>[] | TariffRefusal {
  const objection = objectToElements(declaration, tariff)
  if (objection !== undefined) return objection
  const exact: Fraction[] = []
  for (const { id, price } of declaration.items) {
    const value = exchanged(price, exchange)
    if (isRefusal(value)) return { ...value, item: id }
    exact.push(value)
  }
  for (const element of declaration.valueElements) {
    const shares = shared(element, declaration.items)
    if (isRefusal(shares)) return shares
    const { sign } = valueElementRules[element.element]
    for (const [index, share] of shares.entries()) {
      const value = exchanged({ ...share, amount: share.amount * BigInt(sign) }, exchange)
      if (isRefusal(value)) return value
      exact[index] = plus(exact[index] ?? zero, value)
    }
  }
  const negative = exact.findIndex(({ numerator }) => numerator < 0n)
  const item = declaration.items[negative]
  if (item !== undefined) return refuse('tariff/value-negative', { item: item.id })
  return exact.map((value) => toMoney(value, tariff.currency, inMinorUnits(tariff.valueRounding)))
}

function objectToElements(
  { incoterm, items, valueElements }: ImportDeclaration,
  { valuation }: Tariff,
): TariffRefusal | undefined {
  const { excludes } = elementsOfTerms(incoterm, valuation)
  const missing = excludes.find((kind) => !valueElements.some(({ element }) => element === kind))
  if (missing !== undefined) return refuse('tariff/value-element-missing', { detail: missing })
  // A price that holds the voyage already, or a country that leaves it out, has it added by nobody.
  const termsKnown = termsOfSale.has(incoterm)
  const wrong = valueElements.find(({ element }) => {
    const ofVoyage = voyage.some((kind) => kind === element)
    if (!ofVoyage) return false
    return valuation === 'fob' || (termsKnown && element !== 'handling-to-introduction' && !excludes.includes(element))
  })
  if (wrong !== undefined) return refuse('tariff/value-element-not-allowed', { detail: wrong.element })
  const negative = valueElements.find(({ amount }) => amount.amount < 0n)
  if (negative !== undefined) return refuse('tariff/amount-negative', { detail: negative.element })
  const item = items.find(({ price }) => price.amount < 0n)
  return item === undefined ? undefined : refuse('tariff/amount-negative', { item: item.id })
}

/** An amount divided over the items by price or gross mass; the shares add up to it. */
export function shared(
  { amount, sharedBy }: Pick<ValueElement, 'amount' | 'sharedBy'>,
  items: readonly DeclaredItem[],
): readonly Money[] | TariffRefusal {
  // Prices in unlike currencies are no common measure.
  if (sharedBy === 'price' && new Set(items.map(({ price }) => price.currency)).size > 1) {
    return refuse('tariff/apportionment-impossible', { detail: 'price' })
  }
  const shares = apportion(amount, weightsOf(items, sharedBy))
  return isMalformed(shares) ? refuse('tariff/apportionment-impossible', { detail: shares.code }) : shares
}

function weightsOf(items: readonly DeclaredItem[], sharedBy: SharedBy) {
  return items.map(({ price, grossMassKg }) => (sharedBy === 'price' ? price.amount : grossMassKg))
}

/** The FOB value of each line of a CIF sale: its amount less its shares of freight and premium, by value. */
export function valuesFreeOnBoard<C extends string>(
  amounts: readonly Money<C>[],
  { freight, premium }: { readonly freight: Money<C>; readonly premium: Money<C> },
): FreeOnBoard<C> | TariffRefusal {
  const weights = amounts.map(({ amount }) => amount)
  const freightShares = apportion(freight, weights)
  const premiumShares = apportion(premium, weights)
  if (isMalformed(freightShares)) return refuse('tariff/apportionment-impossible', { detail: freightShares.code })
  if (isMalformed(premiumShares)) return refuse('tariff/apportionment-impossible', { detail: premiumShares.code })
  const lines = amounts.map((amount, index) => {
    const freightShare = freightShares[index] ?? zeroMoney(amount.currency)
    const premiumShare = premiumShares[index] ?? zeroMoney(amount.currency)
    const deducted = { amount: amount.amount - freightShare.amount - premiumShare.amount, currency: amount.currency }
    return { freight: freightShare, premium: premiumShare, value: deducted }
  })
  const values = lines.map(({ value }) => value)
  return { lines, total: sumMoney(values, freight.currency) }
}

/** FOB values by line, with what was deducted, and their sum. */
export type FreeOnBoard<C extends string = string> = {
  readonly lines: readonly { readonly freight: Money<C>; readonly premium: Money<C>; readonly value: Money<C> }[]
  readonly total: Money<C>
}
