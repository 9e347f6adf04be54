import { base64url } from '@entrepot/crypto'
import { logEntry } from '@entrepot/trade/evidence'
import type pg from 'pg'
import { type Shards, transactOn } from '../database/index.ts'

/** An act that is still to be logged, with what shall stand in the log for it. */
export interface Waiting {
  readonly file: string
  readonly seq: number
  readonly entry: Uint8Array
}

interface Row {
  readonly file_id: string
  readonly seq: number
  readonly receipt: string
}

const OLDEST = `select file_id, seq, receipt from to_log join act using (file_id, seq) order by file_id, seq limit $1`
const OF_ACTS = `select file_id, seq, receipt from to_log join act using (file_id, seq) where identity = any($1)`

/** Acts of one shard that are still to be logged, at most `limit`. */
export async function waitingIn(pool: pg.Pool, limit: number): Promise<Waiting[]> {
  const { rows } = await pool.query<Row>(OLDEST, [limit])
  return rows.map(waitingOf)
}

/** Of the acts that some entries of the log stand for, those that are not marked as logged. */
export async function unmarked(shards: Shards, entries: readonly Uint8Array[]): Promise<Waiting[]> {
  const identities = entries.map((entry) => base64url.encode(entry.subarray(0, IDENTITY_BYTES)))
  const found = await Promise.all(shards.all.map((pool) => pool.query<Row>(OF_ACTS, [identities])))
  return found.flatMap(({ rows }) => rows.map(waitingOf))
}

const IDENTITY_BYTES = 32

function waitingOf({ file_id: file, seq, receipt }: Row): Waiting {
  const entry = logEntry(receipt)
  if ('code' in entry)
    throw new Error(`log/receipt: act ${seq} of file ${file} has no receipt that reads: ${entry.code}`)
  return { file, seq, entry }
}

/** An act's place in the log. */
export interface Marked {
  readonly file: string
  readonly seq: number
  readonly leaf: number
}

/** Marks acts as logged, each in the shard of its file; may be done again. */
export async function mark(shards: Shards, marked: readonly Marked[]): Promise<void> {
  const byShard = Map.groupBy(marked, ({ file }) => shards.ofFile(file))
  for (const [pool, acts] of byShard) {
    const keys = [acts.map(({ file }) => file), acts.map(({ seq }) => seq)]
    await transactOn(pool, async (client) => {
      await client.query(
        `insert into logged (file_id, seq, leaf) select * from unnest($1::uuid[], $2::int[], $3::bigint[])
         on conflict do nothing`,
        [...keys, acts.map(({ leaf }) => leaf)],
      )
      await client.query(
        'delete from to_log using unnest($1::uuid[], $2::int[]) as done(file_id, seq) where (to_log.file_id, to_log.seq) = (done.file_id, done.seq)',
        keys,
      )
    })
  }
}

/** Where acts of a file stand in the log, by their place in the file. */
export async function leavesOf(shards: Shards, file: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await shards
    .ofFile(file)
    .query<{ seq: number; leaf: string }>('select seq, leaf from logged where file_id = $1', [file])
  return new Map(rows.map(({ seq, leaf }) => [seq, Number(leaf)]))
}
