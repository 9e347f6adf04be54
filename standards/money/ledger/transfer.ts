import type { Money } from '../money.ts'

/** Moves an amount at once. */
export type Post = {
  readonly kind: 'post'
  readonly id: string
  readonly debit: string
  readonly credit: string
  readonly amount: Money
}

/** Sets an amount aside until it is posted or voided, or until `expiresAtMs` (epoch milliseconds), if that is given. */
export type Hold = Omit<Post, 'kind'> & { readonly kind: 'hold'; readonly expiresAtMs?: number }

/** Moves what a hold set aside: all of it, or only `amount`, whereupon the rest is set free. */
export type PostPending = {
  readonly kind: 'postPending'
  readonly id: string
  readonly hold: string
  readonly amount?: Money
}

/** Sets free what a hold set aside. */
export type VoidPending = { readonly kind: 'voidPending'; readonly id: string; readonly hold: string }

/** One act on the books; its id is given by the client and makes it happen once. */
export type Transfer = Post | Hold | PostPending | VoidPending

/** A hold and what became of it. */
export type HoldState = {
  readonly transfer: Hold
  readonly status: 'pending' | 'posted' | 'voided' | 'expired'
  /** The minor units that were posted; 0 until then. */
  readonly posted: bigint
}

/** A transfer as it was recorded: once, and never changed after. */
export type Entry = {
  readonly transfer: Transfer
  /** The ids of the chain that it was made in, itself among them. */
  readonly chain: readonly string[]
  /** Its place in these books, counted from 0 without gaps. */
  readonly sequence: number
  readonly atMs: number
}

/** The longest id of an account or transfer, in characters. */
export const maxIdLength = 128

/** Tells whether a text can be an id: visible ASCII, no blanks. */
export function isId(text: string): boolean {
  return text.length <= maxIdLength && /^[\x21-\x7e]+$/.test(text)
}

/** Tells whether two transfers say the same. */
export function isSameTransfer(left: Transfer, right: Transfer): boolean {
  return contentOf(left) === contentOf(right)
}

function contentOf(transfer: Transfer): string {
  const { kind, id } = transfer
  switch (transfer.kind) {
    case 'post':
      return [kind, id, transfer.debit, transfer.credit, textOf(transfer.amount)].join(' ')
    case 'hold':
      return [kind, id, transfer.debit, transfer.credit, textOf(transfer.amount), transfer.expiresAtMs].join(' ')
    case 'postPending':
      return [kind, id, transfer.hold, textOf(transfer.amount)].join(' ')
    case 'voidPending':
      return [kind, id, transfer.hold].join(' ')
  }
}

function textOf(amount: Money | undefined): string {
  return amount === undefined ? '' : `${amount.currency}${amount.amount}`
}
