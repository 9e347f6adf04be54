/** What a port says no with; `code` is public API, wording is the reader's. */
export interface Problem {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly message: string
  readonly rule?: string
  readonly at?: string
  /** What else the port said of it: what was found, what was expected, conflicts, needs, a limit. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** Reads the body of a refusal; one that is not ours (a proxy's) is told by its status. */
export function readProblem(status: number, body: string): Problem {
  const record = recordOf(body)
  const { code, message, rule, at, ...detail } = record
  return {
    ...{ ok: false, status, detail },
    code: typeof code === 'string' ? code : `http/${status}`,
    message: typeof message === 'string' ? message : body.slice(0, MAX_QUOTED),
    ...(typeof rule === 'string' ? { rule } : {}),
    ...(typeof at === 'string' ? { at } : {}),
  }
}

/** A refusal of our own making, before anything was sent. */
export const ownProblem = (code: string, message: string, more: Pick<Problem, 'rule' | 'at'> = {}): Problem => ({
  ...{ ok: false, status: 0, code, message, detail: {} },
  ...more,
})

/** Characters of a foreign answer that are shown. */
const MAX_QUOTED = 200

function recordOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** A fault of the world between us and the port: it did not answer, or answered what cannot be read. */
export class ClientFault extends Error {
  readonly code:
    | 'client/unreachable'
    | 'client/answer-unreadable'
    | 'client/evidence-does-not-hold'
    | 'client/key-folder'

  constructor(code: ClientFault['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ClientFault'
    this.code = code
  }
}
