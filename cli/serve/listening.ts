import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'

/** Why nothing can be served at an address; said before anything else is started. */
export class ListeningFault extends Error {
  readonly code: 'serve/port-in-use' | 'serve/port-not-permitted' | 'serve/address-unusable'
  constructor(code: ListeningFault['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ListeningFault'
    this.code = code
  }
}

/**
 * Makes sure that a port can be listened on, by listening for a moment.
 *
 * @throws {ListeningFault} that names who listens there already, as far as this account may know it.
 */
export async function ensureFree(port: number, host: string): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen(port, host, () => probe.close(() => resolve()))
    })
  } catch (error) {
    throw listeningFault(error, port, host)
  }
}

/** Says in plain words why listening failed. */
function listeningFault(error: unknown, port: number, host: string): ListeningFault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const options = { cause: error }
  if (code === 'EADDRINUSE') {
    const who = listenerOn(port)
    const message = `port ${port} is in use${who === undefined ? '' : ` by ${who}`}; stop that one first, or choose another with --port`
    return new ListeningFault('serve/port-in-use', message, options)
  }
  if (code === 'EACCES')
    return new ListeningFault(
      'serve/port-not-permitted',
      `this account may not listen on port ${port}; choose one above 1023 with --port`,
      options,
    )
  return new ListeningFault(
    'serve/address-unusable',
    `cannot listen on ${host}:${port} (${String(code ?? error)})`,
    options,
  )
}

const LISTEN = '0A'

/** The process that listens on a port, `process 4711 (node cli/index.ts serve)`; told on Linux, where it is this account's. */
function listenerOn(port: number): string | undefined {
  try {
    const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => socketsOn(port, table)))
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      if (openFiles(pid).some((target) => sockets.has(target))) return `process ${pid} (${commandOf(pid)})`
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    // Other systems have no such table; then the message goes without a name.
  }
  return undefined
}

/** Columns of the table: 1 is the local address in hexadecimal, 3 the state, 9 the inode (proc_net_tcp(5)). */
function socketsOn(port: number, table: string): string[] {
  const rows = readFileSync(table, 'utf8').split('\n').slice(1)
  return rows.flatMap((row) => {
    const [, local = '', , state, , , , , , inode] = row.trim().split(/\s+/)
    const isHere = state === LISTEN && Number.parseInt(local.split(':')[1] ?? '', 16) === port
    return isHere ? [`socket:[${inode}]`] : []
  })
}

function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
  } catch (error) {
    // Another account's, or gone meanwhile.
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}

const MAX_COMMAND = 120

const commandOf = (pid: string): string =>
  readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim().slice(0, MAX_COMMAND)
