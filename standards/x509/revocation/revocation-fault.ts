import type { Certificate } from '../certificate/certificate.ts'
import { type Revocation, revokedFrom } from '../crl/revocation-list.ts'
import type { Placed } from '../validate/judge-path.ts'
import type { Fault } from '../validate/refusal.ts'
import type { RevocationEnvironment, RevocationState } from './environment.ts'
import { listState } from './list-state.ts'
import { responseState } from './response-state.ts'

/**
 * Judges whether a certificate is revoked at the time judged by (RFC 5280 6.1.3 (a)(3)), by lists and responses together:
 * what one of them revokes is revoked, and one of them must know that it is not.
 */
export function revocationFault(placed: Placed, environment: RevocationEnvironment): Fault | undefined {
  const { revocation, isKnown } = revocationState(placed, environment)
  // Revocation counts from its date or invalidity date on, so that what was signed before stays valid.
  if (revocation !== undefined && revokedFrom(revocation) <= environment.judgement.at) {
    return { code: 'x509/revoked', revocation }
  }
  const isAccepted = isKnown || revocation !== undefined || environment.sources.unknown === 'accepted'
  return isAccepted ? undefined : { code: 'x509/no-revocation-state' }
}

/** What lists and responses know of a certificate. */
export function revocationState(placed: Placed, environment: RevocationEnvironment): RevocationState {
  const known = environment.states.get(placed.certificate)
  if (known !== undefined) return known
  const byList = listState(placed, environment)
  const byResponse = responseState(placed, environment, (responder) => isResponderGood(responder, placed, environment))
  const state = {
    revocation: earlier(byList.revocation, byResponse.revocation),
    isKnown: byList.isKnown || byResponse.isKnown,
  }
  environment.states.set(placed.certificate, state)
  return state
}

function earlier(a: Revocation | undefined, b: Revocation | undefined): Revocation | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return revokedFrom(a) <= revokedFrom(b) ? a : b
}

/**
 * Whether a responder's own certificate, issued beside the one asked about, is not revoked (RFC 6960 4.2.2.2.1). Lists answer,
 * never responses, which it could make itself. One that names no place to ask is left to lists that happen to be there.
 */
function isResponderGood(responder: Certificate, asked: Placed, environment: RevocationEnvironment): boolean {
  const { crlDistributionPoints, authorityInformationAccess } = responder.extensions
  const { revocation, isKnown } = listState({ ...asked, certificate: responder }, environment)
  if (revocation !== undefined && revokedFrom(revocation) <= environment.judgement.at) return false
  return isKnown || (crlDistributionPoints === undefined && authorityInformationAccess === undefined)
}
