import type { ActIdentity } from '@entrepot/trade/file'
import type pg from 'pg'
import { transactAlone, transactOn } from '../database/index.ts'
import { enqueue, type Letter } from '../delivery/outbox/index.ts'
import type { Ledger, Prepared } from './effects.ts'
import { type ActRow, SEPARATOR } from './rows.ts'

/** An act with all that its transaction writes. */
export interface Append {
  readonly act: ActRow
  /** Identities of the cited acts, in the order of the sealed act's citations. */
  readonly cites: readonly ActIdentity[]
  /** The kind of the file that this act opens. */
  readonly opens?: string
  readonly letters: readonly Letter[]
  readonly facts: readonly CommittedFact[]
  readonly prepared?: Prepared
}

/** A register fact that a judgement used: the receipt commits to it by the digest of `salt.fact`, since balances are guessable. */
export interface CommittedFact {
  readonly salt: string
  /** Name, value and time as canonical JSON. */
  readonly fact: string
}

/** What became of an append; `failed` where its own content does not go into the database, which should not be. */
export type Appended = 'appended' | 'overtaken' | 'abandoned' | { readonly failed: unknown }

/** SQLSTATE of a sequence or an act id that stands already: another server process was first. */
const UNIQUE_VIOLATION = '23505'
/** Classes of SQLSTATE that one row causes: then the others of its group are tried without it. */
const OF_ONE_ROW = /^2[23]/

/**
 * Appends acts of different files to one shard: all in one transaction, or, where one of them spoils that, each in its own.
 *
 * @throws what the database throws when it is not an act's own fault (a lost connection): then nobody knows whether they stand.
 */
export async function appendAll(
  pool: pg.Pool,
  ledger: Ledger,
  appends: readonly Append[],
): Promise<readonly Appended[]> {
  try {
    return await appendTogether(pool, ledger, appends)
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
    if (!OF_ONE_ROW.test(code)) throw error
    if (appends.length === 1) return [code === UNIQUE_VIOLATION ? 'overtaken' : { failed: error }]
  }
  const outcomes: Appended[] = []
  for (const append of appends) outcomes.push(...(await appendAll(pool, ledger, [append])))
  return outcomes
}

async function appendTogether(pool: pg.Pool, ledger: Ledger, appends: readonly Append[]): Promise<readonly Appended[]> {
  if (appends.every(isRowAlone)) {
    const rows = appends.map(({ act }) => act)
    await transactAlone(pool, (client) => insertActs(client, rows))
    return appends.map(() => 'appended')
  }
  return transactOn(pool, async (client) => {
    const prepared = appends.flatMap((append) => (append.prepared ? [append.prepared] : []))
    const abandoned = prepared.length > 0 ? await ledger.stand(client, prepared) : new Set<ActIdentity>()
    const standing = appends.filter(({ act }) => !abandoned.has(act.identity))
    if (standing.length > 0) await insert(client, standing)
    return appends.map(({ act }) => (abandoned.has(act.identity) ? 'abandoned' : 'appended'))
  })
}

/** Most acts write nothing but their own row: a group of such acts is one statement. */
const isRowAlone = ({ act, opens, letters, facts, prepared }: Append): boolean =>
  opens === undefined && letters.length === 0 && facts.length === 0 && !prepared && !act.sealed.citations?.length

async function insert(client: pg.PoolClient, appends: readonly Append[]): Promise<void> {
  const opening = appends.flatMap(({ act, opens }) => (opens === undefined ? [] : [{ ...act, kind: opens }]))
  if (opening.length > 0)
    await client.query(
      'insert into file (file_id, kind, opened_ms) select * from unnest($1::uuid[], $2::text[], $3::bigint[])',
      [opening.map(({ file }) => file), opening.map(({ kind }) => kind), opening.map(({ receivedMs }) => receivedMs)],
    )
  await insertActs(
    client,
    appends.map(({ act }) => act),
  )
  await insertCitations(client, appends)
  await insertFacts(client, appends)
  const dueMs = Math.min(...appends.map(({ act }) => act.receivedMs))
  await enqueue(
    client,
    appends.flatMap(({ letters }) => letters),
    dueMs,
  )
}

const ACTS = {
  name: 'append-acts',
  // What is appended is to be logged: one statement, so that it stays one where an act writes nothing else.
  text: `with appended as (insert into act (file_id, seq, act_id, identity, type, organisation_id, thumbprint, jwt, disclosures,
      approvals, receipt, head, received_ms, reached)
    select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::text[])
    returning file_id, seq)
    insert into to_log (file_id, seq) select file_id, seq from appended`,
}

async function insertActs(client: Pick<pg.Pool, 'query'>, acts: readonly ActRow[]): Promise<void> {
  const values = [
    ...[acts.map((act) => act.file), acts.map((act) => act.seq), acts.map((act) => act.id)],
    ...[acts.map((act) => act.identity), acts.map((act) => act.type), acts.map((act) => act.organisation)],
    ...[acts.map((act) => act.thumbprint), acts.map((act) => act.sealed.jwt)],
    acts.map((act) => act.sealed.disclosures.join(SEPARATOR)),
    acts.map((act) => (act.sealed.approvals ?? []).join(SEPARATOR)),
    ...[acts.map((act) => act.receipt), acts.map((act) => act.head)],
    ...[acts.map((act) => act.receivedMs), acts.map((act) => act.reached)],
  ]
  await client.query({ ...ACTS, values })
}

async function insertFacts(client: pg.PoolClient, appends: readonly Append[]): Promise<void> {
  const rows = appends.flatMap(({ act, facts }) =>
    facts.map((fact, position) => ({ ...fact, file: act.file, seq: act.seq, position })),
  )
  if (rows.length === 0) return
  await client.query(
    `insert into fact (file_id, seq, position, salt, fact)
     select * from unnest($1::uuid[], $2::int[], $3::smallint[], $4::text[], $5::text[])`,
    [
      ...[rows.map((row) => row.file), rows.map((row) => row.seq), rows.map((row) => row.position)],
      ...[rows.map((row) => row.salt), rows.map((row) => row.fact)],
    ],
  )
}

async function insertCitations(client: pg.PoolClient, appends: readonly Append[]): Promise<void> {
  const rows = appends.flatMap(({ act, cites }) =>
    (act.sealed.citations ?? []).map((cited, position) => {
      const identity = cites[position]
      if (identity === undefined) throw new Error('a citation was not read')
      return { ...cited, identity, citing: act.file, seq: act.seq, position }
    }),
  )
  if (rows.length === 0) return
  await client.query(
    `insert into citation (file_id, seq, position, cited_file, identity, jwt, disclosures)
     select * from unnest($1::uuid[], $2::int[], $3::smallint[], $4::uuid[], $5::text[], $6::text[], $7::text[])`,
    [
      ...[rows.map((row) => row.citing), rows.map((row) => row.seq), rows.map((row) => row.position)],
      ...[rows.map((row) => row.file), rows.map((row) => row.identity), rows.map((row) => row.jwt)],
      rows.map((row) => row.disclosures.join(SEPARATOR)),
    ],
  )
}
