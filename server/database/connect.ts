import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import {
  CONNECT_TIMEOUT_MS,
  IDLE_CONNECTION_MS,
  IDLE_IN_TRANSACTION_TIMEOUT_MS,
  MAX_CONNECTIONS,
  STATEMENT_TIMEOUT_MS,
} from './limits.ts'

/** A pool of connections and, over the same pool, typed queries on `Schema`. */
export type Connection<Schema> = {
  readonly pool: pg.Pool
  readonly kysely: Kysely<Schema>
  /** Waits for running queries and closes every connection; may be called again. */
  close(): Promise<void>
}

/** How to connect. */
export type ConnectOptions = {
  readonly maxConnections?: number
  readonly statementTimeoutMs?: number
  /** Told of a connection that broke while nobody used it; the pool replaces it. */
  readonly log?: (message: string) => void
}

/**
 * Connects to a database; the first connection is made by the first query.
 *
 * `bigint` columns are read as `bigint`. Every statement, every wait for a connection and every idle transaction is bounded.
 */
export function connect<Schema>(connectionString: string, options: ConnectOptions = {}): Connection<Schema> {
  const { maxConnections = MAX_CONNECTIONS, statementTimeoutMs = STATEMENT_TIMEOUT_MS, log } = options
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    application_name: 'entrepot',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types: columnTypes(),
  })
  // Without a listener, a server that restarts would end this whole process.
  pool.on('error', (error) => {
    // One that is being closed may still hear that the database stops.
    if (!pool.ending) log?.(`a database connection was lost: ${error.message}`)
  })
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  let closing: Promise<void> | undefined
  return {
    pool,
    kysely,
    close() {
      closing ??= end(kysely, pool)
      return closing
    },
  }
}

/** Kysely ends the pool only when a query of its own has used it. */
async function end(kysely: { destroy(): Promise<void> }, pool: pg.Pool): Promise<void> {
  await kysely.destroy()
  if (!pool.ending) await pool.end()
}

function columnTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, BigInt)
  return types
}
