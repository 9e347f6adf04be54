import {
  type AccountState,
  balanceOf,
  type Entry,
  type HoldState,
  type LedgerRefusal,
  lapseHolds,
  type Transfer,
  transfer,
} from '@entrepot/money'

/** An account as it is kept: with its name, its owner, and how many postings its statement has. */
export interface KeptAccount extends AccountState {
  readonly name: string
  readonly owner: string
  readonly postings: bigint
  readonly isNew: boolean
}

/** A hold as it is kept: the act and effect that made it; `lasting` when it stays until another act ends it. */
export interface KeptHold extends HoldState {
  readonly act: string
  readonly name: string
  readonly lasting: boolean
  /** The preparation that is going to end it. */
  readonly claimedBy?: string
}

/** What a chain belongs to; every transfer and posting carries it. */
export interface Origin {
  readonly act: string
  readonly file?: string
  /** Business time at which the act reached the port. */
  readonly reached: string
  /** By transfer id: what a hold is called among its act's effects, and whether it lasts. */
  readonly holds?: ReadonlyMap<string, { readonly name: string; readonly lasting: boolean }>
}

/** One line of an account's statement. */
export interface Posting {
  readonly account: string
  readonly sequence: bigint
  readonly transfer: string
  readonly side: 'debit' | 'credit'
  readonly amount: bigint
  /** The posted balance after it, positive on the account's normal side. */
  readonly balance: bigint
  readonly counterpart: string
  readonly origin: Origin
}

/**
 * The part of one keeper's books that a batch works on: what its chains name, read under lock, and what they changed.
 * The rules stand in `@entrepot/money`; here is only what to read and what to write.
 */
export interface Page {
  readonly keeper: string
  readonly atMs: number
  readonly accounts: Map<string, KeptAccount>
  readonly holds: Map<string, KeptHold>
  readonly entries: Map<string, Entry>
  readonly changedAccounts: Set<string>
  readonly changedHolds: Set<string>
  readonly made: { readonly entry: Entry; readonly origin: Origin }[]
  readonly postings: Posting[]
}

/**
 * Makes a chain on the page, all of it or none, with the answers of the pure ledger's `transfer`; the same chain again is
 * accepted and changes nothing. Time is the ledger's own and never refuses.
 */
export function makeChain(page: Page, chain: readonly Transfer[], origin: Origin): LedgerRefusal | undefined {
  if (chain.length === 0) return undefined
  const answer = transfer(excerpt(page, chain), chain, page.atMs)
  if (answer.kind === 'refusal') return answer
  if (answer.repeated) return undefined
  for (const entry of answer.entries) {
    page.entries.set(entry.transfer.id, entry)
    page.made.push({ entry, origin })
    for (const line of linesOf(entry.transfer, answer.books.holds)) post(page, line, { entry, origin })
  }
  adopt(page, answer.books, origin)
  return undefined
}

/** What `makeChain` would answer, leaving the page as it is. */
export function tryChain(page: Page, chain: readonly Transfer[]): LedgerRefusal | undefined {
  if (chain.length === 0) return undefined
  const answer = transfer(excerpt(page, chain), chain, page.atMs)
  return answer.kind === 'refusal' ? answer : undefined
}

/** Sets free every hold on the page whose timeout is reached. */
export function lapseDue(page: Page): void {
  const due = [...page.holds.values()].filter(
    ({ status, transfer: { expiresAtMs } }) =>
      status === 'pending' && expiresAtMs !== undefined && expiresAtMs <= page.atMs,
  )
  if (due.length === 0) return
  const expiring = new Map(due.map(({ transfer: { id, expiresAtMs } }) => [id, expiresAtMs ?? page.atMs]))
  const { accounts, holds } = page
  const lapsed = lapseHolds({ accounts, holds, entries: new Map(), expiring, latestMs: 0 }, page.atMs)
  const touched = new Set(due.flatMap(({ transfer: { debit, credit } }) => [debit, credit]))
  for (const id of touched) {
    const state = lapsed.accounts.get(id)
    if (state) keepAccount(page, state)
  }
  for (const {
    transfer: { id },
  } of due) {
    const state = lapsed.holds.get(id)
    const before = page.holds.get(id)
    if (state && before) keepHold(page, { ...before, ...state })
  }
}

/** Keeps a hold as it now is. */
export function keepHold(page: Page, hold: KeptHold): void {
  page.holds.set(hold.transfer.id, hold)
  page.changedHolds.add(hold.transfer.id)
}

/** The pure books that one chain can see: chains are short, so that copying them costs little. */
function excerpt(page: Page, chain: readonly Transfer[]) {
  const ids = new Set<string>()
  const accountIds = new Set<string>()
  for (const each of chain) {
    ids.add(each.id)
    if ('hold' in each) ids.add(each.hold)
    else accountIds.add(each.debit).add(each.credit)
  }
  const holds = some(page.holds, ids)
  for (const { transfer: held } of holds.values()) accountIds.add(held.debit).add(held.credit)
  return {
    accounts: some<AccountState>(page.accounts, accountIds),
    holds,
    entries: some(page.entries, ids),
    expiring: new Map<string, number>(),
    latestMs: 0,
  }
}

function some<Value>(all: ReadonlyMap<string, Value>, ids: ReadonlySet<string>): Map<string, Value> {
  const found = new Map<string, Value>()
  for (const id of ids) {
    const value = all.get(id)
    if (value !== undefined) found.set(id, value)
  }
  return found
}

interface Line {
  readonly debit: string
  readonly credit: string
  readonly amount: bigint
}

function linesOf(made: Transfer, holds: ReadonlyMap<string, HoldState>): readonly Line[] {
  if (made.kind === 'post') return [{ debit: made.debit, credit: made.credit, amount: made.amount.amount }]
  if (made.kind !== 'postPending') return []
  const ended = holds.get(made.hold)
  return ended ? [{ debit: ended.transfer.debit, credit: ended.transfer.credit, amount: ended.posted }] : []
}

function post(
  page: Page,
  { debit, credit, amount }: Line,
  at: { readonly entry: Entry; readonly origin: Origin },
): void {
  postSide(page, { account: debit, counterpart: credit, side: 'debit', amount }, at)
  postSide(page, { account: credit, counterpart: debit, side: 'credit', amount }, at)
}

function postSide(
  page: Page,
  line: Pick<Posting, 'account' | 'counterpart' | 'side' | 'amount'>,
  { entry, origin }: { readonly entry: Entry; readonly origin: Origin },
): void {
  const before = page.accounts.get(line.account)
  if (before === undefined) throw new Error(`a posting without its account ${line.account}`)
  const isDebit = line.side === 'debit'
  // Running totals of this page; `adopt` then takes the whole state, holds among it, from the pure ledger.
  const after: KeptAccount = {
    ...before,
    debitsPosted: before.debitsPosted + (isDebit ? line.amount : 0n),
    creditsPosted: before.creditsPosted + (isDebit ? 0n : line.amount),
    postings: before.postings + 1n,
  }
  page.accounts.set(line.account, after)
  const { amount: balance } = balanceOf(after)
  page.postings.push({ ...line, sequence: after.postings, transfer: entry.transfer.id, balance, origin })
}

function adopt(
  page: Page,
  books: { readonly accounts: ReadonlyMap<string, AccountState>; readonly holds: ReadonlyMap<string, HoldState> },
  origin: Origin,
): void {
  for (const state of books.accounts.values()) if (page.accounts.get(state.id) !== state) keepAccount(page, state)
  for (const state of books.holds.values()) {
    const { id } = state.transfer
    const before = page.holds.get(id)
    if (before === state) continue
    const named = origin.holds?.get(id) ?? { name: id, lasting: true }
    keepHold(page, before === undefined ? { ...state, ...named, act: origin.act } : { ...before, ...state })
  }
}

/** Takes the totals from the pure ledger; what only we keep stays as it is here. */
function keepAccount(page: Page, state: AccountState): void {
  const kept = page.accounts.get(state.id)
  if (kept === undefined) throw new Error(`the page lacks the account ${state.id}`)
  const { debitsPosted, creditsPosted, debitsPending, creditsPending } = state
  page.accounts.set(state.id, { ...kept, debitsPosted, creditsPosted, debitsPending, creditsPending })
  page.changedAccounts.add(state.id)
}
