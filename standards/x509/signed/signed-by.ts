import { isLegacyScheme } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import type { RevocationList } from '../crl/revocation-list.ts'
import { sameName } from '../name/compare-name.ts'
import { publicKeyOf } from './public-key.ts'
import type { Signed } from './signed.ts'
import { isVerified } from './verified.ts'

/** Whether a certificate's key signed something, by an algorithm that is not weak. Whether the certificate holds is another question. */
export function isSignedByCertificate(signed: Signed, issuer: Certificate): boolean {
  const { scheme } = signed.signedWith
  const key = publicKeyOf(issuer)
  if (scheme === undefined || key === undefined || isLegacyScheme(scheme)) return false
  return isVerified(signed, key, { signatureChecks: 1 }) === true
}

/** RFC 5280 6.3.3 (f): cRLSign, where the usage is limited at all. */
export function maySignLists({ extensions: { keyUsage } }: Certificate): boolean {
  return keyUsage === undefined || keyUsage.includes('cRLSign')
}

/**
 * Whether a list is the issuer's and can be relied on: its name, its signature, the right to sign lists, and no critical
 * extension that is not understood (RFC 5280 6.3.3, 5.2). Time is not looked at.
 */
export function isListOf(list: RevocationList, issuer: Certificate): boolean {
  if (list.unknownCriticalExtension !== undefined || !sameName(list.issuer, issuer.subject)) return false
  return maySignLists(issuer) && isSignedByCertificate(list, issuer)
}
