import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { NotAdmitted } from '../acts/index.ts'

/** What a caller is told when something does not go: the code is for programs, the message for people. */
export interface Trouble {
  readonly code: string
  readonly message: string
  /** The article, standard or rule of the house that says so. */
  readonly rule?: string
  /** Path of an element, or place in the input. */
  readonly at?: string | number
  readonly limit?: string | number
  readonly found?: unknown
  readonly expected?: unknown
  /** What changed of what an act relied on, as far as the caller may see it. */
  readonly conflicts?: { path: string; current?: string }[]
  /** What deciding takes. */
  readonly needs?: string[]
}

/** The statuses of troubles. */
export type TroubleStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503

/** Its shape in the description of the API. */
export const troubleShape = z
  .object({
    code: z.string().openapi({ example: 'act/not-yet' }),
    message: z.string(),
    rule: z.string().optional(),
    at: z.union([z.string(), z.number()]).optional(),
    limit: z.union([z.string(), z.number()]).optional(),
    found: z.unknown().optional(),
    expected: z.unknown().optional(),
    conflicts: z.array(z.object({ path: z.string(), current: z.string().optional() })).optional(),
    needs: z.array(z.string()).optional(),
  })
  .openapi('Trouble')

/** Wording for people who read the API's answers; the pages translate codes themselves. */
const MESSAGES: Readonly<Record<string, string>> = {
  'file/unknown': 'There is no such file for you.',
  'identity/unknown': 'Sign in, or send an API key.',
  'identity/operator-only': 'Only the operator of this port may do this.',
  'request/invalid': 'The request does not have the shape that the API describes.',
  'request/too-large': 'The request is larger than the port takes.',
  'request/too-deep': 'The JSON is nested too deeply.',
  'request/not-json': 'The body is not well-formed JSON.',
  'request/timeout': 'The port did not come to an answer in time; it is safe to send the same act again.',
  'port/busy': 'Too much is waiting; try again in a moment.',
  'port/fault': 'The port could not answer; it is safe to send the same act again.',
  'signature/forged': 'The signature does not hold.',
  'certificate/unknown': 'This port issued no such certificate.',
  'certificate/other-organisation': 'The certificate is another organisation’s.',
  'certificate/expired': 'The certificate had ended when the act was received.',
  'certificate/revoked': 'The certificate was revoked when the act was received.',
  'basis/changed': 'Something that the act relied on has changed.',
  'act/id-reused': 'This act id stands for another act.',
  undecidable: 'The port cannot decide this without more.',
}

/** A trouble by its code; the message is the same for the same code, whatever lies behind it. */
export function troubleOf(code: string, more: Omit<Trouble, 'code' | 'message'> = {}): Trouble {
  return { code, message: MESSAGES[code] ?? `Refused: ${code}.`, ...more }
}

/** Answers a trouble. */
export const answerTrouble = (
  context: Context,
  status: TroubleStatus,
  code: string,
  more: Omit<Trouble, 'code' | 'message'> = {},
) => context.json(troubleOf(code, more), status)

/** The one answer for a file that does not exist and for one that is not the caller's. */
export const UNKNOWN_FILE = troubleOf('file/unknown')

/** Two troubles that are well-formed, and of a meaning that the port refuses (HOUSE: duplicates are 422). */
const DUPLICATES: ReadonlySet<string> = new Set([
  'sd-jwt/duplicate-disclosure',
  'sd-jwt/duplicate-digest',
  'sd-jwt/duplicate-name',
])

/** The statuses of an act that does not stand. */
export type AdmissionStatus = 400 | 401 | 404 | 409 | 422 | 429

/** Status and body for an act that does not stand. */
export function answerOf(outcome: NotAdmitted): { readonly status: AdmissionStatus; readonly body: Trouble } {
  switch (outcome.is) {
    case 'malformed': {
      const { code, at, limit } = outcome.malformed
      const more = { ...(at === undefined ? {} : { at }), ...(limit === undefined ? {} : { limit }) }
      return { status: DUPLICATES.has(code) ? 422 : 400, body: troubleOf(code, more) }
    }
    case 'unauthentic':
      return { status: 401, body: troubleWith(outcome.refusal) }
    case 'unknown-file':
      return { status: 404, body: UNKNOWN_FILE }
    case 'conflict': {
      const { code, rule, conflicts } = outcome
      return { status: 409, body: troubleOf(code, { rule, ...(conflicts ? { conflicts: [...conflicts] } : {}) }) }
    }
    case 'refused':
      return { status: 422, body: troubleWith(outcome.refusal) }
    case 'undecidable':
      return { status: 422, body: troubleOf('undecidable', { needs: [...outcome.needs] }) }
    case 'busy':
      return { status: 429, body: troubleOf('port/busy') }
  }
}

function troubleWith({ code, ...more }: { readonly code: string }): Trouble {
  return troubleOf(code, more)
}
