import { randomInt } from 'node:crypto'
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { connect } from '@entrepot/server/database'

/** What the server is compared with: small durable transactions on the same PostgreSQL. */
export interface Peer {
  /** What it is, for people. */
  readonly name: string
  /** One run; transactions per second. */
  run(): Promise<number>
  /** Removes the peer's database. */
  remove(): Promise<void>
}

/** How the peer is run. */
export interface PeerOptions {
  readonly databaseUrl: string
  readonly clients: number
  readonly seconds: number
  readonly scale: number
}

const DATABASE = 'bench_peer'
const ACCOUNTS_OF_SCALE = 100_000
const DEBIAN = '/usr/lib/postgresql'

/** Opens pgbench's simple-update where the machine has a pgbench, else the same statements in a loop of ours. */
export async function openPeer(options: PeerOptions): Promise<Peer> {
  await administer(options.databaseUrl, `create database ${DATABASE}`)
  const url = new URL(options.databaseUrl)
  url.pathname = `/${DATABASE}`
  const remove = () => administer(options.databaseUrl, `drop database ${DATABASE} with (force)`)
  const program = findPgbench()
  const given = { ...options, databaseUrl: url.href }
  const run = program === undefined ? await statementLoop(given) : await pgbench(program, given)
  const what = program === undefined ? 'statement loop of ours (no pgbench here)' : 'pgbench, prepared statements'
  return { name: `simple-update by ${what}, scale ${options.scale}`, run, remove }
}

async function administer(databaseUrl: string, statement: string): Promise<void> {
  const { pool, close } = connect(databaseUrl, { maxConnections: 1 })
  try {
    await pool.query(statement)
  } finally {
    await close()
  }
}

/** Debian keeps the program itself out of the way, and puts a wrapper in the path that wants a cluster of its own. */
function findPgbench(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.map((folder) => join(folder, 'pgbench')).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Absent or not ours to run: either way not this one.
    return false
  }
}

type Run = () => Promise<number>

async function pgbench(program: string, { databaseUrl, clients, seconds, scale }: PeerOptions): Promise<Run> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl)
  const env = { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password }
  const ask = (...parameters: string[]) =>
    promisify(execFile)(program, [...parameters, pathname.slice(1)], { env, timeout: 60_000 })
  await ask('--initialize', '--quiet', `--scale=${scale}`)
  return async () => {
    const load = [`--client=${clients}`, `--jobs=${Math.min(2, clients)}`, `--time=${seconds}`]
    const { stdout } = await ask('--builtin=simple-update', '--protocol=prepared', '--no-vacuum', ...load)
    const found = /^tps = ([0-9.]+)/m.exec(stdout)?.[1]
    if (found === undefined) throw new Error(`bench/pgbench: not understood: ${stdout.slice(0, 400)}`)
    return Number(found)
  }
}

const SCHEMA = `
create table accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
create table history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))`

async function statementLoop({ databaseUrl, clients, seconds, scale }: PeerOptions): Promise<Run> {
  const accounts = scale * ACCOUNTS_OF_SCALE
  const { pool, close } = connect(databaseUrl, { maxConnections: 1 })
  try {
    await pool.query(SCHEMA)
    await pool.query(`insert into accounts select n, 1, 0, '' from generate_series(1, $1::int) n`, [accounts])
    await pool.query('vacuum analyze accounts')
  } finally {
    await close()
  }
  return async () => {
    const own = connect(databaseUrl, { maxConnections: clients })
    try {
      return await loop(own.pool, { accounts, clients, seconds })
    } finally {
      await own.close()
    }
  }
}

async function loop(
  pool: ReturnType<typeof connect>['pool'],
  { accounts, clients, seconds }: { readonly accounts: number; readonly clients: number; readonly seconds: number },
): Promise<number> {
  const connections = await Promise.all(Array.from({ length: clients }, () => pool.connect()))
  const start = performance.now()
  const end = start + seconds * 1_000
  let count = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < end) {
        const [aid, delta] = [randomInt(1, accounts + 1), randomInt(-5_000, 5_001)]
        await connection.query('begin')
        await connection.query({
          ...{ name: 'u', text: 'update accounts set abalance = abalance + $1 where aid = $2', values: [delta, aid] },
        })
        await connection.query({ name: 's', text: 'select abalance from accounts where aid = $1', values: [aid] })
        await connection.query({
          ...{ name: 'i', values: [aid, delta] },
          text: 'insert into history (tid, bid, aid, delta, mtime) values (1, 1, $1, $2, current_timestamp)',
        })
        await connection.query('commit')
        count += 1
      }
    }),
  )
  const elapsed = performance.now() - start
  for (const connection of connections) connection.release()
  return (count * 1_000) / elapsed
}
