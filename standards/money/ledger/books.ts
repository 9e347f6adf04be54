import { currencyExponent } from '../currency.ts'
import { invariant } from '../invariant.ts'
import type { Account, AccountState } from './account.ts'
import { endHold, isMovement, judgeTransfer, type LedgerView, type Movement } from './judge.ts'
import { refuse, type LedgerRefusal } from './refusal.ts'
import { type Entry, type HoldState, isId, isSameTransfer, type Transfer } from './transfer.ts'

/**
 * The books of one bank: a value, never changed in place. Each currency is a ledger of its own, and no transfer
 * crosses from one into another; an exchange is a chain of two transfers.
 */
export type Books = {
  readonly accounts: ReadonlyMap<string, AccountState>
  readonly holds: ReadonlyMap<string, HoldState>
  /** All entries in the order of their sequence. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Holds still pending that have a timeout. */
  readonly expiring: ReadonlyMap<string, number>
  /** The time of the latest entry or lapse, epoch milliseconds. */
  readonly latestMs: number
}

/** The most transfers that one chain links. */
export const maxChainLength = 64

/** A chain that was made, now or before: the books after it and its entries. */
export type Accepted = {
  readonly kind: 'accepted'
  readonly books: Books
  readonly entries: readonly Entry[]
  /** True when the same chain was made before, and these are its first entries. */
  readonly repeated: boolean
}

/** An account that was not opened. */
export type AccountRefusal = {
  readonly kind: 'refusal'
  readonly code: 'ledger/account-id-malformed' | 'ledger/currency-unknown' | 'ledger/same-account-other-content'
  readonly rule: string
}

/** Books without accounts. */
export function emptyBooks(): Books {
  return { accounts: new Map(), holds: new Map(), entries: new Map(), expiring: new Map(), latestMs: 0 }
}

/** Opens an account with nothing in it. The same account again changes nothing; the same id with other terms is refused. */
export function openAccount(books: Books, account: Account): Books | AccountRefusal {
  const { id, currency, normalSide, limit } = account
  if (!isId(id))
    return refuseAccount('ledger/account-id-malformed', 'an id is 1 to maxIdLength visible ASCII characters')
  if (currencyExponent(currency) === undefined) {
    return refuseAccount('ledger/currency-unknown', 'a ledger is kept in a currency of ISO 4217')
  }
  const present = books.accounts.get(id)
  if (present !== undefined) {
    const same = present.currency === currency && present.normalSide === normalSide && present.limit === limit
    return same ? books : refuseAccount('ledger/same-account-other-content', 'an account keeps its terms')
  }
  const nothing = { debitsPosted: 0n, creditsPosted: 0n, debitsPending: 0n, creditsPending: 0n }
  const opened: AccountState = { id, currency, normalSide, limit, ...nothing }
  return { ...books, accounts: new Map(books.accounts).set(id, opened) }
}

function refuseAccount(code: AccountRefusal['code'], rule: string): AccountRefusal {
  return { kind: 'refusal', code, rule: `double entry: ${rule}` }
}

/**
 * Makes a chain of linked transfers: all of them or none. One transfer is a chain of one.
 *
 * Holds whose timeout is reached at `atMs` are set free first. The same chain again returns its first entries and
 * changes nothing; a refused chain leaves nothing behind, and may be tried again.
 *
 * @returns the new books, or the first refusal in the order of `ledgerRefusals`
 */
export function transfer(books: Books, chain: readonly Transfer[], atMs: number): Accepted | LedgerRefusal {
  const ids = chain.map(({ id }) => id)
  if (chain.length === 0 || chain.length > maxChainLength) return refuse({ code: 'ledger/chain-length' }, 0, '')
  for (const [index, id] of ids.entries()) {
    if (!isId(id)) return refuse({ code: 'ledger/id-malformed' }, index, id)
    if (ids.indexOf(id) < index) return refuse({ code: 'ledger/id-twice-in-chain' }, index, id)
  }
  const earlier = madeBefore(books, chain, ids)
  if (earlier !== undefined) return earlier
  if (!Number.isSafeInteger(atMs) || atMs < books.latestMs) {
    return refuse({ code: 'ledger/time-goes-back' }, 0, ids[0] ?? '')
  }
  const draft = draftOf(lapseHolds(books, atMs))
  for (const [index, each] of chain.entries()) {
    const movement = judgeTransfer(viewOf(draft), each, atMs)
    if (!isMovement(movement)) return refuse(movement, index, each.id)
    record(draft, movement)
    draft.entries.set(each.id, { transfer: each, chain: ids, sequence: draft.entries.size, atMs })
  }
  const made = ids.flatMap((id) => draft.entries.get(id) ?? [])
  return { kind: 'accepted', books: { ...draft, latestMs: atMs }, entries: made, repeated: false }
}

function madeBefore(
  books: Books,
  chain: readonly Transfer[],
  ids: readonly string[],
): Accepted | LedgerRefusal | undefined {
  const entries: Entry[] = []
  for (const each of chain) {
    const entry = books.entries.get(each.id)
    if (entry !== undefined) entries.push(entry)
  }
  if (entries.length === 0) return undefined
  const differs = chain.findIndex((each) => {
    const entry = books.entries.get(each.id)
    return entry !== undefined && !(isSameTransfer(entry.transfer, each) && isSameChain(entry.chain, ids))
  })
  if (differs >= 0) return refuse({ code: 'ledger/same-id-other-content' }, differs, ids[differs] ?? '')
  invariant(entries.length === chain.length, 'a chain was recorded in part')
  return { kind: 'accepted', books, entries, repeated: true }
}

function isSameChain(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}

/** Sets free every hold whose timeout is reached at `atMs`; posts nothing. */
export function lapseHolds(books: Books, atMs: number): Books {
  const due = [...books.expiring].filter(([, expiresAtMs]) => expiresAtMs <= atMs)
  if (due.length === 0) return books
  const draft = draftOf(books)
  for (const [id] of due) {
    const hold = draft.holds.get(id)
    invariant(hold?.status === 'pending', `an expiring hold is pending: ${id}`)
    const movement = endHold(viewOf(draft), { ...hold, status: 'expired' })
    invariant(isMovement(movement), `setting a hold free is never refused: ${id}`)
    record(draft, movement)
  }
  return { ...draft, latestMs: Math.max(atMs, books.latestMs) }
}

/** All debits and all credits of one currency, posted and pending: each pair is always equal. */
export function trialBalance(books: Books, currency: string): Omit<AccountState, keyof Account> {
  const totals = { debitsPosted: 0n, creditsPosted: 0n, debitsPending: 0n, creditsPending: 0n }
  for (const account of books.accounts.values()) {
    if (account.currency !== currency) continue
    totals.debitsPosted += account.debitsPosted
    totals.creditsPosted += account.creditsPosted
    totals.debitsPending += account.debitsPending
    totals.creditsPending += account.creditsPending
  }
  return totals
}

type Draft = {
  readonly accounts: Map<string, AccountState>
  readonly holds: Map<string, HoldState>
  readonly entries: Map<string, Entry>
  readonly expiring: Map<string, number>
}

function draftOf({ accounts, holds, entries, expiring }: Books): Draft {
  return {
    accounts: new Map(accounts),
    holds: new Map(holds),
    entries: new Map(entries),
    expiring: new Map(expiring),
  }
}

function viewOf({ accounts, holds, entries }: Draft): LedgerView {
  return {
    account: (id) => accounts.get(id),
    hold: (id) => holds.get(id),
    isRecorded: (id) => entries.has(id),
  }
}

function record(draft: Draft, { debit, credit, hold }: Movement): void {
  draft.accounts.set(debit.id, debit).set(credit.id, credit)
  if (hold === undefined) return
  const { id, expiresAtMs } = hold.transfer
  draft.holds.set(id, hold)
  if (hold.status === 'pending' && expiresAtMs !== undefined) draft.expiring.set(id, expiresAtMs)
  else draft.expiring.delete(id)
}
