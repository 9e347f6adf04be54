import type { Transfer } from '@entrepot/money'
import type pg from 'pg'
import type { AccountTerms } from '@entrepot/trade/capital'
import { LAPSE_BATCH } from './limits.ts'
import { type KeptAccount, lapseDue, type Page } from './page.ts'
import { accountFromRow, type AccountRow, entryFromRow, holdFromRow, type HoldRow, type TransferRow } from './rows.ts'

/** What a page is loaded for. */
export interface Wanted {
  readonly keeper: string
  readonly transfers: readonly Transfer[]
  /** The time of the books, epoch milliseconds. */
  readonly atMs: number
  /** The terms of an account that is opened by its first use; absent where accounts are opened beforehand. */
  readonly termsOf?: (id: string) => AccountTerms | undefined
}

const HOLD_COLUMNS = 'id, act, name, lasting, debit, credit, amount, currency, expires_ms, status, posted, claimed_by'
export const ACCOUNT_COLUMNS = `id, name, currency, owner, normal_side, limited, debits_posted, credits_posted,
  debits_pending, credits_pending, postings`
const TRANSFER_COLUMNS = 'id, kind, debit, credit, amount, currency, hold, expires_ms, chain, at_ms'

/**
 * Reads what the transfers name, in the caller's transaction, and sets free what has lapsed.
 *
 * All accounts are locked in the order of their ids before anything that depends on them is read, and every writer of holds
 * locks the hold's accounts: so what the page shows stays true until the transaction ends, and no two of them can deadlock.
 */
export async function loadPage(client: pg.PoolClient, wanted: Wanted): Promise<Page> {
  const { keeper, transfers, atMs } = wanted
  const ended = [...new Set(transfers.flatMap((each) => ('hold' in each ? [each.hold] : [])))]
  const first = await client.query<Pick<HoldRow, 'id' | 'debit' | 'credit'>>(
    `select id, debit, credit from ledger_hold where keeper = $1 and id = any($2::text[])
     union all
     (select id, debit, credit from ledger_hold
      where keeper = $1 and status = 'pending' and expires_ms <= $3 order by expires_ms limit ${LAPSE_BATCH})`,
    [keeper, ended, atMs],
  )
  const named = transfers.flatMap((each) => ('hold' in each ? [] : [each.debit, each.credit]))
  const ofHolds = first.rows.flatMap(({ debit, credit }) => [debit, credit])
  const accounts = await lockAccounts(client, wanted, [...new Set([...named, ...ofHolds])])
  const holdIds = [...new Set([...first.rows.map(({ id }) => id), ...transfers.map(({ id }) => id)])]
  const holds = await client.query<HoldRow>(
    `select ${HOLD_COLUMNS} from ledger_hold where keeper = $1 and id = any($2::text[])`,
    [keeper, holdIds],
  )
  const entries = await client.query<TransferRow>(
    `select ${TRANSFER_COLUMNS} from ledger_transfer where keeper = $1 and id = any($2::text[])`,
    [keeper, [...new Set([...transfers.map(({ id }) => id), ...ended])]],
  )
  const page: Page = {
    ...{ keeper, atMs, accounts },
    holds: new Map(holds.rows.map((row) => [row.id, holdFromRow(row)])),
    entries: new Map(entries.rows.map((row) => [row.id, entryFromRow(row)])),
    ...{ changedAccounts: new Set(), changedHolds: new Set(), made: [], postings: [] },
  }
  lapseDue(page)
  return page
}

async function lockAccounts(
  client: pg.PoolClient,
  { keeper, termsOf }: Wanted,
  ids: readonly string[],
): Promise<Map<string, KeptAccount>> {
  const { rows } = await client.query<AccountRow>(
    `select ${ACCOUNT_COLUMNS} from ledger_account where keeper = $1 and id = any($2::text[]) order by id for update`,
    [keeper, ids],
  )
  const accounts = new Map(rows.map((row) => [row.id, accountFromRow(row)]))
  for (const id of ids) {
    const terms = accounts.has(id) ? undefined : termsOf?.(id)
    if (terms) accounts.set(id, { ...terms, ...nothing, postings: 0n, isNew: true })
  }
  return accounts
}

const nothing = { debitsPosted: 0n, creditsPosted: 0n, debitsPending: 0n, creditsPending: 0n }
