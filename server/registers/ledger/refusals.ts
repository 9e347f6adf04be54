import type { LedgerRefusal } from '@entrepot/money'

/**
 * What this room refuses beyond the pure ledger, in the order in which it is looked for, before any of the ledger's own:
 * the form of all effects first, then the holds that are to end, then new holds.
 */
export const effectRefusals = {
  'effect/too-many': 'an act has at most MAX_EFFECTS effects at one keeper',
  'effect/name-malformed': 'an effect is named by letters, digits and hyphens, each name once in its act',
  'effect/account-unknown': 'accounts are of the classes of the chart, and their owner is named',
  'effect/amount-malformed': 'an amount is a decimal text with no more decimals than its currency has',
  'effect/hold-not-named': 'what ends a hold names the act and effect that made it',
  'effect/hold-not-lasting': 'only a hold that was made to last is ended by another act',
  'effect/hold-of-other-accounts': 'a hold is posted between the accounts that it was made for',
  'effect/hold-claimed': 'a hold is ended by one act; another one is ending it',
} as const

/** A code of this room. */
export type EffectRefusalCode = keyof typeof effectRefusals

/** A refusal with what only the account's owner and keeper may be told. */
export interface BooksRefusal {
  readonly code: EffectRefusalCode | LedgerRefusal['code']
  readonly rule: string
  readonly accountId?: string
}

/** A refusal of this room's own. */
export function refuseEffect(code: EffectRefusalCode): BooksRefusal {
  return { code, rule: `registers: ${effectRefusals[code]}` }
}
