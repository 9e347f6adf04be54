import { connect, type Socket } from 'node:net'
import { ANSWER_TIMEOUT_MS } from './limits.ts'

/** An answer, as far as a load generator looks at it. */
export interface WireAnswer {
  readonly status: number
  readonly body: string
}

/** One kept-alive connection, one request at a time. */
export interface Wire {
  /** Sends a request that `requestBytes` made. */
  ask(request: Uint8Array): Promise<WireAnswer>
  close(): void
}

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Opens a kept-alive connection for HTTP/1.1 with as little of a client as will do: generator and server share the machine,
 * and what is to be measured is the server.
 */
export function openWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy(new Error('bench/no-answer: the server is silent')))
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(wireOver(socket))
    })
  })
}

function wireOver(socket: Socket): Wire {
  let received: Buffer = Buffer.alloc(0)
  let waiting: { resolve(answer: WireAnswer): void; reject(error: unknown): void } | undefined
  const fail = (error: unknown): void => {
    waiting?.reject(error)
    waiting = undefined
  }
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const answer = readAnswer(received)
    if (answer === undefined) return
    received = Buffer.alloc(0)
    if (typeof answer === 'string') fail(new Error(answer))
    else waiting?.resolve(answer)
    waiting = undefined
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('bench/connection-closed: the server closed a connection')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** @returns `undefined` until all of it is there, or what is wrong with it. */
function readAnswer(received: Buffer): WireAnswer | string | undefined {
  const headEnd = received.indexOf(HEAD_END)
  if (headEnd < 0) return undefined
  const head = received.toString('latin1', 0, headEnd)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 ') || length === undefined)
    return `bench/answer: not understood: ${head.slice(0, 200)}`
  const bodyStart = headEnd + HEAD_END.length
  const missing = bodyStart + Number(length) - received.length
  if (missing > 0) return undefined
  return { status, body: received.toString('utf8', bodyStart) }
}

/** The bytes of a POST of JSON with an API key. */
export function requestBytes(path: string, { key, json }: { readonly key: string; readonly json: string }): Uint8Array {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(json)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${json}`)
}
