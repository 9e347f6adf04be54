import { createHash } from 'node:crypto'
import type pg from 'pg'
import { DatabaseFault } from './faults.ts'
import { MIGRATION_TIMEOUT_MS } from './limits.ts'

/**
 * One step of the schema. It stands in a file of its own, `migrations/0001-acts.ts`, and in the list of `migrations/index.ts`;
 * once released, neither its name nor its text ever changes.
 */
export type Migration = { readonly name: string; readonly sql: string }

type Recorded = { name: string; hash: string }

const NAME = /^\d{4}-[a-z][a-z0-9-]*$/
/** Processes that start at once apply the list one after another. Any number, but always this one: "entrepot" as bytes. */
const LOCK = '7308907279945854836'
const RECORD_TABLE = `create table if not exists entrepot_migration (
  name text primary key,
  hash text not null,
  applied_at timestamptz not null default now()
)`

/**
 * Brings a database to the newest schema: applies, in order, each migration that is not recorded yet, in a transaction of
 * its own under a lock, and records it with the hash of its text.
 *
 * @returns the names of those applied now; none when the database was up to date.
 * @throws {DatabaseFault} `migration/changed` when an applied one's text differs, `migration/unknown` when the database
 *   has one that the list lacks, `migration/out-of-order` when a new one stands before an applied one,
 *   `migration/failed` naming the migration. What was applied before stays; the failing one leaves nothing behind.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  assertListed(migrations)
  const applied: string[] = []
  const client = await pool.connect()
  try {
    for (let step = 0; step <= migrations.length; step += 1) {
      const name = await applyNext(client, migrations)
      if (name === undefined) break
      applied.push(name)
    }
  } finally {
    client.release()
  }
  return applied
}

/** What the database is made of: the same for the same list of migrations. */
export function hashMigrations(migrations: readonly Migration[]): string {
  return createHash('sha256').update(JSON.stringify(migrations)).digest('hex')
}

function assertListed(migrations: readonly Migration[]): void {
  migrations.forEach(({ name }, index) => {
    if (!NAME.test(name)) throw new Error(`a migration is named NNNN-name, and not ${name}`)
    const before = migrations[index - 1]
    if (before !== undefined && before.name >= name) throw new Error(`migration ${name} is listed after ${before.name}`)
  })
}

async function applyNext(client: pg.PoolClient, migrations: readonly Migration[]): Promise<string | undefined> {
  await client.query('begin')
  try {
    await client.query(`set local statement_timeout = ${MIGRATION_TIMEOUT_MS}`)
    await client.query(`select pg_advisory_xact_lock(${LOCK})`)
    await client.query(RECORD_TABLE)
    const { rows } = await client.query<Recorded>('select name, hash from entrepot_migration order by name')
    const next = findNext(migrations, rows)
    if (next !== undefined) await apply(client, next)
    await client.query('commit')
    return next?.name
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function apply(client: pg.PoolClient, { name, sql }: Migration): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatabaseFault('migration/failed', `migration ${name} failed: ${reason}`, { cause: error })
  }
  await client.query('insert into entrepot_migration (name, hash) values ($1, $2)', [name, hashText(sql)])
}

function findNext(migrations: readonly Migration[], recorded: readonly Recorded[]): Migration | undefined {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, hash } of recorded) {
    const migration = known.get(name)
    if (migration === undefined) {
      const message = `the database has migration ${name}, which this program does not know; run the newer program`
      throw new DatabaseFault('migration/unknown', message)
    }
    if (hashText(migration.sql) !== hash) {
      const message = `migration ${name} differs from the one that the database was made with; put its text back`
      throw new DatabaseFault('migration/changed', message)
    }
  }
  const next = migrations.find(({ name }) => !recorded.some((applied) => applied.name === name))
  const last = recorded.at(-1)
  if (next !== undefined && last !== undefined && next.name < last.name) {
    const message = `migration ${next.name} stands before ${last.name}, which is applied already; number it after`
    throw new DatabaseFault('migration/out-of-order', message)
  }
  return next
}

function hashText(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}
