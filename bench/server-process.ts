/** The server as a process of its own: started with IPC by `port-under-load.ts`, and answering it about itself. */
import { startServer } from '@entrepot/server'
import type { FromServer, ServerState, ToServer } from './server-messages.ts'

const [dataDir, clock] = process.argv.slice(2)
if (dataDir === undefined || clock === undefined) throw new Error('usage: server-process DATA-FOLDER INSTANT')
const tell = (message: FromServer): void => void process.send?.(message)

const server = await startServer({ dataDir, clock, port: 0, log: (text) => tell({ is: 'log', text }) })
const { pool, databaseUrl } = databaseOf()

process.on('message', (message: ToServer) => {
  if (message === 'stop') void stop()
  else void state().then((found) => tell({ is: 'state', ...found }))
})
// Whoever measured is gone, perhaps while we started: nothing of ours goes on.
process.on('disconnect', () => void stop())
if (!process.connected) await stop()
tell({ is: 'ready', url: server.url, operatorKey: server.operatorKey, databaseUrl, settings: await settings() })

function databaseOf() {
  const { home } = server.port.shards
  const { connectionString } = home.options
  if (connectionString === undefined) throw new Error('bench/no-database: the pool names no database')
  return { pool: home, databaseUrl: connectionString }
}

async function settings(): Promise<string> {
  const { rows } = await pool.query<{ text: string }>(
    `select format('PostgreSQL %s, fsync %s, synchronous_commit %s', split_part(current_setting('server_version'), ' ', 1),
      current_setting('fsync'), current_setting('synchronous_commit')) as text`,
  )
  return rows[0]?.text ?? ''
}

async function state(): Promise<ServerState> {
  const { user, system } = process.cpuUsage()
  await tellCounters()
  const { rows } = await pool.query<{ commits: string }>(
    'select xact_commit::text as commits from pg_stat_database where datname = current_database()',
  )
  return { cpuUs: user + system, peakRssKb: process.resourceUsage().maxRSS, commits: Number(rows[0]?.commits) }
}

/** A connection's process tells its counters at the end of a transaction; an idle one keeps the last ones to itself. */
async function tellCounters(): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()))
  await Promise.all(clients.map((client) => client.query('select 1')))
  for (const client of clients) client.release()
}

async function stop(): Promise<void> {
  await server.stop()
  process.disconnect?.()
  process.exit(0)
}
