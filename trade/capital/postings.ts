import type { RegisterEffect } from '@entrepot/trade/act'
import type { FileView, Value } from '@entrepot/trade/file'

/** A customer's account at a bank. */
export const customer = (organisation: string): string => `customer:${organisation}`
/** Our account at another bank, as our own books show it. */
export const nostro = (bank: string): string => `nostro:${bank}`
/** Another bank's account with us. */
export const vostro = (bank: string): string => `vostro:${bank}`

/** Makes one movement in a bank's books. */
export function movement(
  keeper: string,
  name: string,
  move: Pick<RegisterEffect, 'debit' | 'credit' | 'amount' | 'currency'> &
    Partial<Pick<RegisterEffect, 'kind' | 'hold'>>,
): RegisterEffect {
  return { register: 'ledger', keeper, name, kind: 'post', ...move }
}

/** The organisation that holds a capacity in a file; a file that lacks it is a broken invariant. */
export function holderOf(file: FileView, capacity: string): string {
  const party = file.file.parties.get(capacity)
  if (!party) throw new Error(`${file.file.kind.name} has no ${capacity}`)
  return party.organisation
}

/** Reads an amount with its currency, or `undefined` where the value is none. */
export function moneyIn(value: Value | undefined): { readonly amount: string; readonly currency: string } | undefined {
  if (typeof value !== 'object' || !('amount' in value) || !('currency' in value)) return undefined
  const { amount, currency } = value
  return typeof amount === 'string' && typeof currency === 'string' ? { amount, currency } : undefined
}
