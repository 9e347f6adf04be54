import { availableOf, balanceOf, formatMoney } from '@entrepot/money'
import type pg from 'pg'
import type { Shards } from '../../database/index.ts'
import { ACCOUNT_COLUMNS } from './load.ts'
import { MAX_PAGE } from './limits.ts'
import type { KeptAccount } from './page.ts'
import { accountFromRow, type AccountRow } from './rows.ts'

/** An account as its owner and its keeper see it. Amounts are decimal texts, positive on the account's normal side. */
export interface AccountStatement {
  readonly keeper: string
  readonly name: string
  readonly currency: string
  readonly owner: string
  readonly normalSide: 'debit' | 'credit'
  readonly balance: string
  /** Held and not yet posted, on either side. */
  readonly pendingDebits: string
  readonly pendingCredits: string
  /** What may still leave it; absent where nothing limits it. */
  readonly available?: string
  readonly postings: string
}

/** One line of a statement. */
export interface StatementLine {
  /** Counts from 1 in each account. */
  readonly sequence: string
  readonly side: 'debit' | 'credit'
  readonly amount: string
  /** The balance after it. */
  readonly balance: string
  readonly currency: string
  /** The account on the other side, where the reader may know it: for the keeper. */
  readonly counterpart?: string
  readonly transfer: string
  readonly file?: string
  readonly act: string
  /** Business time of the act. */
  readonly reached: string
  readonly postedMs: number
}

/** Which rows of a list. */
export interface PageOf {
  /** As answered by the page before. */
  readonly after?: string
  /** At most `MAX_PAGE`. */
  readonly limit?: number
}

/** Reads accounts of one keeper by id, without lock. */
export async function readAccounts(
  pool: pg.Pool,
  keeper: string,
  ids: readonly string[],
): Promise<Map<string, KeptAccount>> {
  const { rows } = await pool.query<AccountRow>(
    `select ${ACCOUNT_COLUMNS} from ledger_account where keeper = $1 and id = any($2::text[])`,
    [keeper, ids],
  )
  return new Map(rows.map((row) => [row.id, accountFromRow(row)]))
}

/**
 * The accounts that an organisation may see: those it owns, at whatever bank, and all of its own books. Ordered by keeper and
 * account; `next` is there when there may be more.
 */
export async function accountsOf(
  shards: Shards,
  organisation: string,
  { after, limit = MAX_PAGE }: PageOf = {},
): Promise<{ readonly accounts: readonly AccountStatement[]; readonly next?: string }> {
  const bound = Math.min(limit, MAX_PAGE)
  const [keeper = '', id = ''] = after?.split(' ') ?? []
  const pages = await Promise.all(
    shards.all.map((pool) =>
      pool.query<AccountRow & { keeper: string }>(
        `select keeper, ${ACCOUNT_COLUMNS} from ledger_account
         where (owner = $1 or keeper = $1) and (keeper, id) > ($2 collate "C", $3 collate "C")
         order by keeper collate "C", id collate "C" limit $4`,
        [organisation, keeper, id, bound],
      ),
    ),
  )
  const rows = pages.flatMap((page) => page.rows).sort(byKeeperAndId)
  const page = rows.slice(0, bound)
  const last = page.length === bound ? page.at(-1) : undefined
  const accounts = page.map((row) => statementOf(row.keeper, accountFromRow(row)))
  return last ? { accounts, next: `${last.keeper} ${last.id}` } : { accounts }
}

function byKeeperAndId(left: { keeper: string; id: string }, right: { keeper: string; id: string }): number {
  const [one, other] = [`${left.keeper} ${left.id}`, `${right.keeper} ${right.id}`]
  return one < other ? -1 : one > other ? 1 : 0
}

/**
 * An account's statement line by line, oldest first.
 *
 * @returns `undefined` for an account that is not there, and just the same for one that the organisation may not see.
 */
export async function entriesOf(
  shards: Shards,
  { organisation, keeper, id }: { readonly organisation: string; readonly keeper: string; readonly id: string },
  { after = '0', limit = MAX_PAGE }: PageOf = {},
): Promise<
  { readonly account: AccountStatement; readonly entries: readonly StatementLine[]; readonly next?: string } | undefined
> {
  const pool = shards.ofOrganisation(keeper)
  const account = (await readAccounts(pool, keeper, [id])).get(id)
  if (account === undefined || (organisation !== keeper && organisation !== account.owner)) return undefined
  const bound = Math.min(limit, MAX_PAGE)
  const { rows } = await pool.query<PostingRow>(
    `select sequence, side, amount, balance, counterpart, transfer, file_id, act, reached, at_ms from ledger_posting
     where keeper = $1 and account = $2 and sequence > $3 order by sequence limit $4`,
    [keeper, id, after, bound],
  )
  const entries = rows.map((row) => lineOf(row, account.currency, organisation === keeper))
  const last = rows.length === bound ? rows.at(-1) : undefined
  return { account: statementOf(keeper, account), entries, ...(last ? { next: String(last.sequence) } : {}) }
}

interface PostingRow {
  readonly sequence: bigint
  readonly side: 'debit' | 'credit'
  readonly amount: bigint
  readonly balance: bigint
  readonly counterpart: string
  readonly transfer: string
  readonly file_id: string | null
  readonly act: string
  readonly reached: string
  readonly at_ms: bigint
}

function lineOf(row: PostingRow, currency: string, isKeeper: boolean): StatementLine {
  return {
    ...{ sequence: String(row.sequence), side: row.side, currency },
    amount: formatMoney({ amount: row.amount, currency }),
    balance: formatMoney({ amount: row.balance, currency }),
    ...(isKeeper ? { counterpart: row.counterpart } : {}),
    ...(row.file_id === null ? {} : { file: row.file_id }),
    ...{ transfer: row.transfer, act: row.act, reached: row.reached, postedMs: Number(row.at_ms) },
  }
}

function statementOf(keeper: string, account: KeptAccount): AccountStatement {
  const { name, currency, owner, normalSide, debitsPending, creditsPending, postings } = account
  const available = availableOf(account)
  return {
    ...{ keeper, name, currency, owner, normalSide },
    balance: formatMoney(balanceOf(account)),
    pendingDebits: formatMoney({ amount: debitsPending, currency }),
    pendingCredits: formatMoney({ amount: creditsPending, currency }),
    ...(available ? { available: formatMoney(available) } : {}),
    postings: String(postings),
  }
}
