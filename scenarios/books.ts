import {
  balanceOf,
  type Books,
  emptyBooks,
  type Money,
  money,
  openAccount,
  transfer,
  type Transfer,
  trialBalance,
} from '@entrepot/money'
import type { RegisterEffect } from '@entrepot/trade/act'
import { termsOf } from '@entrepot/trade/capital'
import { catalogue } from '@entrepot/trade/catalogue'
import { type FoldableAct, viewFile } from '@entrepot/trade/file'
import type { Played } from './play.ts'

/** What the acts of a played scenario leave in the banks' books. */
export interface ClosedBooks {
  /** Balance of an account, on its normal side. */
  balance(bank: string, account: string, currency: string): Money | undefined
  /** Debits less credits of each bank and currency. */
  readonly trial: readonly bigint[]
}

/** Keeps the books of every bank by the effects of the acts, in the order in which they were played. */
export function closedBooks(played: Played): ClosedBooks {
  const books = new Map<string, Books>()
  for (const act of played.acts.values())
    for (const effect of effectsOf(played, act)) books.set(effect.keeper, post(books.get(effect.keeper), effect, act))
  return {
    balance(bank, account, currency) {
      const keeper = played.parties.get(bank)?.signer.organisation ?? ''
      const found = books.get(keeper)?.accounts.get(`${account}/${currency}`)
      return found && balanceOf(found)
    },
    trial: [...books.values()].flatMap((each) => ['USD', 'EUR', 'CNY'].map((currency) => difference(each, currency))),
  }
}

const difference = (books: Books, currency: string): bigint => {
  const { debitsPosted, creditsPosted, debitsPending, creditsPending } = trialBalance(books, currency)
  return debitsPosted - creditsPosted + debitsPending - creditsPending
}

function effectsOf(played: Played, act: FoldableAct): readonly RegisterEffect[] {
  const file = [...played.files.values()].find((each) => each.byIdentity.has(act.identity))
  // Elements that effects read never change after their act in a scenario, so the file as it ended serves.
  return (file && catalogue.acts.get(act.type)?.effects?.(viewFile(file), act)) ?? []
}

function post(books: Books = emptyBooks(), effect: RegisterEffect, act: FoldableAct): Books {
  let open = books
  for (const name of [effect.debit, effect.credit]) {
    const terms = termsOf(effect.keeper, name, effect.currency)
    if (!terms) throw new Error(`books/unknown-account: ${name}`)
    const opened = openAccount(open, terms)
    if ('code' in opened) throw new Error(`${opened.code}: ${name}`)
    open = opened
  }
  const done = transfer(open, [transferOf(effect, act)], Date.parse(act.receipt.reached))
  if ('code' in done) throw new Error(`${done.code}: ${effect.name} of ${act.type}`)
  return done.books
}

function transferOf(effect: RegisterEffect, act: FoldableAct): Transfer {
  const id = `${act.identity}/${effect.name}`
  const hold = effect.hold ? `${effect.hold.act}/${effect.hold.name}` : ''
  if (effect.kind === 'postHold') return { kind: 'postPending', id, hold }
  if (effect.kind === 'voidHold') return { kind: 'voidPending', id, hold }
  const [debit, credit] = [effect.debit, effect.credit].map((account) => `${account}/${effect.currency}`)
  return {
    kind: effect.kind,
    id,
    debit: debit ?? '',
    credit: credit ?? '',
    amount: money(effect.amount, effect.currency),
  }
}
