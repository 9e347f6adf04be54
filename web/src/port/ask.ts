import { isProblem, type Problem, problemOf, readProblem, recordOf, UNREACHABLE } from './problem.ts'

/** One request to the port that serves this page. */
export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly type?: string
  /** A key that speaks for this request instead of who is signed in. */
  readonly key?: string
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
  key,
}: Question): Promise<Uint8Array<ArrayBuffer> | Problem> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
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

/** Asks for JSON and reads its shape. */
export async function get<T>(
  path: string,
  read: (record: Readonly<Record<string, unknown>>) => T,
): Promise<T | Problem> {
  const answer = await askJson({ path })
  return isProblem(answer) ? answer : read(recordOf(answer.json))
}

/** Sends JSON. */
export const post = (path: string, content: object) => askJson({ method: 'POST', path, body: JSON.stringify(content) })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // A proxy's page, or no body at all: told by the status.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
