import type { AuthorityKeyIdentifier, DistributionPoint, DistributionPointName } from '../certificate/certificate.ts'
import type { DeviationCode } from '../deviation.ts'
import { comparableName, sameName } from '../name/compare-name.ts'
import type { GeneralName } from '../name/general-name.ts'
import type { Name } from '../name/name.ts'
import type { Signed } from '../signed/signed.ts'
import type { RevocationReason } from './reason.ts'

/** One entry of a revocation list. Times are milliseconds since 1970 UTC. */
export interface Revocation {
  readonly serial: bigint
  /** When the issuer revoked the certificate. */
  readonly date: number
  readonly reason: RevocationReason
  /** Since when the key must be held to be lost (RFC 5280 5.3.2), where the issuer says so; may lie before `date`. */
  readonly invalidityDate: number | undefined
}

/** Which certificates and reasons a list is about (RFC 5280 5.2.5). */
export interface IssuingDistributionPoint {
  readonly raw: Uint8Array
  readonly name: DistributionPointName | undefined
  readonly onlyContains: 'users' | 'authorities' | 'attributes' | undefined
  /** `undefined`: all reasons. */
  readonly onlySomeReasons: readonly RevocationReason[] | undefined
  /** Whether it lists certificates of other issuers, too. */
  readonly isIndirect: boolean
}

/** A revocation list that was parsed, not judged. Times are milliseconds since 1970 UTC. */
export interface RevocationList extends Signed {
  readonly issuer: Name
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** The list's number (RFC 5280 5.2.3); `undefined` in a version 1 list. */
  readonly number: bigint | undefined
  /** Of a delta list: the number of the complete list from which on it tells changes (RFC 5280 5.2.4). */
  readonly deltaBase: bigint | undefined
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | undefined
  readonly issuingDistributionPoint: IssuingDistributionPoint | undefined
  readonly issuerAlternativeNames: readonly GeneralName[] | undefined
  readonly freshestCrl: readonly DistributionPoint[] | undefined
  /** Revoked certificates of the list's own issuer. */
  readonly entries: ReadonlyMap<bigint, Revocation>
  /** Revoked certificates of other issuers (RFC 5280 5.3.3), by their names in the form in which they are compared. */
  readonly indirectEntries: ReadonlyMap<string, ReadonlyMap<bigint, Revocation>>
  /** A critical extension, of the list or an entry, that is not understood: such a list says nothing (RFC 5280 5.2). */
  readonly unknownCriticalExtension: string | undefined
  /** What RFC 5280 forbids an issuer to write and yet asks a reader to read. */
  readonly deviations: readonly DeviationCode[]
}

/** The entry of a list for the certificate of an issuer. */
export function entryOf(list: RevocationList, issuer: Name, serial: bigint): Revocation | undefined {
  if (sameName(list.issuer, issuer)) return list.entries.get(serial)
  return list.indirectEntries.size === 0 ? undefined : list.indirectEntries.get(comparableName(issuer))?.get(serial)
}

/** From when on signatures do not hold: the revocation's date, or the date since which the key is held to be lost, if earlier. */
export function revokedFrom(revocation: Revocation): number {
  return Math.min(revocation.date, revocation.invalidityDate ?? revocation.date)
}
