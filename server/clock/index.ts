import { compareInstants, formatInstant, isMalformed, parseInstant } from '@entrepot/calendar'
import type pg from 'pg'

/** Business time: what deadlines are judged by. */
export interface Clock {
  readonly kind: 'real' | 'practice'
  /** Now, an instant with offset. */
  now(): Promise<string>
  /** Moves a practice clock forward; a later time than the present one, of any offset. */
  advance(to: string): Promise<ClockAnswer>
}

/** What became of moving a clock. */
export type ClockAnswer =
  | { readonly ok: true; readonly now: string }
  | { readonly ok: false; readonly code: ClockRefusal; readonly rule: string; readonly now?: string }

/** Why a clock does not move. */
export type ClockRefusal = 'clock/not-practice' | 'clock/not-an-instant' | 'clock/not-forward' | 'clock/too-far'

/** Farthest that one call moves a clock. */
export const MAX_ADVANCE_MS = 5 * 366 * 86_400_000
/** An advance by another server process is seen after this long at the latest. */
export const CLOCK_REFRESH_MS = 1_000

const RULE = 'practice clock'
/** One clock for each database; the name leaves room for more. */
const PORT = 'port'

/** The clock of a port that trades in earnest. */
export function realClock(now: () => number): Clock {
  return {
    kind: 'real',
    now: async () => formatInstant({ epochMs: now(), offsetMinutes: 0 }),
    advance: async () => ({ ok: false, code: 'clock/not-practice', rule: RULE }),
  }
}

/**
 * Opens the practice clock of a database: it stands still until it is moved, goes forward only, and keeps its time when the
 * server stops. A new one starts at `start`, or at real time.
 */
export async function openPracticeClock(
  database: pg.Pool,
  given: { readonly now: () => number; readonly start?: string },
): Promise<Clock> {
  const start = given.start ?? formatInstant({ epochMs: given.now(), offsetMinutes: 0 })
  const startsAt = parseInstant(start)
  if (isMalformed(startsAt)) throw new Error(`clock/not-an-instant: ${start}`)
  await database.query(
    'insert into practice_clock (port, reached, reached_ms) values ($1, $2, $3) on conflict do nothing',
    [PORT, start, startsAt.epochMs],
  )
  let known = { reached: await read(database), readMs: given.now() }
  return {
    kind: 'practice',
    async now() {
      if (Math.abs(given.now() - known.readMs) >= CLOCK_REFRESH_MS)
        known = { reached: await read(database), readMs: given.now() }
      return known.reached
    },
    async advance(to) {
      const answer = await advance(database, to)
      known = { reached: answer.ok ? answer.now : await read(database), readMs: given.now() }
      return answer
    },
  }
}

async function advance(database: pg.Pool, to: string): Promise<ClockAnswer> {
  const target = parseInstant(to)
  if (isMalformed(target)) return { ok: false, code: 'clock/not-an-instant', rule: RULE }
  const present = await read(database)
  const from = parseInstant(present)
  if (isMalformed(from)) throw new Error(`the clock of this database reads ${present}`)
  if (target.epochMs - from.epochMs > MAX_ADVANCE_MS)
    return { ok: false, code: 'clock/too-far', rule: RULE, now: present }
  const { rowCount } = await database.query(
    'update practice_clock set reached = $2, reached_ms = $3 where port = $1 and reached_ms <= $3',
    [PORT, to, target.epochMs],
  )
  if (rowCount === 1) return { ok: true, now: to }
  return { ok: false, code: 'clock/not-forward', rule: RULE, now: await read(database) }
}

async function read(database: pg.Pool): Promise<string> {
  const { rows } = await database.query<{ reached: string }>('select reached from practice_clock where port = $1', [
    PORT,
  ])
  const [row] = rows
  if (!row) throw new Error('the practice clock is there from its opening on')
  return row.reached
}

/** The later of two instants; the first where they are the same moment. */
export function laterOf(left: string, right: string): string {
  const [a, b] = [parseInstant(left), parseInstant(right)]
  if (isMalformed(a) || isMalformed(b)) throw new Error(`not instants: ${left}, ${right}`)
  return compareInstants(a, b) < 0 ? right : left
}

/** How many milliseconds the first instant lies after the second; negative where it lies before. */
export function millisecondsAfter(left: string, right: string): number {
  const [a, b] = [parseInstant(left), parseInstant(right)]
  if (isMalformed(a) || isMalformed(b)) throw new Error(`not instants: ${left}, ${right}`)
  return a.epochMs - b.epochMs
}
