import type pg from 'pg'
import type { Shards } from '../../database/index.ts'
import { keepDoing, type Repeated } from './keep-doing.ts'
import { DRAIN_ROUNDS, FIRST_RETRY_MS, LAST_RETRY_MS, LEASE_MS, POLL_MS, TAKE } from './limits.ts'

/** Carries out one letter; it may get the same one again, and throws when it is to be tried later. */
export type Handler = (payload: string, file: string) => Promise<void>

/** What an outbox works with. */
export interface OutboxOptions {
  readonly shards: Shards
  /** By topic. */
  readonly handlers: Readonly<Record<string, Handler>>
  /** Real time, epoch milliseconds. */
  readonly now: () => number
  /** Told of each letter that could not be delivered this time; never its payload. */
  readonly log: (trouble: OutboxTrouble) => void
}

/** A letter that waits for its next attempt. */
export interface OutboxTrouble {
  readonly topic: string
  readonly file: string
  readonly attempts: number
  readonly error: unknown
}

/** Delivers letters at least once, in no promised order, by as many processes as there are. */
export interface Outbox {
  /** Delivers what is due now, once; answers how many letters were taken. */
  deliver(): Promise<number>
  /** Delivers until nothing is due. */
  drain(): Promise<void>
  /** Delivers from now on: after each nudge at once, and every `POLL_MS`. */
  start(): Repeated
}

interface Taken {
  readonly file_id: string
  readonly id: string
  readonly topic: string
  readonly payload: string
  readonly attempts: number
}

/** An outbox over all shards. A letter whose topic has no handler stays, and is reported at each attempt. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { shards, log } = options

  async function deliver(): Promise<number> {
    const counts = await Promise.all(shards.all.map((pool) => deliverFrom(pool, options)))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  async function drain(): Promise<void> {
    for (let round = 0; round < DRAIN_ROUNDS; round += 1) if ((await deliver()) === 0) return
  }

  return {
    deliver,
    drain,
    start: () =>
      keepDoing(drain, {
        everyMs: POLL_MS,
        log: (error) => log({ topic: '*', file: '*', attempts: 0, error }),
      }),
  }
}

async function deliverFrom(pool: pg.Pool, options: OutboxOptions): Promise<number> {
  const taken = await take(pool, options.now())
  const results = await Promise.allSettled(taken.map((letter) => handle(letter, options.handlers)))
  const delivered = taken.filter((_, index) => results[index]?.status === 'fulfilled')
  if (delivered.length > 0)
    await pool.query('delete from outbox where (file_id, id) in (select * from unnest($1::uuid[], $2::uuid[]))', [
      delivered.map(({ file_id }) => file_id),
      delivered.map(({ id }) => id),
    ])
  for (const [index, result] of results.entries()) {
    const letter = taken[index]
    if (result.status === 'rejected' && letter) await putOff(pool, letter, { ...options, error: result.reason })
  }
  return taken.length
}

/** Takes what is due for `LEASE_MS`: another process leaves it alone, and takes it when this one has died. */
async function take(pool: pg.Pool, nowMs: number): Promise<readonly Taken[]> {
  const { rows } = await pool.query<Taken>(
    `update outbox as letter set due_ms = $1::bigint + ${LEASE_MS}, attempts = letter.attempts + 1
     from (select file_id, id from outbox where due_ms <= $1 order by due_ms limit ${TAKE} for update skip locked) as due
     where letter.file_id = due.file_id and letter.id = due.id
     returning letter.file_id, letter.id, letter.topic, letter.payload, letter.attempts`,
    [nowMs],
  )
  return rows
}

async function handle({ topic, payload, file_id }: Taken, handlers: OutboxOptions['handlers']): Promise<void> {
  const handler = Object.hasOwn(handlers, topic) ? handlers[topic] : undefined
  if (handler === undefined) throw new Error(`nothing takes letters of the topic ${topic}`)
  await handler(payload, file_id)
}

async function putOff(
  pool: pg.Pool,
  { file_id, id, topic, attempts }: Taken,
  { now, log, error }: Pick<OutboxOptions, 'now' | 'log'> & { readonly error: unknown },
): Promise<void> {
  const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20))
  await pool.query('update outbox set due_ms = $3 where file_id = $1 and id = $2', [file_id, id, now() + waitMs])
  log({ topic, file: file_id, attempts, error })
}
