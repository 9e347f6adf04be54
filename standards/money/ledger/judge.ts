import { maxMinorUnits, type Money } from '../money.ts'
import { type AccountState, type AccountTotals, isWithinLimit } from './account.ts'
import type { Objection } from './refusal.ts'
import type { Hold, HoldState, Post, PostPending, Transfer, VoidPending } from './transfer.ts'

/**
 * What a transfer is judged on. A store that keeps accounts elsewhere gives the few that the transfer names,
 * read under one lock, with holds whose time has run out already set free.
 */
export type LedgerView = {
  readonly account: (id: string) => AccountState | undefined
  readonly hold: (id: string) => HoldState | undefined
  /** Whether a transfer of this id was recorded, of whatever kind. */
  readonly isRecorded: (id: string) => boolean
}

/** What an accepted transfer changes: the two accounts as they stand after it, and the hold that it made or ended. */
export type Movement = {
  readonly kind: 'movement'
  readonly debit: AccountState
  readonly credit: AccountState
  readonly hold?: HoldState
}

/**
 * Judges one transfer on the accounts and holds that it names; pure, and the one place where the rules stand.
 *
 * @param atMs the time of the books, epoch milliseconds
 * @returns the movement, or the first objection in the order of `ledgerRefusals`
 */
export function judgeTransfer(view: LedgerView, transfer: Transfer, atMs: number): Movement | Objection {
  switch (transfer.kind) {
    case 'post':
    case 'hold':
      return judgeOpening(view, transfer, atMs)
    case 'postPending':
    case 'voidPending':
      return judgeEnding(view, transfer, atMs)
  }
}

/** Tells a movement from an objection. */
export function isMovement(answer: Movement | Objection): answer is Movement {
  return 'kind' in answer
}

function judgeOpening(view: LedgerView, transfer: Post | Hold, atMs: number): Movement | Objection {
  const { amount } = transfer
  const outOfRange = objectToAmount(amount)
  if (outOfRange !== undefined) return outOfRange
  const debit = view.account(transfer.debit)
  if (debit === undefined) return { code: 'ledger/debit-account-unknown', accountId: transfer.debit }
  const credit = view.account(transfer.credit)
  if (credit === undefined) return { code: 'ledger/credit-account-unknown', accountId: transfer.credit }
  if (debit.id === credit.id) return { code: 'ledger/same-account', accountId: debit.id }
  if (debit.currency !== amount.currency) return { code: 'ledger/currency-differs', accountId: debit.id }
  if (credit.currency !== amount.currency) return { code: 'ledger/currency-differs', accountId: credit.id }
  if (transfer.kind === 'post') {
    return withinLimits(moved(debit, { debitsPosted: amount.amount }), moved(credit, { creditsPosted: amount.amount }))
  }
  if (transfer.expiresAtMs !== undefined && transfer.expiresAtMs <= atMs) return { code: 'ledger/timeout-passed' }
  const movement = withinLimits(
    moved(debit, { debitsPending: amount.amount }),
    moved(credit, { creditsPending: amount.amount }),
  )
  return isMovement(movement) ? { ...movement, hold: { transfer, status: 'pending', posted: 0n } } : movement
}

function judgeEnding(view: LedgerView, transfer: PostPending | VoidPending, atMs: number): Movement | Objection {
  const asked = transfer.kind === 'postPending' ? transfer.amount : undefined
  const outOfRange = asked === undefined ? undefined : objectToAmount(asked)
  if (outOfRange !== undefined) return outOfRange
  const hold = view.hold(transfer.hold)
  if (hold === undefined) {
    return { code: view.isRecorded(transfer.hold) ? 'ledger/not-a-hold' : 'ledger/hold-unknown' }
  }
  const ended = objectToEnded(hold, atMs)
  if (ended !== undefined) return ended
  const held = hold.transfer.amount
  if (asked !== undefined && asked.currency !== held.currency) return { code: 'ledger/currency-differs' }
  if (asked !== undefined && asked.amount > held.amount) return { code: 'ledger/exceeds-hold' }
  const posted = transfer.kind === 'voidPending' ? 0n : (asked ?? held).amount
  return endHold(view, { transfer: hold.transfer, status: posted === 0n ? 'voided' : 'posted', posted })
}

/** Sets a hold's amount free and posts what its end says; the hold must be pending and its accounts in view. */
export function endHold(view: LedgerView, ended: HoldState): Movement | Objection {
  const { transfer: hold, posted } = ended
  const debit = view.account(hold.debit)
  if (debit === undefined) return { code: 'ledger/debit-account-unknown', accountId: hold.debit }
  const credit = view.account(hold.credit)
  if (credit === undefined) return { code: 'ledger/credit-account-unknown', accountId: hold.credit }
  const freed = -hold.amount.amount
  const movement = withinLimits(
    moved(debit, { debitsPending: freed, debitsPosted: posted }),
    moved(credit, { creditsPending: freed, creditsPosted: posted }),
  )
  return isMovement(movement) ? { ...movement, hold: ended } : movement
}

function objectToAmount({ amount }: Money): Objection | undefined {
  if (amount <= 0n) return { code: 'ledger/amount-not-positive' }
  if (amount > maxMinorUnits) return { code: 'ledger/amount-out-of-range' }
  return undefined
}

function objectToEnded({ status, transfer }: HoldState, atMs: number): Objection | undefined {
  if (status === 'posted') return { code: 'ledger/hold-already-posted' }
  if (status === 'voided') return { code: 'ledger/hold-already-voided' }
  const isPast = transfer.expiresAtMs !== undefined && transfer.expiresAtMs <= atMs
  return status === 'expired' || isPast ? { code: 'ledger/hold-expired' } : undefined
}

function moved(account: AccountState, by: Partial<AccountTotals>): AccountState {
  return {
    ...account,
    debitsPosted: account.debitsPosted + (by.debitsPosted ?? 0n),
    creditsPosted: account.creditsPosted + (by.creditsPosted ?? 0n),
    debitsPending: account.debitsPending + (by.debitsPending ?? 0n),
    creditsPending: account.creditsPending + (by.creditsPending ?? 0n),
  }
}

function withinLimits(debit: AccountState, credit: AccountState): Movement | Objection {
  for (const account of [debit, credit]) {
    // Pending counts too, so that a hold that was made can always be posted.
    const { debitsPosted, creditsPosted, debitsPending, creditsPending } = account
    if (debitsPosted + debitsPending > maxMinorUnits || creditsPosted + creditsPending > maxMinorUnits) {
      return { code: 'ledger/balance-out-of-range', accountId: account.id }
    }
  }
  // Only the side that a transfer adds to can pass a limit; a deposit into a limited account is never refused.
  if (debit.limit === 'debits-must-not-exceed-credits' && !isWithinLimit(debit)) {
    return { code: 'ledger/exceeds-funds', accountId: debit.id }
  }
  if (credit.limit === 'credits-must-not-exceed-debits' && !isWithinLimit(credit)) {
    return { code: 'ledger/exceeds-funds', accountId: credit.id }
  }
  return { kind: 'movement', debit, credit }
}
