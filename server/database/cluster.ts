import { execFile } from 'node:child_process'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { giveTo } from './account.ts'
import { type PostgresVersion, prepareBinaries } from './binaries.ts'
import { DatabaseFault } from './faults.ts'
import { holdFolder } from './folder-hold.ts'
import { CONNECT_TIMEOUT_MS, INITIALISE_TIMEOUT_MS } from './limits.ts'
import { findPlace, makeDataFolder } from './place.ts'
import { endOrphan, type Launch, startPostmaster } from './postmaster.ts'

/** A PostgreSQL cluster that this process started. */
export type Cluster = {
  readonly connectionString: string
  readonly pid: number
  readonly folder: string
  stop(): Promise<void>
}

/** How to start one; `settings` are PostgreSQL's own, `disposable` leaves out what only protects data that is kept. */
export type ClusterOptions = {
  readonly dataDir: string
  readonly version: PostgresVersion
  readonly log: (message: string) => void
  readonly disposable?: boolean
  readonly settings?: Readonly<Record<string, string>>
}

const OWNER = 'entrepot'
const DATABASE = 'entrepot'
const DISPOSABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts the embedded PostgreSQL of a data folder, making it first where there is none.
 *
 * @throws {DatabaseFault} as its steps do; the folder is let go of again.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { version, log, disposable = false } = options
  const dataDir = makeDataFolder(options.dataDir)
  const hold = await holdFolder(dataDir)
  try {
    const place = findPlace(dataDir, { version, log })
    const binaries = prepareBinaries(version, place.account)
    const settings = { ...(disposable ? DISPOSABLE : {}), ...options.settings }
    const launch: Launch = { binaries, place, settings }
    await endOrphan(place.dataDirectory, log)
    if (!existsSync(place.dataDirectory)) await initialise(launch, disposable)
    const postmaster = await startPostmaster(launch)
    const stop = () => postmaster.stop().finally(() => hold.release())
    try {
      const connectionString = await openDatabase(postmaster.port, place.password)
      return { connectionString, pid: postmaster.pid, folder: place.folder, stop }
    } catch (error) {
      await stop()
      throw error
    }
  } catch (error) {
    hold.release()
    throw error
  }
}

/** Into a draft that gets its name when it is whole: an initialisation cut short is begun again. */
async function initialise({ binaries, place }: Launch, disposable: boolean): Promise<void> {
  const draft = `${place.dataDirectory}.draft`
  const passwordFile = join(place.folder, 'password.draft')
  rmSync(draft, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, place.password, { mode: 0o600, flag: 'wx' })
  giveTo(place.account, passwordFile)
  const parameters = ['-D', draft, '-U', OWNER, '-E', 'UTF8', '--locale=C', '--data-checksums', '--auth=scram-sha-256']
  parameters.push(`--pwfile=${passwordFile}`, ...(disposable ? ['--no-sync'] : []))
  try {
    await promisify(execFile)(join(binaries, 'bin/initdb'), parameters, {
      ...place.account,
      cwd: place.folder,
      env: { LC_ALL: 'C', TZ: 'UTC' },
      timeout: INITIALISE_TIMEOUT_MS,
    })
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new DatabaseFault('database/initialisation-failed', `the database could not be made: ${words}`, {
      cause: error,
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, place.dataDirectory)
}

async function openDatabase(port: number, password: string): Promise<string> {
  const server = `postgresql://${OWNER}:${password}@127.0.0.1:${port}`
  const client = new pg.Client({
    connectionString: `${server}/postgres`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
  return `${server}/${DATABASE}`
}
