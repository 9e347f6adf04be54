import type { Certificate } from '../certificate/certificate.ts'
import type { Revocation } from '../crl/revocation-list.ts'
import type { Budget } from '../signed/verified.ts'
import type { Placed } from '../validate/judge-path.ts'
import type { Anchor, Judgement, RevocationSources } from '../validate/question.ts'

/** What looking up revocation needs. */
export interface RevocationEnvironment {
  readonly judgement: Judgement
  readonly sources: RevocationSources
  readonly budget: Budget
  /** What was found already. */
  readonly states: Map<Certificate, RevocationState>
  /** Whether a certificate that signs lists has a path of its own to an anchor (RFC 5280 6.3.3 (f)). */
  readonly isProven: (signer: Certificate, anchor: Anchor, asked: Placed) => boolean
}

/** What is known of a certificate's revocation. */
export interface RevocationState {
  /** The earliest revocation that holds, whenever it begins. */
  readonly revocation: Revocation | undefined
  /** Whether somebody answers for the certificate not being revoked otherwise. */
  readonly isKnown: boolean
}

/** Lists and responses that were made later are not looked at. */
export function madeUntil({ judgement, sources }: RevocationEnvironment): number {
  return sources.madeUntil ?? judgement.at
}

/**
 * A revocation as a list or response of a time tells it: whoever is named there is revoked, whatever date is written
 * (RFC 5280 6.3.3 (i), (j)), so a later date counts as that time.
 */
export function toldAt(revocation: Revocation, thisUpdate: number): Revocation {
  return revocation.date <= thisUpdate ? revocation : { ...revocation, date: thisUpdate }
}
