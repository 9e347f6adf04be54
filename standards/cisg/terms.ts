import type { Refusal, Undecidable } from './refusal.ts'

/** Terms of an offer: name -> value. A line's term is written with the line behind a slash: `price/l1`. */
export type Terms = Readonly<Record<string, string>>

/** Changes that a reply makes: name -> new value, `null` where the term is struck out. */
export type Changes = Readonly<Record<string, string | null>>

export type Materiality = 'material' | 'immaterial'

/** The headings of art. 19(3). */
export type MaterialHeading =
  | 'price'
  | 'payment'
  | 'quality and quantity'
  | 'place and time of delivery'
  | 'extent of liability'
  | 'settlement of disputes'

/** Term names (before the slash) under the headings of art. 19(3); the list of the article is not exhaustive. */
export const MATERIAL_TERMS: Readonly<Record<string, MaterialHeading>> = {
  price: 'price',
  currency: 'price',
  discount: 'price',
  payment: 'payment',
  creditAdvisedBy: 'payment',
  goods: 'quality and quantity',
  description: 'quality and quantity',
  quality: 'quality and quantity',
  quantity: 'quality and quantity',
  unit: 'quality and quantity',
  quantityTolerance: 'quality and quantity',
  origin: 'quality and quantity',
  incoterm: 'place and time of delivery',
  placeOfDelivery: 'place and time of delivery',
  portOfLoading: 'place and time of delivery',
  portOfDischarge: 'place and time of delivery',
  timeOfDelivery: 'place and time of delivery',
  shipment: 'place and time of delivery',
  latestShipment: 'place and time of delivery',
  partialShipment: 'place and time of delivery',
  transhipment: 'place and time of delivery',
  liability: 'extent of liability',
  warranty: 'extent of liability',
  penalty: 'extent of liability',
  forceMajeure: 'extent of liability',
  claimsPeriod: 'extent of liability',
  insurance: 'extent of liability',
  law: 'settlement of disputes',
  arbitration: 'settlement of disputes',
  jurisdiction: 'settlement of disputes',
}

/** Term names whose change does not by itself alter the offer materially (art. 19(2)). */
export const IMMATERIAL_TERMS: ReadonlySet<string> = new Set([
  'reference',
  'contactPerson',
  'noticeAddress',
  'noticeLanguage',
  'marks',
  'shippingAdvice',
  'labelLanguage',
])

/** What a reply to an offer is (art. 19). */
export type ReplyClass =
  | { readonly kind: 'acceptance'; readonly rule: string }
  | { readonly kind: 'acceptance-with-modifications'; readonly rule: string; readonly changes: Changes }
  | {
      readonly kind: 'counter-offer'
      readonly rule: string
      readonly changes: Changes
      /** The changed terms that are material, with their heading in art. 19(3). */
      readonly material: readonly { readonly term: string; readonly heading: MaterialHeading | 'as agreed' }[]
    }
  | ({ readonly kind: 'undecidable' } & Undecidable)

/**
 * Classifies a reply by the terms that it changes: none is a plain acceptance, immaterial ones make an acceptance
 * with modifications (art. 19(2)), one material makes a counter-offer (art. 19(1), (3)).
 *
 * A change to the value that the offer already has is no change. `agreed` classifies names that the tables lack, or
 * overrides them where the parties' practice does (art. 6, 8(3), 9); a name nobody classified is undecidable, unless
 * another change is material anyway.
 */
export function classifyReply(
  offered: Terms,
  changes: Changes,
  agreed: Readonly<Record<string, Materiality>> = {},
): ReplyClass {
  const real = realChanges(offered, changes)
  const names = Object.keys(real).sort()
  if (names.length === 0) return { kind: 'acceptance', rule: 'CISG art. 18(1)' }
  const material = names.filter((name) => materiality(name, agreed) === 'material')
  if (material.length > 0) {
    const named = material.map((term) => ({ term, heading: heading(term) ?? ('as agreed' as const) }))
    return { kind: 'counter-offer', rule: 'CISG art. 19(1)', changes: real, material: named }
  }
  const unknown = names.filter((name) => materiality(name, agreed) === undefined)
  if (unknown.length > 0) {
    return { kind: 'undecidable', code: 'cisg/terms-unclassified', rule: 'CISG art. 19(3)', needs: unknown }
  }
  return { kind: 'acceptance-with-modifications', rule: 'CISG art. 19(2)', changes: real }
}

/** The offer's terms with the changes applied: what a counter-offer offers, or what is agreed under art. 19(2). */
export function changedTerms(offered: Terms, changes: Changes): Terms {
  const result: Record<string, string> = {}
  for (const name of new Set([...Object.keys(offered), ...Object.keys(changes)])) {
    const change = own(changes, name)
    const value = change === undefined ? own(offered, name) : change
    if (value !== undefined && value !== null) result[name] = value
  }
  return result
}

/** Whether two sets of terms say the same. */
export function sameTerms(a: Terms, b: Terms): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => own(a, name) === own(b, name))
}

/** A proposal as art. 14 looks at it. */
export interface Proposal {
  readonly terms: Terms
  /** `public` when it is made to the world at large, as a catalogue is. */
  readonly addressedTo: 'specific-persons' | 'public'
  /** A public proposal that clearly says it is an offer (art. 14(2)). */
  readonly saysItIsAnOffer?: boolean
  readonly intentionToBeBound: boolean
}

const DEFINITENESS = [
  { names: ['goods', 'description'], code: 'cisg/goods-indefinite' },
  { names: ['quantity', 'quantityDeterminedBy'], code: 'cisg/quantity-indefinite' },
  { names: ['price', 'priceDeterminedBy'], code: 'cisg/price-indefinite' },
] as const

/**
 * Judges whether a proposal is an offer: addressed to specific persons, meant to bind, and definite as to goods,
 * quantity and price (art. 14). A fixed value (`price/l1`) or a way of determining it (`priceDeterminedBy`) will do.
 * A line that names its goods needs a quantity and a price of its own or for the whole.
 *
 * @returns `undefined` when it is an offer, else the first refusal: address, intention, goods, quantity, price.
 */
export function isOffer(proposal: Proposal): Refusal | undefined {
  if (proposal.addressedTo === 'public' && proposal.saysItIsAnOffer !== true) {
    return { code: 'cisg/invitation-only', rule: 'CISG art. 14(2)' }
  }
  if (!proposal.intentionToBeBound) return { code: 'cisg/no-intention-to-be-bound', rule: 'CISG art. 14(1)' }
  const lines = linesOf(proposal.terms)
  for (const { names, code } of DEFINITENESS) {
    const line = lines.find((each) => !names.some((name) => definite(proposal.terms, name, each)))
    if (line !== undefined) {
      return { code, rule: 'CISG art. 14(1)', term: line === '' ? names[0] : `${names[0]}/${line}` }
    }
  }
  return undefined
}

function linesOf(terms: Terms): readonly string[] {
  const perLine = new Set(DEFINITENESS.flatMap((row) => [...row.names]) as readonly string[])
  const lines = Object.keys(terms)
    .filter((name) => name.includes('/') && perLine.has(stem(name)))
    .map((name) => name.slice(name.indexOf('/') + 1))
  return lines.length === 0 ? [''] : [...new Set(lines)].sort()
}

function definite(terms: Terms, name: string, line: string): boolean {
  const value = own(terms, line === '' ? name : `${name}/${line}`) ?? own(terms, name)
  return value !== undefined && value.trim() !== ''
}

function realChanges(offered: Terms, changes: Changes): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => (own(offered, name) ?? null) !== value))
}

function materiality(term: string, agreed: Readonly<Record<string, Materiality>>): Materiality | undefined {
  const chosen = own(agreed, term) ?? own(agreed, stem(term))
  if (chosen !== undefined) return chosen
  if (heading(term) !== undefined) return 'material'
  return IMMATERIAL_TERMS.has(stem(term)) ? 'immaterial' : undefined
}

function heading(term: string): MaterialHeading | undefined {
  return own(MATERIAL_TERMS, stem(term))
}

function stem(term: string): string {
  const slash = term.indexOf('/')
  return slash < 0 ? term : term.slice(0, slash)
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
