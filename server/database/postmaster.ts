import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseFault, systemCode } from './faults.ts'
import {
  IMMEDIATE_STOP_TIMEOUT_MS,
  LOG_FILE_BYTES,
  LOG_SHOWN_BYTES,
  POLL_MS,
  PORT_ATTEMPTS,
  START_TIMEOUT_MS,
  STOP_TIMEOUT_MS,
} from './limits.ts'
import type { Place } from './place.ts'
import { commandLineOf } from './processes.ts'

/** What to start, and how. `settings` are PostgreSQL's own, by name. */
export type Launch = {
  readonly binaries: string
  readonly place: Place
  readonly settings: Readonly<Record<string, string>>
}

/** A running PostgreSQL that we started. */
export type Postmaster = { readonly pid: number; readonly port: number; stop(): Promise<void> }

/** PostgreSQL's standard settings hold but for these. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
}

/**
 * Starts PostgreSQL on a free loopback port and waits until it takes connections.
 *
 * @throws {DatabaseFault} `database/start-failed` with the last lines of its log, or `database/start-timeout`.
 */
export async function startPostmaster(launch: Launch): Promise<Postmaster> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  let ports = 0
  for (;;) {
    const port = await freePort()
    const outcome = await attempt(launch, port, giveUpAt)
    if (!('failed' in outcome)) return outcome
    // Backends of a postmaster that was killed take a moment to notice.
    const lingering = outcome.failed.includes('pre-existing shared memory block') && Date.now() < giveUpAt
    if (outcome.failed.includes('Address already in use')) ports += 1
    else if (!lingering) throw startFailed(outcome.failed)
    if (ports >= PORT_ATTEMPTS) throw startFailed(outcome.failed)
    await sleep(POLL_MS * 10)
  }
}

function startFailed(words: string): DatabaseFault {
  return new DatabaseFault('database/start-failed', `PostgreSQL did not start:\n${words}`)
}

async function attempt(launch: Launch, port: number, giveUpAt: number): Promise<Postmaster | { failed: string }> {
  const { logFile, dataDirectory } = launch.place
  setLogAside(logFile)
  const log = openSync(logFile, 'a', 0o600)
  const logStart = fstatSync(log).size
  const child = spawnPostgres(launch, port, log)
  closeSync(log)
  let spawnError: Error | undefined
  child.on('error', (error) => {
    spawnError = error
  })
  while (!isReady(dataDirectory, child.pid)) {
    if (spawnError !== undefined) return { failed: spawnError.message }
    if (child.exitCode !== null || child.signalCode !== null) return { failed: logSince(logFile, logStart) }
    if (Date.now() > giveUpAt) {
      child.kill('SIGQUIT')
      throw new DatabaseFault(
        'database/start-timeout',
        `PostgreSQL was not ready after ${START_TIMEOUT_MS / 1000} s; see ${logFile}`,
      )
    }
    await sleep(POLL_MS)
  }
  return guard(child, port, dataDirectory)
}

/** In a session of its own: an interrupt at the terminal is for us, and we end the database in order. */
function spawnPostgres({ binaries, place, settings }: Launch, port: number, log: number): ChildProcess {
  const all = Object.entries({ ...SETTINGS, ...settings, port: String(port) })
  const options = all.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return spawn(join(binaries, 'bin/postgres'), ['-D', place.dataDirectory, ...options], {
    ...place.account,
    cwd: place.folder,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', log, log],
  })
}

/** A process that ends without `stop()` still tells its database to end. */
function guard(child: ChildProcess, port: number, dataDirectory: string): Postmaster {
  const onExit = () => void child.kill('SIGINT')
  process.on('exit', onExit)
  const pid = child.pid ?? 0
  let stopping: Promise<void> | undefined
  return {
    pid,
    port,
    stop() {
      stopping ??= stopPostmaster(pid, dataDirectory).finally(() => process.off('exit', onExit))
      return stopping
    },
  }
}

/** Ends a database that an earlier process of ours left running, and clears its mark away when it is dead. */
export async function endOrphan(dataDirectory: string, log: (message: string) => void): Promise<void> {
  const pid = Number(readPidFile(dataDirectory)[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  if (isPostmaster(pid, dataDirectory)) {
    log(`ending PostgreSQL (process ${pid}), which an earlier run left behind`)
    await stopPostmaster(pid, dataDirectory)
  }
  // A dead postmaster's number may by now be another process's, which PostgreSQL would take for a living one.
  rmSync(join(dataDirectory, 'postmaster.pid'), { force: true })
}

async function stopPostmaster(pid: number, dataDirectory: string): Promise<void> {
  if (await endedAfter('SIGINT', STOP_TIMEOUT_MS)) return
  if (await endedAfter('SIGQUIT', IMMEDIATE_STOP_TIMEOUT_MS)) return
  throw new DatabaseFault('database/stop-timeout', `PostgreSQL (process ${pid}) does not end; end it by hand`)

  async function endedAfter(signal: NodeJS.Signals, timeoutMs: number): Promise<boolean> {
    const giveUpAt = Date.now() + timeoutMs
    if (isPostmaster(pid, dataDirectory)) process.kill(pid, signal)
    while (isPostmaster(pid, dataDirectory)) {
      if (Date.now() > giveUpAt) return false
      await sleep(POLL_MS)
    }
    return true
  }
}

function isPostmaster(pid: number, dataDirectory: string): boolean {
  return commandLineOf(pid).includes(`-D ${dataDirectory} `)
}

/** The eighth line of PostgreSQL's mark says how far it has come. */
function isReady(dataDirectory: string, pid: number | undefined): boolean {
  const lines = readPidFile(dataDirectory)
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

function readPidFile(dataDirectory: string): string[] {
  try {
    return readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function setLogAside(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_FILE_BYTES) renameSync(logFile, `${logFile}.1`)
}

function logSince(logFile: string, start: number): string {
  const file = openSync(logFile, 'r')
  try {
    const from = Math.max(start, fstatSync(file).size - LOG_SHOWN_BYTES)
    const buffer = Buffer.alloc(LOG_SHOWN_BYTES)
    return buffer.subarray(0, readSync(file, buffer, 0, LOG_SHOWN_BYTES, from)).toString('utf8')
  } finally {
    closeSync(file)
  }
}
