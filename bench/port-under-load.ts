import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { lstatSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { COUNTERS_SETTLE_MS, START_TIMEOUT_MS, STOP_TIMEOUT_MS } from './limits.ts'
import type { FromServer, ServerReady, ServerState, ToServer } from './server-messages.ts'

/** A server that runs in a process of its own, over a database of its own. */
export interface PortUnderLoad extends ServerReady {
  state(): Promise<ServerState>
  /** Ends server and database, and removes what they wrote; may be called again. */
  stop(): Promise<void>
}

/** How the server is started. */
export interface PortOptions {
  readonly clock: string
  readonly log: (text: string) => void
  /** A folder for a CPU profile of the server. */
  readonly profile?: string
}

/**
 * Starts a server with an embedded PostgreSQL in a folder of its own under the machine's folder for temporary files.
 *
 * Never on a database that `DATABASE_URL` names: nobody wants thousands of sales in there.
 */
export async function startPort({ clock, log, profile }: PortOptions): Promise<PortUnderLoad> {
  const dataDir = join(tmpdir(), `entrepot-bench-${randomUUID()}`)
  const { DATABASE_URL: _, ...env } = process.env
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [dataDir, clock], {
    env,
    execArgv: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    // In a group of its own, so that an interrupt at the terminal reaches it through us, in order.
    detached: true,
  })
  child.on('message', (message: FromServer) => {
    if (message.is === 'log') log(message.text)
  })
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= end(child).finally(() => remove(dataDir)))
  try {
    const ready = await told(child, 'ready', START_TIMEOUT_MS)
    return {
      ...{ url: ready.url, operatorKey: ready.operatorKey, databaseUrl: ready.databaseUrl, settings: ready.settings },
      async state() {
        await sleep(COUNTERS_SETTLE_MS)
        const answer = told(child, 'state', STOP_TIMEOUT_MS)
        send(child, 'state')
        return answer
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function send(child: ChildProcess, message: ToServer): void {
  if (child.connected) child.send(message)
}

function told<Is extends FromServer['is']>(
  child: ChildProcess,
  is: Is,
  withinMs: number,
): Promise<Extract<FromServer, { is: Is }>> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer)
      child.off('message', hear)
      child.off('exit', died)
    }
    const isIt = (message: FromServer): message is Extract<FromServer, { is: Is }> => message.is === is
    const hear = (message: FromServer): void => {
      if (!isIt(message)) return
      leave()
      resolve(message)
    }
    const died = (code: number | null): void => {
      leave()
      reject(new Error(`bench/server-died: the server's process ended with ${code}`))
    }
    const timer = setTimeout(() => {
      leave()
      reject(new Error(`bench/server-silent: no ${is} within ${withinMs} ms`))
    }, withinMs)
    child.on('message', hear)
    child.on('exit', died)
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  send(child, 'stop')
  await gone
  clearTimeout(timer)
}

/** Also where the database's files lie elsewhere, because its account cannot enter the folder. */
function remove(dataDir: string): void {
  const database = join(dataDir, 'postgresql')
  if (lstatSync(database, { throwIfNoEntry: false })?.isSymbolicLink())
    rmSync(realpathSync(database), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
}
