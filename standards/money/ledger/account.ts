import type { Money } from '../money.ts'

/** The side on which an account's balance is read as positive: assets and costs debit, debts and income credit. */
export type Side = 'debit' | 'credit'

/** Which total must never exceed the other; `none` for an account that may go either way. */
export type AccountLimit = 'none' | 'debits-must-not-exceed-credits' | 'credits-must-not-exceed-debits'

/** An account of one currency. A customer's deposit is the bank's debt: credit side, debits must not exceed credits. */
export type Account = {
  readonly id: string
  readonly currency: string
  readonly normalSide: Side
  readonly limit: AccountLimit
}

/** What was debited and credited so far, in minor units; pending is held and not yet posted. */
export type AccountTotals = {
  readonly debitsPosted: bigint
  readonly creditsPosted: bigint
  readonly debitsPending: bigint
  readonly creditsPending: bigint
}

/** An account with its totals. */
export type AccountState = Account & AccountTotals

/** The posted balance, positive on the account's normal side. */
export function balanceOf({ normalSide, debitsPosted, creditsPosted, currency }: AccountState): Money {
  const debit = debitsPosted - creditsPosted
  return { amount: normalSide === 'debit' ? debit : -debit, currency }
}

/** What may still leave a limited account, holds counted in; `undefined` where nothing limits it. */
export function availableOf(account: AccountState): Money | undefined {
  const { limit, currency, debitsPosted, creditsPosted, debitsPending, creditsPending } = account
  switch (limit) {
    case 'none':
      return undefined
    case 'debits-must-not-exceed-credits':
      return { amount: creditsPosted - debitsPosted - debitsPending, currency }
    case 'credits-must-not-exceed-debits':
      return { amount: debitsPosted - creditsPosted - creditsPending, currency }
  }
}

/** Tells whether an account, holds counted in, is within its limit. */
export function isWithinLimit(account: AccountState): boolean {
  const available = availableOf(account)
  return available === undefined || available.amount >= 0n
}
