import { setTimeout as sleep } from 'node:timers/promises'
import { ANSWER_TIMEOUT_MS, FIRST_WAIT_MS, MAX_ASKED_WAIT_MS, MAX_TRIES, MAX_WAIT_MS } from './limits.ts'
import { ClientFault, type Problem, readProblem } from './problem.ts'

/** One request to a port. Every request of ours may be sent again with the same bytes. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Below the port's address, `/v1/clock`. */
  readonly path: string
  readonly body?: Uint8Array | string
  readonly type?: string
  readonly timeoutMs?: number
}

/** An answer that is no refusal. */
export interface Answer {
  readonly ok: true
  readonly status: number
  readonly bytes: Uint8Array
}

/** Where a port is and who asks. */
export interface Transport {
  /**
   * Sends a request until it is answered: again after a lost connection, after 429 and 503, with growing waits, and no more
   * often than `MAX_TRIES`.
   *
   * @throws {ClientFault} `client/unreachable` when the port never answered.
   */
  send(request: Request): Promise<Answer | Problem>
}

/** What a transport needs. */
export interface TransportOptions {
  /** The port's address, `http://127.0.0.1:8080`. */
  readonly base: string
  /** API key of an organisation; none for what is public. */
  readonly key?: string
  /** Told before each further try. */
  readonly log?: (message: string) => void
  /** Stands in for the network in tests. */
  readonly fetch?: typeof fetch
  readonly wait?: (ms: number) => Promise<unknown>
}

/** Opens a transport; no connection is made before the first request. */
export function openTransport(options: TransportOptions): Transport {
  const { log = () => undefined, wait = sleep } = options
  return {
    async send(request) {
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await attemptOnce(options, request)
        if (outcome.is === 'answered') return outcome.answer
        if (attempt === MAX_TRIES) return giveUp(options.base, outcome)
        const backoffMs = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1))
        log(`${request.method} ${request.path}: ${outcome.because}; trying again`)
        await wait(outcome.is === 'busy' ? Math.max(backoffMs, outcome.askedMs) : backoffMs)
      }
    },
  }
}

type Attempt = { readonly is: 'answered'; readonly answer: Answer | Problem } | Unanswered

type Unanswered =
  | { readonly is: 'busy'; readonly problem: Problem; readonly askedMs: number; readonly because: string }
  | { readonly is: 'lost'; readonly cause: unknown; readonly because: string }

function giveUp(base: string, outcome: Unanswered): Problem {
  if (outcome.is === 'busy') return outcome.problem
  const { cause, because } = outcome
  throw new ClientFault('client/unreachable', `${base} does not answer: ${because}`, { cause })
}

const BUSY: ReadonlySet<number> = new Set([429, 503])

async function attemptOnce(options: TransportOptions, request: Request): Promise<Attempt> {
  const { base, key, fetch: ask = fetch } = options
  const { method, path, body, type = 'application/json', timeoutMs = ANSWER_TIMEOUT_MS } = request
  try {
    const response = await ask(new URL(path, base), {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const { status } = response
    if (response.ok) return { is: 'answered', answer: { ok: true, status, bytes } }
    const problem = readProblem(status, new TextDecoder().decode(bytes))
    if (!BUSY.has(status)) return { is: 'answered', answer: problem }
    return { is: 'busy', problem, askedMs: askedWaitMs(response.headers.get('retry-after')), because: problem.code }
  } catch (error) {
    return { is: 'lost', cause: error, because: reasonOf(error) }
  }
}

/** `Retry-After` in seconds (RFC 9110 10.2.3); its form as a date is not used between us. */
function askedWaitMs(header: string | null): number {
  const seconds = Number(header ?? '0')
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(MAX_ASKED_WAIT_MS, seconds * 1_000) : 0
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(inner instanceof Error)) return String(inner)
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.message
}
