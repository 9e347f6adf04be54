import { sameOctets } from '../name/name.ts'
import type { OcspRequest } from './request.ts'
import type { OcspResponse } from './response.ts'

/**
 * Whether a response is the answer to a request: it says something of every certificate that was asked about, and repeats the
 * nonce, where the request has one (RFC 9654 2.1). Whether it holds, and is of today, is judged with the path.
 *
 * A responder that makes its answers ahead repeats no nonce (RFC 5019 2.2.1): then ask without one.
 */
export function isAnswerTo(response: OcspResponse, request: OcspRequest): boolean {
  const isComplete = request.ids.every((id) => response.responses.some((single) => sameOctets(single.id.raw, id.raw)))
  if (request.nonce === undefined) return isComplete
  return isComplete && response.nonce !== undefined && sameOctets(response.nonce, request.nonce)
}
