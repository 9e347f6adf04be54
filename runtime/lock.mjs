/**
 * A lock between two runs of bootstrap.mjs in one clone, so that only one of them installs.
 *
 * The lock is a directory that holds the process ids of its owner and of what the owner started. When all of them
 * have died, the next run takes the lock over; an npm that outlived its killed parent is waited for.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** An install over a slow line is still waited for; past this something is wrong with the other run. */
const LOCK_WAIT_MS = 20 * 60_000
const LOCK_POLL_MS = 200
/** A lock directory without an owner's file is one whose maker died in between, once it is this old. */
const OWNERLESS_AFTER_MS = 5_000
const OWNERS = 'pids'

/**
 * Runs `work` while holding the lock directory `path`.
 *
 * @template T
 * @param {string} path
 * @param {(guard: (childPid: number) => void) => Promise<T>} work calls `guard` with each process that it starts
 * @param {{ say: (line: string) => void, waitMs?: number }} options
 * @returns {Promise<T>} what `work` answered
 * @throws {Error} when another live process holds the lock for longer than `waitMs`
 */
export async function withLock(path, work, { say, waitMs = LOCK_WAIT_MS }) {
  const giveUpAt = Date.now() + waitMs
  let said = false
  while (!take(path)) {
    const owner = ownerOf(path)
    if (owner === 'dead') {
      discard(path)
      continue
    }
    if (!said && typeof owner === 'number') say(`process ${owner} is installing in this folder; waiting for it`)
    said ||= typeof owner === 'number'
    if (Date.now() > giveUpAt) throw new Error(`process ${owner} has held ${path} for too long; end it, then try again`)
    await sleep(LOCK_POLL_MS)
  }
  try {
    return await work((childPid) => appendFileSync(join(path, OWNERS), `${childPid}\n`))
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

/** @param {string} path */
function take(path) {
  try {
    mkdirSync(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(path, OWNERS), `${process.pid}\n`)
  return true
}

/**
 * @param {string} path
 * @returns {number | 'dead' | 'gone' | 'starting'}
 */
function ownerOf(path) {
  try {
    const pids = readFileSync(join(path, OWNERS), 'utf8').split('\n').map(Number)
    return pids.find((pid) => Number.isInteger(pid) && pid > 0 && isAlive(pid)) ?? 'dead'
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  try {
    return Date.now() - statSync(path).mtimeMs > OWNERLESS_AFTER_MS ? 'dead' : 'starting'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone'
    throw error
  }
}

/**
 * Moves a dead owner's lock away under a name of our own, so that of two waiting processes one does it.
 *
 * @param {string} path
 */
function discard(path) {
  const aside = `${path}.${process.pid}.dead`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  rmSync(aside, { recursive: true, force: true })
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/**
 * The system's name of an error (`ENOENT`, ...), where it has one.
 *
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
