import { LostRace } from '../../database/index.ts'
import type pg from 'pg'
import type { KeptAccount, Page } from './page.ts'

/**
 * Writes what changed on a page, each table by one statement, in the transaction that loaded it.
 *
 * @throws {LostRace} when another transaction opened the same account or made the same transfer first: it is tried again
 */
export async function savePage(client: pg.PoolClient, page: Page): Promise<void> {
  const changed = [...page.changedAccounts].flatMap((id) => page.accounts.get(id) ?? [])
  await insertAccounts(
    client,
    page,
    changed.filter(({ isNew }) => isNew),
  )
  await updateAccounts(
    client,
    page,
    changed.filter(({ isNew }) => !isNew),
  )
  await insertTransfers(client, page)
  await upsertHolds(client, page)
  await insertPostings(client, page)
}

async function insertAccounts(client: pg.PoolClient, { keeper }: Page, list: readonly KeptAccount[]): Promise<void> {
  if (list.length === 0) return
  const { rowCount } = await client.query(
    `insert into ledger_account (keeper, id, name, currency, owner, normal_side, limited,
       debits_posted, credits_posted, debits_pending, credits_pending, postings)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])
     on conflict do nothing`,
    [
      keeper,
      list.map(({ id }) => id),
      list.map(({ name }) => name),
      list.map(({ currency }) => currency),
      list.map(({ owner }) => owner),
      list.map(({ normalSide }) => normalSide),
      list.map(({ limit }) => limit),
      ...totals(list),
    ],
  )
  if (rowCount !== list.length) throw new LostRace('an account was opened by another transaction')
}

async function updateAccounts(client: pg.PoolClient, { keeper }: Page, list: readonly KeptAccount[]): Promise<void> {
  if (list.length === 0) return
  await client.query(
    `update ledger_account as account set debits_posted = changed.debits_posted, credits_posted = changed.credits_posted,
       debits_pending = changed.debits_pending, credits_pending = changed.credits_pending, postings = changed.postings
     from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
       as changed (id, debits_posted, credits_posted, debits_pending, credits_pending, postings)
     where account.keeper = $1 and account.id = changed.id`,
    [keeper, list.map(({ id }) => id), ...totals(list)],
  )
}

function totals(list: readonly KeptAccount[]): string[][] {
  return [
    list.map(({ debitsPosted }) => String(debitsPosted)),
    list.map(({ creditsPosted }) => String(creditsPosted)),
    list.map(({ debitsPending }) => String(debitsPending)),
    list.map(({ creditsPending }) => String(creditsPending)),
    list.map(({ postings }) => String(postings)),
  ]
}

async function insertTransfers(client: pg.PoolClient, { keeper, made, atMs }: Page): Promise<void> {
  if (made.length === 0) return
  const moving = made.map(({ entry }) => ('debit' in entry.transfer ? entry.transfer : undefined))
  const ending = made.map(({ entry }) => ('hold' in entry.transfer ? entry.transfer : undefined))
  const amounts = made.map(({ entry }) => ('amount' in entry.transfer ? entry.transfer.amount : undefined))
  const { rowCount } = await client.query(
    `insert into ledger_transfer (keeper, at_ms, id, kind, debit, credit, amount, currency, hold, expires_ms, chain, file_id, act)
     select $1, $2, * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[],
       $10::bigint[], $11::text[], $12::uuid[], $13::text[])
     on conflict do nothing`,
    [
      keeper,
      atMs,
      made.map(({ entry }) => entry.transfer.id),
      made.map(({ entry }) => entry.transfer.kind),
      moving.map((each) => each?.debit ?? null),
      moving.map((each) => each?.credit ?? null),
      amounts.map((amount) => (amount === undefined ? null : String(amount.amount))),
      amounts.map((amount) => amount?.currency ?? null),
      ending.map((each) => each?.hold ?? null),
      moving.map((each) => (each?.kind === 'hold' ? (each.expiresAtMs ?? null) : null)),
      made.map(({ entry }) => entry.chain.join(' ')),
      made.map(({ origin }) => origin.file ?? null),
      made.map(({ origin }) => origin.act),
    ],
  )
  if (rowCount !== made.length) throw new LostRace('a transfer was made by another transaction')
}

async function upsertHolds(client: pg.PoolClient, { keeper, holds, changedHolds }: Page): Promise<void> {
  const list = [...changedHolds].flatMap((id) => holds.get(id) ?? [])
  if (list.length === 0) return
  await client.query(
    `insert into ledger_hold (keeper, id, act, name, lasting, debit, credit, amount, currency, expires_ms, status, posted, claimed_by)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::bigint[],
       $9::text[], $10::bigint[], $11::text[], $12::bigint[], $13::text[])
     on conflict (keeper, id) do update
       set status = excluded.status, posted = excluded.posted, claimed_by = excluded.claimed_by`,
    [
      keeper,
      list.map(({ transfer }) => transfer.id),
      list.map(({ act }) => act),
      list.map(({ name }) => name),
      list.map(({ lasting }) => lasting),
      list.map(({ transfer }) => transfer.debit),
      list.map(({ transfer }) => transfer.credit),
      list.map(({ transfer }) => String(transfer.amount.amount)),
      list.map(({ transfer }) => transfer.amount.currency),
      list.map(({ transfer }) => transfer.expiresAtMs ?? null),
      list.map(({ status }) => status),
      list.map(({ posted }) => String(posted)),
      list.map(({ claimedBy }) => claimedBy ?? null),
    ],
  )
}

async function insertPostings(client: pg.PoolClient, { keeper, postings, atMs }: Page): Promise<void> {
  if (postings.length === 0) return
  await client.query(
    `insert into ledger_posting (keeper, at_ms, account, sequence, transfer, side, amount, balance, counterpart, file_id, act, reached)
     select $1, $2, * from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[],
       $10::uuid[], $11::text[], $12::text[])`,
    [
      keeper,
      atMs,
      postings.map(({ account }) => account),
      postings.map(({ sequence }) => String(sequence)),
      postings.map(({ transfer }) => transfer),
      postings.map(({ side }) => side),
      postings.map(({ amount }) => String(amount)),
      postings.map(({ balance }) => String(balance)),
      postings.map(({ counterpart }) => counterpart),
      postings.map(({ origin }) => origin.file ?? null),
      postings.map(({ origin }) => origin.act),
      postings.map(({ origin }) => origin.reached),
    ],
  )
}
