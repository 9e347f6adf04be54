import type { Money } from '@entrepot/money'
import type { CustomsRate } from './declaration.ts'
import { type Fraction, fractionOf, fractionOfMoney, over, times } from './fraction.ts'
import { refuse, type TariffRefusal } from './refusal.ts'

/** What amounts are exchanged into, on which day, and by which published rates. */
export type Exchange = {
  readonly currency: string
  readonly acceptedOn: string
  readonly rates: readonly CustomsRate[]
}

/** The rate of a currency for the month of acceptance; refuses when none was published, or several differ. */
export function rateFor(currency: string, { acceptedOn, rates }: Exchange): CustomsRate | TariffRefusal {
  const month = acceptedOn.slice(0, 7)
  const [first, ...others] = rates.filter((each) => each.currency === currency && each.validMonth === month)
  if (first === undefined) return refuse('tariff/rate-missing', { detail: `${currency} ${month}` })
  return others.length === 0 ? first : refuse('tariff/rate-ambiguous', { detail: `${currency} ${month}` })
}

/** An amount in the currency of the tariff, not yet rounded. */
export function exchanged(amount: Money, exchange: Exchange): Fraction | TariffRefusal {
  const exact = fractionOfMoney(amount)
  if (amount.currency === exchange.currency) return exact
  const found = rateFor(amount.currency, exchange)
  if ('kind' in found) return found
  const rate = fractionOf(found.rate)
  return found.quoted === 'foreign-per-home' ? over(exact, rate) : times(exact, rate)
}
