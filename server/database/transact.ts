import { setTimeout as sleep } from 'node:timers/promises'
import type { IsolationLevel, Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import { systemCode } from './faults.ts'
import { TRANSACTION_ATTEMPTS, TRANSACTION_BACKOFF_MS } from './limits.ts'

/** SQLSTATE of transactions that lost a race and succeed when tried again: serialization failure, deadlock. */
const LOST_RACES = new Set(['40001', '40P01'])

/** Thrown inside a transaction that sees that another one came first: it is tried again, like one that the database refused. */
export class LostRace extends Error {
  readonly code = '40001'
}

/**
 * Runs `work` in one transaction, anew each time that it loses a race against another one (SQLSTATE 40001, 40P01).
 *
 * `work` may therefore run up to `TRANSACTION_ATTEMPTS` times and must do nothing outside of its transaction.
 *
 * @throws whatever `work` or the database throws, the lost race itself after the last attempt.
 */
export function transact<Schema, Result>(
  kysely: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<Result>,
  isolation: IsolationLevel = 'read committed',
): Promise<Result> {
  return untilWon(() => kysely.transaction().setIsolationLevel(isolation).execute(work))
}

/** `transact` for statements written by hand: read committed, on one connection of the pool. */
export function transactOn<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  return untilWon(async () => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause
      })
      throw error
    } finally {
      // A connection that could not roll back is closed, not given to the next.
      client.release(broken)
    }
  })
}

/** One statement that is a transaction by itself, without the two round trips of begin and commit; tried again like any other. */
export function transactAlone<Result>(
  pool: pg.Pool,
  statement: (client: Pick<pg.Pool, 'query'>) => Promise<Result>,
): Promise<Result> {
  return untilWon(() => statement(pool))
}

async function untilWon<Result>(attemptOnce: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce()
    } catch (error) {
      if (attempt === TRANSACTION_ATTEMPTS || !LOST_RACES.has(systemCode(error) ?? '')) throw error
    }
    await sleep(TRANSACTION_BACKOFF_MS * 2 ** attempt * Math.random())
  }
}
