import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseFault, systemCode } from './faults.ts'
import { HEARTBEAT_MS, HEARTBEAT_STALE_MS } from './limits.ts'
import { isAlive, processSpace, startOf } from './processes.ts'

/** The exclusive right of this process to a data folder. */
export type FolderHold = { release(): void }

type Holder = { pid: number; started: string | undefined; space: string }

const HOLD_FILE = 'in-use-by'
/** Two takers of a dead process's hold can meet; one of them wins within a few rounds. */
const ROUNDS = 10

/**
 * Takes a data folder for this process alone, so that two servers never write one database.
 *
 * A hold left by a process that died is taken over. Of a holder in another container or on another machine only its
 * heartbeat can be seen: one that stays silent for `staleMs` is taken for dead, which costs that wait.
 *
 * @throws {DatabaseFault} `database/data-folder-in-use`, naming the other process.
 */
export async function holdFolder(folder: string, staleMs = HEARTBEAT_STALE_MS): Promise<FolderHold> {
  const path = join(folder, HOLD_FILE)
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), space: processSpace() })
  for (let round = 0; round < ROUNDS; round += 1) {
    if (placeHold(path, mine)) return keepHold(path)
    const found = readHold(path)
    if (found === undefined) continue
    const holder = parseHolder(found)
    if (holder !== undefined && (await isHeld(path, holder, staleMs))) throw inUse(folder, holder.pid)
    discardHold(path, found)
  }
  throw inUse(folder, 0)
}

function inUse(folder: string, pid: number): DatabaseFault {
  const other = pid === process.pid ? 'this very process' : `process ${pid}`
  return new DatabaseFault(
    'database/data-folder-in-use',
    `the data folder ${folder} is in use by ${other}; stop that one first, or choose another folder with --data`,
  )
}

/** Content and name appear in one step, so that nobody ever reads half a hold. */
function placeHold(path: string, content: string): boolean {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

function keepHold(path: string): FolderHold {
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimesSync(path, now, now)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    release() {
      clearInterval(heartbeat)
      rmSync(path, { force: true })
    },
  }
}

function readHold(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseHolder(content: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value !== 'object' || value === null) return undefined
    if (!('pid' in value) || typeof value.pid !== 'number' || !('space' in value)) return undefined
    const started = 'started' in value && typeof value.started === 'string' ? value.started : undefined
    return { pid: value.pid, started, space: String(value.space) }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function isHeld(path: string, holder: Holder, staleMs: number): Promise<boolean> {
  if (holder.space === processSpace()) {
    return isAlive(holder.pid) && (holder.started === undefined || holder.started === startOf(holder.pid))
  }
  const silentSinceMs = modifiedMs(path)
  await sleep(Math.max(0, staleMs - (Date.now() - silentSinceMs)))
  return modifiedMs(path) > silentSinceMs
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Moves a dead hold away; when a live one came in between, puts it back. */
function discardHold(path: string, dead: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  if (readFileSync(aside, 'utf8') === dead) rmSync(aside)
  else renameSync(aside, path)
}
