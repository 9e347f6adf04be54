import type { Decimal, Money, Quantity } from '@entrepot/money'

/** The most items of one declaration. */
export const maxItems = 999

/** One item of a declaration. */
export type DeclaredItem = {
  readonly id: string
  /** The importing country's commodity code, 6 to 10 digits. */
  readonly commodity: string
  /** The country of origin (ISO 3166). */
  readonly origin: string
  /** The price paid or payable for the item under the delivery terms of the sale. */
  readonly price: Money
  readonly grossMassKg: Decimal
  /** Net mass and supplementary units, as far as measures ask for them. */
  readonly quantities: readonly Quantity[]
  readonly additionalCodes?: readonly string[]
  /** The measure that is claimed instead of the duty, with the proof or the granted quantity that it needs. */
  readonly claim?: Claim
}

export type Claim = {
  readonly measure: string
  readonly proof?: { readonly document: string; readonly number: string }
  /** What the quota's register granted: a dated fact from outside. */
  readonly granted?: Quantity
}

/** What may be added to or taken from a price, by the articles of the WTO Valuation Agreement. */
export type ValueElementKind =
  | 'buying-price-adjustment'
  | 'commission'
  | 'containers'
  | 'packing'
  | 'assist'
  | 'royalty'
  | 'proceeds'
  | 'transport-to-introduction'
  | 'handling-to-introduction'
  | 'insurance-to-introduction'
  | 'transport-after-introduction'
  | 'work-after-introduction'
  | 'duties-and-taxes-in-price'

/** How an amount that stands for several items is divided over them. */
export type SharedBy = 'price' | 'gross-mass'

/** An amount added or deducted, stated without sign, shared by all items. */
export type ValueElement = {
  readonly element: ValueElementKind
  readonly amount: Money
  readonly sharedBy: SharedBy
}

/** A cost that arises up to the first place of destination and is in the tax base, not in the value. */
export type IncidentalCost = { readonly id: string; readonly amount: Money; readonly sharedBy: SharedBy }

/** A declaration for import, as far as it bears on value, duty and tax. */
export type ImportDeclaration = {
  /** The local day on which it was accepted, 'YYYY-MM-DD': it decides measures and rates. */
  readonly acceptedOn: string
  /** The rule of the sale's delivery terms, such as 'CIF'. */
  readonly incoterm: string
  readonly items: readonly DeclaredItem[]
  readonly valueElements: readonly ValueElement[]
  readonly incidentalCosts: readonly IncidentalCost[]
}

/** A published rate of exchange and the month ('YYYY-MM') of acceptance that it holds for. */
export type CustomsRate = {
  readonly currency: string
  readonly rate: Decimal
  /** `foreign-per-home`: 1.1468 USD for one EUR; `home-per-foreign`: 7.10 CNY for one USD. */
  readonly quoted: 'foreign-per-home' | 'home-per-foreign'
  readonly dated: string
  readonly validMonth: string
}
