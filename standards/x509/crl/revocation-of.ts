import type { Certificate } from '../certificate/certificate.ts'
import { sameName } from '../name/name.ts'
import { publicKeyOf } from '../signed/public-key.ts'
import type { Revocation, RevocationList } from './revocation-list.ts'
import { isSignedBy, type Signed } from '../signed/signed.ts'

/**
 * Finds what lists say about a certificate: the earliest entry of its issuer's lists that holds.
 *
 * A later list that no longer has a certificate on hold lifts the hold (RFC 5280 5.3.1); every other entry holds for good.
 * The lists' signatures are not looked at: give it lists that `isListOf` accepted. `validateChain` does both.
 */
export function revocationOf(certificate: Certificate, lists: readonly RevocationList[]): Revocation | undefined {
  const own = lists.filter((list) => sameName(list.issuer, certificate.issuer))
  let earliest: Revocation | undefined
  for (const list of own) {
    const entry = list.entries.get(certificate.serial)
    if (entry === undefined || entry.reason === 'removeFromCRL') continue
    const isLifted = own.some((other) => other.thisUpdate > list.thisUpdate && !other.entries.has(certificate.serial))
    if (entry.reason === 'certificateHold' && isLifted) continue
    if (earliest === undefined || revokedFrom(entry) < revokedFrom(earliest)) earliest = entry
  }
  return earliest
}

/** From when on signatures do not hold: the revocation's date, or the date since which the key is held to be lost, if earlier. */
export function revokedFrom(revocation: Revocation): number {
  return Math.min(revocation.date, revocation.invalidityDate ?? revocation.date)
}

/**
 * Whether a list is the issuer's and can be relied on: its name, its signature, the right to sign lists, and no critical
 * extension that is not understood (RFC 5280 6.3.3, 5.2). Time is not looked at.
 */
export function isListOf(list: RevocationList, issuer: Certificate): boolean {
  if (list.unknownCriticalExtension !== undefined || !sameName(list.issuer, issuer.subject)) return false
  const { keyUsage } = issuer.extensions
  return (keyUsage === undefined || keyUsage.includes('cRLSign')) && isSignedByCertificate(list, issuer)
}

const verified = new WeakMap<Signed, WeakMap<Certificate, boolean>>()

/**
 * Whether a certificate's key signed something. A signature is verified once for each pair of parsed objects, which own
 * their octets: chains and lists are judged far more often than they change.
 */
export function isSignedByCertificate(signed: Signed, issuer: Certificate): boolean {
  const known = verified.get(signed)?.get(issuer)
  if (known !== undefined) return known
  const key = publicKeyOf(issuer)
  const answer = key !== undefined && isSignedBy(signed, key)
  const answers = verified.get(signed) ?? new WeakMap<Certificate, boolean>()
  answers.set(issuer, answer)
  verified.set(signed, answers)
  return answer
}
