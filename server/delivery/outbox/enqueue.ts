import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'

/** Something to be carried out after the commit, in another shard or outside. */
export interface Letter {
  readonly file: string
  /** Which handler takes it. */
  readonly topic: string
  /** JSON text. */
  readonly payload: string
}

/** Writes letters in the caller's transaction, in the shard of their file: with its commit they are certain to be delivered. */
export async function enqueue(
  client: Pick<pg.PoolClient, 'query'>,
  letters: readonly Letter[],
  dueMs: number,
): Promise<void> {
  if (letters.length === 0) return
  await client.query(
    `insert into outbox (file_id, id, topic, payload, due_ms)
     select *, $5::bigint from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])`,
    [
      letters.map(({ file }) => file),
      letters.map(() => randomUUIDv7()),
      letters.map(({ topic }) => topic),
      letters.map(({ payload }) => payload),
      dueMs,
    ],
  )
}
