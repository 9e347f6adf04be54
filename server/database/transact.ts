import { setTimeout as sleep } from 'node:timers/promises'
import type { IsolationLevel, Kysely, Transaction } from 'kysely'
import { systemCode } from './faults.ts'
import { TRANSACTION_ATTEMPTS, TRANSACTION_BACKOFF_MS } from './limits.ts'

/** SQLSTATE of transactions that lost a race and succeed when tried again: serialization failure, deadlock. */
const LOST_RACES = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction, anew each time that it loses a race against another one (SQLSTATE 40001, 40P01).
 *
 * `work` may therefore run up to `TRANSACTION_ATTEMPTS` times and must do nothing outside of its transaction.
 *
 * @throws whatever `work` or the database throws, the lost race itself after the last attempt.
 */
export async function transact<Schema, Result>(
  kysely: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<Result>,
  isolation: IsolationLevel = 'read committed',
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await kysely.transaction().setIsolationLevel(isolation).execute(work)
    } catch (error) {
      if (attempt === TRANSACTION_ATTEMPTS || !LOST_RACES.has(systemCode(error) ?? '')) throw error
    }
    await sleep(TRANSACTION_BACKOFF_MS * 2 ** attempt * Math.random())
  }
}
