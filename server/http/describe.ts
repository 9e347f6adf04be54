import type { z } from '@hono/zod-openapi'
import { type TroubleStatus, troubleShape } from './trouble.ts'

/** An answer in JSON, for the description of the API. */
export const jsonAnswer = <Shape extends z.ZodType>(schema: Shape, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const WORDS: Readonly<Record<TroubleStatus, string>> = {
  400: 'Malformed: the code says how',
  401: 'Nobody is signed in, or a seal does not hold',
  403: 'Not for this caller',
  404: 'None for this caller',
  409: 'In conflict with what stands',
  413: 'Over the limit',
  415: 'Of another media type',
  422: 'Refused: code and rule',
  429: 'Come back later',
  500: 'A fault of the port',
  503: 'A fault of the port that may pass',
}

type Described = ReturnType<typeof jsonAnswer<typeof troubleShape>>

/** The troubles of a route, by status. */
export function troubles<const Status extends TroubleStatus>(
  ...statuses: readonly Status[]
): Record<Status, Described> {
  const entries = statuses.map((status) => [status, jsonAnswer(troubleShape, WORDS[status])] as const)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets which keys it was given
  return Object.fromEntries(entries) as Record<Status, Described>
}
