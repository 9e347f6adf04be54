import { randomBytes, randomUUID } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { type Account, accountForNew, accountOf, canEnter, giveTo } from './account.ts'
import { makeStateFolder, type PostgresVersion, STATE_FOLDER } from './binaries.ts'
import { DatabaseFault, systemCode } from './faults.ts'

/** Where one embedded database lies. */
export type Place = {
  /** The folder of PostgreSQL's own files, as a path without links. */
  readonly folder: string
  /** PostgreSQL's data directory inside it, named by the major version. */
  readonly dataDirectory: string
  readonly logFile: string
  readonly password: string
  readonly account: Account
}

const PASSWORD_FILE = 'database-password'

/** Makes the data folder itself: others may pass through it, but not list it. */
export function makeDataFolder(dataDir: string): string {
  const folder = resolve(dataDir)
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o711)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (error) {
    throw unusable(folder, error)
  }
}

function unusable(folder: string, error: unknown): DatabaseFault {
  const message = `${folder} cannot be used by this account (${systemCode(error)}); run as its owner, or choose another with --data`
  return new DatabaseFault('database/data-folder-unusable', message, { cause: error })
}

/**
 * Finds or makes the place of a data folder's database.
 *
 * It is `DIR/postgresql`. Where root's PostgreSQL account cannot enter DIR (a clone in /root, a folder of mode 700),
 * `DIR/postgresql` is a link to a folder of its own under `STATE_FOLDER/data`, and the log says so.
 *
 * @throws {DatabaseFault} `database/version-differs` when the folder holds another major version's data,
 *   `database/password-missing` when it holds data whose password is gone.
 */
export function findPlace(
  dataDir: string,
  options: { version: PostgresVersion; log: (message: string) => void },
): Place {
  const entry = join(dataDir, 'postgresql')
  if (lstatSync(entry, { throwIfNoEntry: false }) === undefined) makePlace(entry, options.log)
  const folder = realpathSync(entry)
  const dataDirectory = join(folder, String(options.version))
  refuseOtherVersion(folder, options.version)
  return {
    folder,
    dataDirectory,
    logFile: join(dataDir, 'postgresql.log'),
    password: keepPassword(join(dataDir, PASSWORD_FILE), existsSync(dataDirectory)),
    account: accountOf(folder),
  }
}

function makePlace(entry: string, log: (message: string) => void): void {
  const account = accountForNew()
  if (canEnter(account, resolve(entry, '..'))) {
    makeOwned(account, entry)
    return
  }
  const mapped = join(STATE_FOLDER, 'data', randomUUID())
  makeStateFolder()
  mkdirSync(join(STATE_FOLDER, 'data'), { recursive: true })
  chmodSync(join(STATE_FOLDER, 'data'), 0o711)
  makeOwned(account, mapped)
  symlinkSync(mapped, entry)
  log(`PostgreSQL, which never runs as root, cannot enter ${resolve(entry, '..')}; its files are kept in ${mapped}`)
}

function makeOwned(account: Account, folder: string): void {
  mkdirSync(folder)
  chmodSync(folder, 0o700)
  giveTo(account, folder)
}

function refuseOtherVersion(folder: string, version: PostgresVersion): void {
  const versions = listing(folder).filter((name) => /^\d+$/.test(name))
  if (versions.length === 0 || versions.includes(String(version))) return
  throw new DatabaseFault(
    'database/version-differs',
    `${folder} holds data of PostgreSQL ${versions.join(', ')}, and this is PostgreSQL ${version}; ` +
      'dump it with that version and load it into a new data folder',
  )
}

function listing(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw unusable(folder, error)
  }
}

function keepPassword(path: string, hasData: boolean): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw unusable(path, error)
  }
  if (hasData) {
    const message = `${path} is missing, and the database beside it cannot be opened without; restore it from a backup`
    throw new DatabaseFault('database/password-missing', message)
  }
  const password = randomBytes(32).toString('base64url')
  writeFileSync(path, password, { mode: 0o600, flag: 'wx', flush: true })
  return password
}
