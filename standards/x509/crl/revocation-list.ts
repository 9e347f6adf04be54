import type { Name } from '../name/name.ts'
import type { Signed } from '../signed/signed.ts'

/** Reason codes by their numbers (RFC 5280 5.3.1); 7 is not used. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const

/** Why a certificate was revoked (RFC 5280 5.3.1). */
export type RevocationReason = NonNullable<(typeof revocationReasons)[number]>

/** One entry of a revocation list. Times are milliseconds since 1970 UTC. */
export interface Revocation {
  readonly serial: bigint
  /** When the issuer revoked the certificate. */
  readonly date: number
  readonly reason: RevocationReason
  /** Since when the key must be held to be lost (RFC 5280 5.3.2), where the issuer says so; may lie before `date`. */
  readonly invalidityDate: number | undefined
}

/** A revocation list that was parsed, not judged. Times are milliseconds since 1970 UTC. */
export interface RevocationList extends Signed {
  readonly issuer: Name
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** The list's number (RFC 5280 5.2.3); `undefined` in a version 1 list. */
  readonly number: bigint | undefined
  readonly authorityKeyIdentifier: Uint8Array | undefined
  readonly entries: ReadonlyMap<bigint, Revocation>
  /** A critical extension, of the list or an entry, that is not understood: such a list says nothing (RFC 5280 5.2). */
  readonly unknownCriticalExtension: string | undefined
}
