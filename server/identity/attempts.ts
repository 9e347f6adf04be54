import { createHash } from 'node:crypto'
import type pg from 'pg'
import { ATTEMPT_WINDOW_MS, ATTEMPTS_PER_EMAIL } from './limits.ts'

/** Bounds how often one e-mail address can be tried, from wherever: guessing a password stops here. */
export interface Attempts {
  /** Counts an attempt before its password is looked at; false when there were too many, right ones included. */
  begin(email: string): Promise<boolean>
  /** Forgets the attempts after one that succeeded. */
  forgive(email: string): Promise<void>
}

/**
 * Attempts kept in the database, by hash of the address, so that all processes count together. Counting comes first and is one
 * statement, so that a thousand guesses at once are a thousand attempts.
 */
export function attemptsIn(pool: pg.Pool, now: () => number): Attempts {
  return {
    async begin(email) {
      const nowMs = now()
      const { rows } = await pool.query<{ attempts: number }>(
        `insert into sign_in_attempt as kept (email_sha256, attempts, since_ms) values ($1, 1, $2)
         on conflict (email_sha256) do update set
           attempts = case when kept.since_ms <= $2::bigint - ${ATTEMPT_WINDOW_MS} then 1 else kept.attempts + 1 end,
           since_ms = case when kept.since_ms <= $2::bigint - ${ATTEMPT_WINDOW_MS} then $2 else kept.since_ms end
         returning attempts`,
        [keyOf(email), nowMs],
      )
      // What ran out long ago is of no use to anyone.
      if (rows[0]?.attempts === 1)
        await pool.query(`delete from sign_in_attempt where since_ms <= $1::bigint - 2 * ${ATTEMPT_WINDOW_MS}`, [nowMs])
      return (rows[0]?.attempts ?? 0) <= ATTEMPTS_PER_EMAIL
    },
    async forgive(email) {
      await pool.query('delete from sign_in_attempt where email_sha256 = $1', [keyOf(email)])
    },
  }
}

function keyOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')
}
