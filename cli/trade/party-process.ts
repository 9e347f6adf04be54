import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { ClientFault } from '../client/index.ts'
import type { Numbered, Order, Reply } from './messages.ts'

/** A party's process as its parent sees it. */
export interface PartyProcess {
  readonly name: string
  /** Asks for something; a process that died meanwhile is started again once and asked again, and sends what it had sealed. */
  ask(order: Order): Promise<Exclude<Reply, { ok: 'fault' }>>
  /** The process id, while one runs. */
  readonly pid: number | undefined
  stop(): Promise<void>
}

/** What a party's process is started with. */
export interface PartyPlace {
  readonly name: string
  /** Its key folder. */
  readonly folder: string
  readonly base: string
}

/** Longest that one order may take: a step with a document, on a machine that is busy. */
const ORDER_TIMEOUT_MS = 120_000
/** Times that an order is asked; the second time after the process died. */
const MAX_ASKED = 2
/** Bytes of a dying process's last words that are shown. */
const MAX_WORDS = 2_000

/** Prepares a party's process; it starts with the first order. */
export function partyProcess(place: PartyPlace): PartyProcess {
  let running: Running | undefined
  let isStopped = false
  return {
    name: place.name,
    get pid() {
      return running?.child.pid
    },
    async ask(order) {
      for (let asked = 1; ; asked += 1) {
        if (isStopped) throw new PartyFault(place.name, 'party/stopped', 'its process was ended')
        running = running?.died === undefined ? (running ?? start(place)) : start(place)
        const reply = await running.ask(order)
        if (reply !== undefined && reply.ok === 'fault') throw new PartyFault(place.name, reply.code, reply.message)
        if (reply !== undefined) return reply
        if (asked === MAX_ASKED) throw new PartyFault(place.name, 'party/died', running.died ?? '')
      }
    },
    async stop() {
      isStopped = true
      await running?.stop()
    },
  }
}

/** A party's process met a fault. */
class PartyFault extends Error {
  readonly code: string
  constructor(party: string, code: string, message: string) {
    super(`${party}: ${message}`)
    this.name = 'PartyFault'
    this.code = code
  }
}

interface Running {
  readonly child: ChildProcess
  readonly died: string | undefined
  /** @returns `undefined` when the process died before it answered. */
  ask(order: Order): Promise<Reply | undefined>
  stop(): Promise<void>
}

function start({ folder, base }: PartyPlace): Running {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const environment = { ...(PATH === undefined ? {} : { PATH }), ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) }
  const child = fork(join(import.meta.dirname, 'party.ts'), [folder, base], {
    ...{ env: environment, execArgv: [], serialization: 'advanced' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const waiting = new Map<number, (reply: Reply | undefined) => void>()
  let asked = 0
  let died: string | undefined
  let words = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    words = (words + bytes.toString()).slice(-MAX_WORDS)
  })
  child.on('message', ({ number, content }: Numbered<Reply>) => {
    waiting.get(number)?.(content)
    waiting.delete(number)
  })
  // Not `close`: after a disconnect by the parent it never comes.
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)))
    child.once('error', (error) => resolve(error.message))
  })
  const silent = new Promise((resolve) => child.stderr?.once('close', resolve))
  const ended = (async () => {
    const [how] = await Promise.all([exited, silent])
    died = `its process ended with ${how}${words === '' ? '' : `: ${words.trim()}`}`
    for (const answer of waiting.values()) answer(undefined)
    waiting.clear()
  })()
  return {
    child,
    get died() {
      return died
    },
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (died !== undefined) return resolve(undefined)
        asked += 1
        const number = asked
        const timer = setTimeout(() => {
          waiting.delete(number)
          reject(new ClientFault('client/unreachable', `a party's process does not answer (${order.is})`))
        }, ORDER_TIMEOUT_MS)
        waiting.set(number, (reply) => {
          clearTimeout(timer)
          resolve(reply)
        })
        // A process that goes meanwhile is told by its `exit`.
        child.send({ number, content: order } satisfies Numbered<Order>, () => undefined)
      }),
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
