import type { Account, AccountLimit, Entry, HoldState, Side, Transfer } from '@entrepot/money'
import type { KeptAccount, KeptHold } from './page.ts'

/** A row of `ledger_account`. */
export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly currency: string
  readonly owner: string
  readonly normal_side: Side
  readonly limited: AccountLimit
  readonly debits_posted: bigint
  readonly credits_posted: bigint
  readonly debits_pending: bigint
  readonly credits_pending: bigint
  readonly postings: bigint
}

/** A row of `ledger_hold`. */
export interface HoldRow {
  readonly id: string
  readonly act: string
  readonly name: string
  readonly lasting: boolean
  readonly debit: string
  readonly credit: string
  readonly amount: bigint
  readonly currency: string
  readonly expires_ms: bigint | null
  readonly status: HoldState['status']
  readonly posted: bigint
  readonly claimed_by: string | null
}

/** A row of `ledger_transfer`. */
export interface TransferRow {
  readonly id: string
  readonly kind: Transfer['kind']
  readonly debit: string | null
  readonly credit: string | null
  readonly amount: bigint | null
  readonly currency: string | null
  readonly hold: string | null
  readonly expires_ms: bigint | null
  readonly chain: string
  readonly at_ms: bigint
}

export function accountFromRow(row: AccountRow): KeptAccount {
  const terms: Account = { id: row.id, currency: row.currency, normalSide: row.normal_side, limit: row.limited }
  return {
    ...terms,
    ...{ name: row.name, owner: row.owner, postings: row.postings, isNew: false },
    debitsPosted: row.debits_posted,
    creditsPosted: row.credits_posted,
    debitsPending: row.debits_pending,
    creditsPending: row.credits_pending,
  }
}

export function holdFromRow(row: HoldRow): KeptHold {
  const { id, debit, credit, act, name, lasting, status, posted } = row
  const amount = { amount: row.amount, currency: row.currency }
  const transfer = { kind: 'hold' as const, id, debit, credit, amount, ...expiry(row.expires_ms) }
  const claim = row.claimed_by === null ? {} : { claimedBy: row.claimed_by }
  return { transfer, status, posted, act, name, lasting, ...claim }
}

export function entryFromRow(row: TransferRow): Entry {
  return { transfer: transferFromRow(row), chain: row.chain.split(' '), sequence: 0, atMs: Number(row.at_ms) }
}

function transferFromRow({ id, kind, hold, ...row }: TransferRow): Transfer {
  const amount =
    row.amount === null || row.currency === null ? undefined : { amount: row.amount, currency: row.currency }
  const { debit, credit } = row
  switch (kind) {
    case 'postPending':
      if (hold !== null) return { kind, id, hold, ...(amount === undefined ? {} : { amount }) }
      break
    case 'voidPending':
      if (hold !== null) return { kind, id, hold }
      break
    case 'post':
      if (debit !== null && credit !== null && amount !== undefined) return { kind, id, debit, credit, amount }
      break
    case 'hold':
      if (debit !== null && credit !== null && amount !== undefined)
        return { kind, id, debit, credit, amount, ...expiry(row.expires_ms) }
      break
  }
  throw new Error(`the transfer ${id} is kept without what its kind has`)
}

function expiry(expiresMs: bigint | null): { readonly expiresAtMs?: number } {
  return expiresMs === null ? {} : { expiresAtMs: Number(expiresMs) }
}
