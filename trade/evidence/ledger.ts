import type { RegisterEffect } from '@entrepot/trade/act'
import {
  type Account,
  type Books,
  emptyBooks,
  isMalformed,
  openAccount,
  parseMoney,
  transfer,
  type Transfer,
  trialBalance,
} from '@entrepot/money'
import { termsOf } from '@entrepot/trade/capital'
import {
  contentOf,
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  foldStub,
  viewFile,
} from '@entrepot/trade/file'
import { type Finding, fault, type Place } from './finding.ts'
import { placeOf } from './citations.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'
import { inOrderOfReceipt } from './rekeyed.ts'

/** The books of all banks as the acts of the evidence make them. */
export interface RecomputedLedger {
  /** By keeper. */
  readonly books: ReadonlyMap<string, Books>
  /** Every posting applies, debits equal credits in every currency, no hold is left over, nostro and vostro agree. */
  readonly balanced: boolean
  /** Acts of files that are not wholly visible may post what cannot be computed: then `balanced` speaks of the rest. */
  readonly complete: boolean
  readonly findings: readonly Finding[]
}

/** An account's terms by its name and currency in a bank's books; the chart of accounts of `trade/capital` where absent. */
export type TermsOfAccount = (keeper: string, account: string, currency: string) => Account | undefined

/**
 * Keeps every bank's books anew from the effects of the acts, in the order of their receipt.
 *
 * Each posting is judged by the rules of the ledger: amounts, holds, limits. A correspondent account stands in two
 * books, `nostro:B` at A and `vostro:A` at B, and must show the same from both sides.
 */
export function recomputeLedger(
  files: ReadonlyMap<string, OpenedFile>,
  terms: TermsOfAccount = termsOf,
): RecomputedLedger {
  const ledger = new Ledger(terms)
  const states = new Map([...files].map(([id, { state }]) => [id, emptyFile(id, state.kind)]))
  for (const { file, entry } of inOrderOfReceipt(files)) {
    const state = states.get(file.state.id)
    if (state) ledger.take(state, file, entry)
  }
  const { books, findings } = ledger
  for (const [keeper, own] of books) findings.push(...closing(keeper, own), ...correspondents(keeper, own, books))
  const complete = [...files.values()].every(({ whole }) => whole)
  return { books, findings, complete, balanced: findings.length === 0 }
}

class Ledger {
  readonly books = new Map<string, Books>()
  readonly findings: Finding[] = []
  readonly #terms: TermsOfAccount

  constructor(terms: TermsOfAccount) {
    this.#terms = terms
  }

  take(state: FileState, file: OpenedFile, entry: OpenedEntry): void {
    const { act, definition, seq, identity } = entry
    if (!act) {
      foldStub(state, seq, identity)
      return
    }
    // What it posts may rest on an amount that is not shown here; the whole evidence shows it.
    const view = viewFile(withParties(state, act), { overlay: contentOf(state, act) })
    const effects = file.whole ? definition?.effects?.(view, act) : undefined
    for (const [keeper, chain] of byKeeper(effects ?? []))
      this.#post(keeper, chain, { entry, at: placeOf(file, entry) })
    foldAct(state, act)
  }

  #post(keeper: string, chain: readonly RegisterEffect[], { entry, at }: { entry: OpenedEntry; at: Place }): void {
    let books = this.books.get(keeper) ?? emptyBooks()
    const transfers: Transfer[] = []
    for (const effect of chain) {
      const made = transferOf(effect, entry.identity)
      if (!made) {
        this.findings.push(fault('ledger/amount-malformed', at, effect.name))
        return
      }
      transfers.push(made)
      const opened = this.#withAccounts(books, keeper, effect)
      if (!opened) {
        this.findings.push(
          fault('ledger/account-unknown', at, `${keeper} ${effect.debit} ${effect.credit} ${effect.currency}`),
        )
        return
      }
      books = opened
    }
    const answer = transfer(books, transfers, entry.receivedMs)
    if (answer.kind === 'accepted') this.books.set(keeper, answer.books)
    else this.findings.push(fault(answer.code, at, keeper))
  }

  #withAccounts(books: Books, keeper: string, { debit, credit, currency }: RegisterEffect): Books | undefined {
    let open = books
    for (const name of [debit, credit]) {
      const terms = this.#terms(keeper, name, currency)
      const opened = terms && openAccount(open, terms)
      if (!opened || 'code' in opened) return undefined
      open = opened
    }
    return open
  }
}

/** An opening act is looked at in a file that holds its parties. */
function withParties(state: FileState, act: FoldableAct): FileState {
  if (!act.opens) return state
  const opened = emptyFile(state.id, state.kind)
  foldAct(opened, { ...act, statements: [], dated: [], effect: 'states' })
  return opened
}

function byKeeper(effects: readonly RegisterEffect[]): Map<string, RegisterEffect[]> {
  const chains = new Map<string, RegisterEffect[]>()
  for (const effect of effects) chains.set(effect.keeper, [...(chains.get(effect.keeper) ?? []), effect])
  return chains
}

function transferOf(effect: RegisterEffect, act: string): Transfer | undefined {
  const { kind, name, currency, hold } = effect
  const id = `${act}:${name}`
  const amount = parseMoney(effect.amount, currency)
  if (isMalformed(amount)) return undefined
  const accounts = { debit: `${effect.debit}/${currency}`, credit: `${effect.credit}/${currency}` }
  if (kind === 'post' || kind === 'hold') return { kind, id, ...accounts, amount }
  if (!hold) return undefined
  const held = `${hold.act}:${hold.name}`
  return kind === 'postHold' ? { kind: 'postPending', id, hold: held, amount } : { kind: 'voidPending', id, hold: held }
}

function closing(keeper: string, books: Books): Finding[] {
  const findings: Finding[] = []
  for (const currency of new Set([...books.accounts.values()].map((account) => account.currency))) {
    const { debitsPosted, creditsPosted, debitsPending } = trialBalance(books, currency)
    if (debitsPosted !== creditsPosted) findings.push(fault('ledger/unbalanced', {}, `${keeper} ${currency}`))
    if (debitsPending !== 0n) findings.push(fault('ledger/hold-left-over', {}, `${keeper} ${currency}`))
  }
  return findings
}

/** What we show as ours at the other bank, the other bank shows as owed to us. */
function correspondents(keeper: string, own: Books, all: ReadonlyMap<string, Books>): Finding[] {
  const findings: Finding[] = []
  for (const account of own.accounts.values()) {
    const [name = '', currency = ''] = account.id.split('/')
    if (!name.startsWith('nostro:')) continue
    const other = all.get(name.slice('nostro:'.length))?.accounts.get(`vostro:${keeper}/${currency}`)
    const ours = account.debitsPosted - account.creditsPosted
    const theirs = other ? other.creditsPosted - other.debitsPosted : 0n
    if (ours !== theirs) findings.push(fault('ledger/nostro-differs', {}, `${keeper} ${account.id}`))
  }
  return findings
}
