import type { Money } from '@entrepot/money'
import type { CustomsRate, DeclaredItem } from './declaration.ts'
import type { DutyMeasure, Rate, TaxMeasure } from './measure.ts'

/** One duty of one item: the measure that it came from, what it was levied on, and its amount. */
export type DutyLine<C extends string = string> = {
  readonly measure: string
  readonly kind: DutyMeasure['kind']
  /** The value that it was levied on; of an item divided at a quota, its part, rounded to show it. */
  readonly base: Money<C>
  readonly rate: Rate
  readonly amount: Money<C>
}

/** One tax of one item. */
export type TaxLine<C extends string = string> = {
  readonly measure: string
  readonly tax: string
  readonly base: Money<C>
  readonly percent: TaxMeasure['percent']
  readonly inclusive: boolean
  readonly amount: Money<C>
}

/** One item, valued and taxed. */
export type AssessedItem<C extends string = string> = {
  readonly id: string
  readonly value: Money<C>
  readonly duties: readonly DutyLine<C>[]
  readonly duty: Money<C>
  /** Its share of the costs up to the first place of destination. */
  readonly incidental: Money<C>
  readonly taxes: readonly TaxLine<C>[]
  readonly payable: Money<C>
}

/** A declaration assessed: each figure with the measure it came from, and the rates that were used. */
export type Assessment<C extends string = string> = {
  readonly kind: 'assessment'
  readonly tariff: string
  readonly isDemonstration: boolean
  readonly items: readonly AssessedItem<C>[]
  readonly value: Money<C>
  readonly duty: Money<C>
  readonly taxes: readonly { readonly tax: string; readonly amount: Money<C> }[]
  readonly payable: Money<C>
  readonly rates: readonly CustomsRate[]
}

/** An item on its way to be taxed: declared, valued, with its duties and its share of incidental costs. */
export type Bearing<C extends string> = {
  readonly item: DeclaredItem
  readonly value: Money<C>
  readonly duties: readonly DutyLine<C>[]
  readonly incidental: Money<C>
}
