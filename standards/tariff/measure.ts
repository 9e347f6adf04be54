import type { Decimal, Money, Rounding } from '@entrepot/money'

/**
 * How much is levied.
 *
 * - `ad-valorem`: per cent of the value
 * - `specific`: an amount for so many units (such as 5.00 EUR for 100 KGM)
 * - `sum`: compound, all parts together
 * - `greatest`, `least`: of its parts, for a minimum or maximum
 */
export type Rate =
  | { readonly form: 'ad-valorem'; readonly percent: Decimal }
  | { readonly form: 'specific'; readonly amount: Money; readonly per: Decimal; readonly unit: string }
  | { readonly form: 'sum' | 'greatest' | 'least'; readonly parts: readonly Rate[] }

/** The deepest nesting of a rate's parts. */
export const maxRateDepth = 4

/** What goods and days a measure covers. Dates are 'YYYY-MM-DD', both ends counted in. */
export type Scope = {
  /** The measure's id in its tariff; every figure names it. */
  readonly id: string
  /** The digits that a commodity code begins with; '' for all goods. */
  readonly commodity: string
  /** Countries of origin (ISO 3166); 'all' for erga omnes. */
  readonly origins: 'all' | readonly string[]
  readonly exceptOrigins?: readonly string[]
  readonly validFrom: string
  readonly validTo?: string
  /** The measure holds for items that carry this additional code alone (a producer, a composition). */
  readonly additionalCode?: string
  /** The legal act that it comes from. */
  readonly source?: string
}

/**
 * A duty on goods.
 *
 * `duty` is the one that applies unless another is claimed. `preference`, `quota` and `suspension` apply instead of
 * it, when claimed. `anti-dumping`, `countervailing` and `safeguard` are levied beside it, claimed or not.
 */
export type DutyMeasure = Scope & { readonly rate: Rate } & (
    | { readonly kind: 'duty' | 'suspension' | AdditionalDutyKind }
    | { readonly kind: 'preference'; readonly proofs: readonly string[] }
    | { readonly kind: 'quota'; readonly order: string; readonly unit: string }
  )

export type AdditionalDutyKind = 'anti-dumping' | 'countervailing' | 'safeguard'

/** A document that goods need to leave or enter: a licence, a certificate. */
export type LicenceMeasure = Scope & {
  readonly direction: 'import' | 'export'
  /** The kind of document, such as '811' for an export licence (UN/EDIFACT 1001). */
  readonly document: string
}

/** Where a figure is rounded: each item's by itself, or once for the whole declaration and then divided again. */
export type RoundingRule = {
  readonly rounding: Rounding
  readonly decimals: number
  readonly stage: 'item' | 'declaration'
}

/**
 * A tax on import, levied in the order of its tariff on the sum of its base.
 *
 * `inclusive` says that the tax is part of its own base: base x p / (100 - p), as China's consumption tax.
 */
export type TaxMeasure = Omit<Scope, 'additionalCode'> & {
  /** The kind of tax, such as 'VAT'; an item bears one of a kind. */
  readonly tax: string
  readonly percent: Decimal
  readonly inclusive: boolean
  readonly base: readonly TaxBasePart[]
  /** Kinds of tax, levied before, that belong to the base. */
  readonly baseTaxes: readonly string[]
  readonly rounding: RoundingRule
}

export type TaxBasePart = 'customs-value' | 'duties' | 'incidental-costs'

/** A tariff as data: dated measures, and how its country values and rounds. */
export type Tariff<C extends string = string> = {
  readonly name: string
  /** A demonstration tariff says that it is one, in every assessment. */
  readonly isDemonstration: boolean
  readonly currency: C
  /** Carriage and insurance up to the place of introduction belong to the value (`cif`), or do not (`fob`). */
  readonly valuation: 'cif' | 'fob'
  readonly valueRounding: Rounding
  readonly dutyRounding: RoundingRule
  readonly duties: readonly DutyMeasure[]
  readonly taxes: readonly TaxMeasure[]
  readonly licences: readonly LicenceMeasure[]
}

/** Tells whether a scope covers goods on a day. */
export function covers(
  scope: Omit<Scope, 'id'>,
  goods: { readonly commodity: string; readonly origin: string; readonly additionalCodes?: readonly string[] },
  date: string,
): boolean {
  if (!goods.commodity.startsWith(scope.commodity)) return false
  if (date < scope.validFrom || (scope.validTo !== undefined && date > scope.validTo)) return false
  if (scope.origins !== 'all' && !scope.origins.includes(goods.origin)) return false
  if (scope.exceptOrigins?.includes(goods.origin) ?? false) return false
  const code = scope.additionalCode
  return code === undefined || (goods.additionalCodes?.includes(code) ?? false)
}
