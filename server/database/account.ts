import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, statSync } from 'node:fs'
import { DatabaseFault } from './faults.ts'

/** The user and group that PostgreSQL runs as; `undefined` where that is simply ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

/**
 * Who runs PostgreSQL for root, since it refuses to run as root and wants an account that has a name: the first of these
 * that the machine has. An operator who shares the machine with other services makes an account `entrepot`.
 */
const UNPRIVILEGED = ['entrepot', 'nobody']

/**
 * The account for a new database of ours.
 *
 * @throws {DatabaseFault} `database/no-account` for root on a machine with none of the accounts.
 */
export function accountForNew(): Account {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of UNPRIVILEGED) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? []
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  const message = `PostgreSQL never runs as root, and there is no account ${UNPRIVILEGED.join(' or ')} to run it; make one`
  throw new DatabaseFault('database/no-account', message)
}

/** The account of a database that is already there: its files' owner. */
export function accountOf(folder: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(folder)
  return { uid, gid }
}

/** Gives a file or folder to the account. */
export function giveTo(account: Account, path: string): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid)
}

/** Whether the account can enter a folder: tried out, since modes, access lists and mounts all have a say. */
export function canEnter(account: Account, folder: string): boolean {
  if (account === undefined) return true
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
  )
}
