import { isProblem, type Problem, problemOf, readProblem, UNREACHABLE } from './problem.ts'

/** One request to the port that serves this page. */
export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly type?: string
}

/** Longest that an answer may take. */
const ANSWER_TIMEOUT_MS = 60_000

/**
 * Asks the port, and reads the answer's bytes.
 *
 * @returns the bytes; or the port's refusal, or `port/unreachable` when none came.
 */
export async function askBytes({
  method = 'GET',
  path,
  body,
  type,
}: Question): Promise<Uint8Array<ArrayBuffer> | Problem> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body === undefined ? {} : { body, headers: { 'content-type': type ?? 'application/json' } }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return response.ok ? bytes : readProblem(response.status, parsed(new TextDecoder().decode(bytes)))
  } catch (error) {
    // `fetch` rejects for what lies between us and the port alone: no connection, no answer in time.
    if (error instanceof TypeError || error instanceof DOMException) return problemOf(UNREACHABLE)
    throw error
  }
}

/** Asks the port, and reads the answer as text. */
export async function askText(question: Question): Promise<string | Problem> {
  const bytes = await askBytes(question)
  return isProblem(bytes) ? bytes : new TextDecoder().decode(bytes)
}

/** Asks the port, and reads the answer as JSON. */
export async function askJson(question: Question): Promise<{ readonly ok: true; readonly json: unknown } | Problem> {
  const text = await askText(question)
  return typeof text === 'string' ? { ok: true, json: parsed(text) } : text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // A proxy's page, or no body at all: told by the status.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
