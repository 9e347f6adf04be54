import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import type { Account } from './account.ts'
import { DatabaseFault, systemCode } from './faults.ts'

/** Major versions of PostgreSQL that can be embedded: 18 for use, 15 to prove that nothing newer is needed. */
export type PostgresVersion = 15 | 18

/** Where root keeps what an unprivileged PostgreSQL has to reach. */
export const STATE_FOLDER = '/var/lib/entrepot'

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() })).max(1000)
const packageFacts = z.object({ version: z.string().regex(/^[\w.-]+$/) })

/**
 * Makes the embedded PostgreSQL ready to run, and answers its folder (with `bin/` inside).
 *
 * The packages' install scripts do not run, so the links between the libraries are made here. When PostgreSQL is to run as
 * another account the programs are copied to `STATE_FOLDER`, because that account may not be able to enter our clone.
 *
 * @throws {DatabaseFault} `database/binaries-missing` when there is no package for this platform,
 *   `database/binaries-unusable` when the links cannot be made.
 */
export function prepareBinaries(version: PostgresVersion, account: Account): string {
  const packageFolder = findPackage(version)
  if (packageFolder === undefined) {
    throw new DatabaseFault(
      'database/binaries-missing',
      `there is no embedded PostgreSQL ${version} for ${process.platform}-${process.arch} here; ` +
        'install the packages again (npm ci), or name a server in DATABASE_URL',
    )
  }
  try {
    return account === undefined ? linkInPlace(packageFolder) : copyForOthers(packageFolder)
  } catch (error) {
    const message = `the embedded PostgreSQL in ${packageFolder} cannot be made ready; run this as the owner of that folder`
    throw new DatabaseFault('database/binaries-unusable', message, { cause: error })
  }
}

/**
 * The version that is embedded where none is asked for: 18, or 15 where `ENTREPOT_EMBEDDED_POSTGRES` says so, as tests do.
 *
 * @throws {DatabaseFault} `database/binaries-missing` for any other.
 */
export function embeddedVersion(): PostgresVersion {
  const wanted = process.env['ENTREPOT_EMBEDDED_POSTGRES'] ?? ''
  if (wanted === '' || wanted === '18') return 18
  if (wanted === '15') return 15
  throw new DatabaseFault(
    'database/binaries-missing',
    `ENTREPOT_EMBEDDED_POSTGRES is 15 or 18, and not ${wanted}; any other server is named in DATABASE_URL`,
  )
}

/** Whether this machine has an embedded PostgreSQL of a version. */
export function hasEmbedded(version: PostgresVersion): boolean {
  return findPackage(version) !== undefined
}

function findPackage(version: PostgresVersion): string | undefined {
  const platform = `${process.platform}-${process.arch}`
  const name = version === 18 ? `@embedded-postgres/${platform}` : `embedded-postgres-${version}-${platform}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    if (systemCode(error) === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function linkInPlace(packageFolder: string): string {
  makeLinks(packageFolder)
  return join(packageFolder, 'native')
}

/** The copy appears in one step under its final name, so that a copy cut short is never used. */
function copyForOthers(packageFolder: string): string {
  const { version } = packageFacts.parse(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')))
  const copy = join(STATE_FOLDER, `postgresql-${version}`)
  if (existsSync(copy)) return join(copy, 'native')
  const draft = `${copy}.${process.pid}`
  makeStateFolder()
  rmSync(draft, { recursive: true, force: true })
  cpSync(packageFolder, draft, { recursive: true })
  makeLinks(draft)
  openForReading(draft)
  try {
    renameSync(draft, copy)
  } catch (error) {
    if (systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') throw error
    rmSync(draft, { recursive: true })
  }
  return join(copy, 'native')
}

/** Makes `STATE_FOLDER`, which anybody may enter; said with chmod, as our mask may be stricter. */
export function makeStateFolder(): void {
  mkdirSync(STATE_FOLDER, { recursive: true })
  chmodSync(STATE_FOLDER, 0o755)
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}

function makeLinks(folder: string): void {
  const list = readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')
  for (const { source, target } of symlinkList.parse(JSON.parse(list))) {
    const link = resolve(folder, target)
    try {
      symlinkSync(relative(dirname(link), resolve(folder, source)), link)
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error
    }
  }
}
