import pg from 'pg'
import { embeddedVersion, type PostgresVersion } from './binaries.ts'
import { startCluster } from './cluster.ts'
import { DatabaseFault } from './faults.ts'
import { CONNECT_TIMEOUT_MS } from './limits.ts'

/** A database to work on. `stop` ends an embedded one in order, and leaves a given one alone; it may be called again. */
export type RunningDatabase = {
  /** `postgresql://...`, with the password: never to be logged. */
  readonly connectionString: string
  readonly kind: 'embedded' | 'given'
  stop(): Promise<void>
}

/** What `startDatabase` starts from. */
export type StartOptions = {
  /** Where an embedded database is kept, beside what else the server keeps. */
  readonly dataDir: string
  /** Told, in plain words, what takes time or differs from what one expects. */
  readonly log: (message: string) => void
  /** A server to use instead, as in the environment's `DATABASE_URL`, which stands in when this is left out. */
  readonly url?: string | undefined
  /** Of an embedded one; what `embeddedVersion` says where absent. */
  readonly version?: PostgresVersion
}

/** Nothing newer than this is used, and nothing older is tried. */
const OLDEST_MAJOR = 15

/**
 * Makes a PostgreSQL database available: the server that `DATABASE_URL` names, else an embedded one in `dataDir`.
 *
 * The embedded one runs as an unprivileged account when we are root, listens on a loopback port of its own behind a random
 * password, belongs to this process alone, and ends a predecessor that an earlier process left running.
 *
 * @throws {DatabaseFault} `database/data-folder-in-use` naming the other process, `database/unreachable` for a given
 *   server that does not answer, `database/version-too-old`, and what else `DatabaseFaultCode` lists.
 */
export async function startDatabase(options: StartOptions): Promise<RunningDatabase> {
  const url = options.url ?? process.env['DATABASE_URL']
  if (url !== undefined && url !== '') {
    await examine(url)
    return { connectionString: url, kind: 'given', stop: () => Promise.resolve() }
  }
  const { connectionString, stop } = await startCluster({ ...options, version: options.version ?? embeddedVersion() })
  return { connectionString, kind: 'embedded', stop }
}

async function examine(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  let version: number
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    version = Math.floor(Number(rows[0]?.version) / 10_000)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatabaseFault('database/unreachable', `the server in DATABASE_URL does not answer: ${reason}`, {
      cause: error,
    })
  } finally {
    await client.end()
  }
  if (version >= OLDEST_MAJOR) return
  throw new DatabaseFault(
    'database/version-too-old',
    `the server in DATABASE_URL is PostgreSQL ${version}; ${OLDEST_MAJOR} is needed`,
  )
}
