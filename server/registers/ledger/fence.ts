import type pg from 'pg'
import type { Prepared, Settlement } from '../../acts/effects.ts'
import { SETTLE_TOPIC } from '../../acts/effects.ts'
import { enqueue } from '../../delivery/outbox/index.ts'

/** How an act's preparations went so far: which attempt is next, or which one stands. */
export interface Standing {
  readonly attempt: number
  readonly stands: boolean
}

/** Looks up in the file's shard whether an act stands already, or which attempt comes next. */
export async function standingOf(pool: pg.Pool, file: string, act: string): Promise<Standing> {
  const { rows } = await pool.query<Standing>(
    `select attempt, stands from effect_fence where file_id = $1 and act = $2 order by attempt desc limit 1`,
    [file, act],
  )
  const [last] = rows
  if (last === undefined) return { attempt: 1, stands: false }
  return last.stands ? last : { attempt: last.attempt + 1, stands: false }
}

/**
 * Says in the appending transaction that these acts stand, and has them settled through the outbox.
 *
 * @returns the acts of which somebody else was first to say what becomes of them
 */
export async function markStanding(
  client: Pick<pg.PoolClient, 'query'>,
  prepared: readonly Prepared[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const list = prepared.filter(({ keepers }) => keepers.length > 0)
  if (list.length === 0) return new Set()
  const { rows } = await client.query<{ act: string }>(
    `insert into effect_fence (file_id, act, attempt, stands)
     select *, true from unnest($1::uuid[], $2::text[], $3::integer[]) on conflict do nothing returning act`,
    [list.map(({ file }) => file), list.map(({ act }) => act), list.map(({ attempt }) => attempt)],
  )
  const won = new Set(rows.map(({ act }) => act))
  const standing = list.filter(({ act }) => won.has(act))
  await enqueue(
    client,
    standing.map((each) => ({ file: each.file, topic: SETTLE_TOPIC, payload: settlementText(each) })),
    nowMs,
  )
  return new Set(list.flatMap(({ act }) => (won.has(act) ? [] : [act])))
}

/** Says that an attempt is abandoned, unless it stands; answers what holds from now on for ever. */
export async function markAbandoned(
  pool: pg.Pool,
  { file, act, attempt }: Settlement,
): Promise<'stands' | 'abandoned'> {
  await pool.query(
    'insert into effect_fence (file_id, act, attempt, stands) values ($1, $2, $3, false) on conflict do nothing',
    [file, act, attempt],
  )
  const { rows } = await pool.query<{ stands: boolean }>(
    'select stands from effect_fence where file_id = $1 and act = $2 and attempt = $3',
    [file, act, attempt],
  )
  return rows[0]?.stands === true ? 'stands' : 'abandoned'
}

function settlementText({ file, act, attempt, keepers }: Prepared): string {
  return JSON.stringify({ file, act, attempt, keepers } satisfies Settlement)
}
