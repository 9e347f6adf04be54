import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { embeddedVersion, hasEmbedded, type PostgresVersion } from './binaries.ts'
import { type Connection, connect } from './connect.ts'
import { hashMigrations, type Migration, migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'

/** A database of a test file's own. */
export type TestDatabase<Schema> = Connection<Schema> & { readonly connectionString: string }

/** Which database a test file wants. */
export type TestDatabaseOptions = {
  /** What this run of the tests is on, unless said; 15 where `hasEmbedded(15)`. */
  readonly version?: PostgresVersion
  /** Databases of different clusters cannot see each other, as two shards. */
  readonly cluster?: 'first' | 'second'
  /** The schema to start with; all of ours unless said. */
  readonly migrations?: readonly Migration[]
}

/** Why a test on an embedded PostgreSQL is left out, in words; `undefined` where there is one. */
export const withoutEmbedded = (version: PostgresVersion): string | undefined =>
  hasEmbedded(version) ? undefined : `no embedded PostgreSQL ${version}`

const START_TIMEOUT_MS = 60_000

/**
 * Gives the test file (or `describe` block) that calls it a fresh, migrated database, and removes it afterwards.
 *
 * @returns a function that answers the database from the first `beforeAll` on.
 * @example
 * const database = withDatabase<Schema>()
 * test('...', async () => { await database().kysely.selectFrom('file').selectAll().execute() })
 */
export function withDatabase<Schema>(options: TestDatabaseOptions = {}): () => TestDatabase<Schema> {
  const { version = embeddedVersion(), cluster = 'first', migrations = allMigrations } = options
  let server: string
  let current: TestDatabase<Schema> | undefined

  beforeAll(async () => {
    server = await askForCluster(version, cluster)
    const connectionString = await makeDatabase(server, migrations)
    current = { ...connect<Schema>(connectionString), connectionString }
  }, START_TIMEOUT_MS)

  afterAll(async () => {
    if (current === undefined) return
    await current.close()
    const name = new URL(current.connectionString).pathname.slice(1)
    await administer(server, (client) => client.query(`drop database "${name}" with (force)`))
  })

  return () => {
    if (current === undefined) throw new Error('the test database is there from the first beforeAll on, and not before')
    return current
  }
}

async function askForCluster(version: PostgresVersion, cluster: string): Promise<string> {
  const response = await fetch(`${inject('databaseBroker')}/${version}/${cluster}`)
  const answer = await response.text()
  if (!response.ok) throw new Error(`the test cluster did not start: ${answer}`)
  return answer
}

/** Migrating takes longer than copying: each schema is made once, and every database is a copy of it. */
async function makeDatabase(server: string, migrations: readonly Migration[]): Promise<string> {
  const template = `template_${hashMigrations(migrations).slice(0, 32)}`
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, async (client) => {
    await client.query('select pg_advisory_lock(1)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (rowCount === 0) await makeTemplate(server, client, { template, migrations })
    await client.query('select pg_advisory_unlock(1)')
    await client.query(`create database "${name}" template "${template}"`)
  })
  return urlOf(server, name)
}

async function makeTemplate(
  server: string,
  client: pg.Client,
  { template, migrations }: { template: string; migrations: readonly Migration[] },
): Promise<void> {
  const draft = `draft_${randomUUID().replaceAll('-', '')}`
  await client.query(`create database "${draft}"`)
  const connection = connect(urlOf(server, draft))
  try {
    await migrate(connection.pool, migrations)
  } finally {
    await connection.close()
  }
  await client.query(`alter database "${draft}" rename to "${template}"`)
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function administer(server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
