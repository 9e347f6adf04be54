/** What a port says no with; `code` is public API, its wording is ours. */
export interface Problem {
  readonly ok: false
  /** 0 where the port did not answer at all. */
  readonly status: number
  readonly code: string
  readonly rule?: string
  readonly at?: string
  readonly found?: unknown
  readonly expected?: unknown
  readonly limit?: string
  readonly conflicts: readonly ConflictAt[]
  readonly needs: readonly string[]
}

/** Something that an act relied on and that has changed. */
export interface ConflictAt {
  readonly path: string
}

/** A problem on its way to whoever shows it. */
export class PortProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'PortProblem'
    this.problem = problem
  }
}

export const UNREACHABLE = 'port/unreachable'

/** Tells a problem from an answer. */
export const isProblem = (answer: object): answer is Problem => 'ok' in answer && answer.ok === false

/** A problem of our own making. */
export const problemOf = (code: string, more: Partial<Omit<Problem, 'ok' | 'code'>> = {}): Problem => ({
  ...{ ok: false, status: 0, code, conflicts: [], needs: [] },
  ...more,
})

/** Reads the body of a refusal; one that is not a port's is told by its status. */
export function readProblem(status: number, body: unknown): Problem {
  const { code, rule, at, found, expected, limit, conflicts, needs } = recordOf(body)
  return problemOf(typeof code === 'string' ? code.toLowerCase() : `http/${status}`, {
    status,
    ...(typeof rule === 'string' ? { rule } : {}),
    ...(typeof at === 'string' ? { at } : {}),
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
    ...(typeof limit === 'string' || typeof limit === 'number' ? { limit: String(limit) } : {}),
    conflicts: listOf(conflicts).flatMap((each) => {
      const { path } = recordOf(each)
      return typeof path === 'string' ? [{ path }] : []
    }),
    needs: textsOf(needs),
  })
}

/** The members of a JSON object; none where it is none. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

/** The items of a JSON array; none where it is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The texts of a JSON array. */
const textsOf = (value: unknown): readonly string[] => listOf(value).filter((each) => typeof each === 'string')

/** A text, or nothing. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
