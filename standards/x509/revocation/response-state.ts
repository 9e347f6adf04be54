/** What OCSP responses say about a certificate (RFC 6960 3.2, 4.2.2.2). */
import { isLegacyScheme, type VerificationKey } from '@entrepot/crypto'
import type { Certificate } from '../certificate/certificate.ts'
import { revokedFrom } from '../crl/revocation-list.ts'
import { MAXIMUM_RESPONSE_AGE_MS } from '../limits.ts'
import { sameName } from '../name/compare-name.ts'
import { type Name, sameOctets } from '../name/name.ts'
import { purposes } from '../object-identifiers.ts'
import { isIdOf, responderKeyHash } from '../ocsp/certificate-id.ts'
import type { OcspResponse, ResponderId, SingleResponse } from '../ocsp/response.ts'
import { inheritingKey, publicKeyOf } from '../signed/public-key.ts'
import { isVerified } from '../signed/verified.ts'
import { anchorName } from '../validate/anchor.ts'
import { criticalExtensionFault, keyFault, validityFault } from '../validate/certificate-faults.ts'
import type { Placed } from '../validate/judge-path.ts'
import { madeUntil, type RevocationEnvironment, type RevocationState, toldAt } from './environment.ts'

/** The issuer of the certificate that is asked about; its key is proven. */
interface Issuer {
  readonly name: Name
  readonly publicKeySpki: Uint8Array
  readonly key: VerificationKey | undefined
}

/** Judges all responses: one that is current and says *good* answers; the earliest revocation that one tells holds. */
export function responseState(
  placed: Placed,
  environment: RevocationEnvironment,
  isResponderGood: (responder: Certificate) => boolean,
): RevocationState {
  const issuer = issuerOf(placed)
  const found = (environment.sources.responses ?? []).flatMap((response) => {
    if (response.unknownCriticalExtension !== undefined || response.producedAt > madeUntil(environment)) return []
    const about = response.responses.filter((single) => isIdOf(single.id, issuer, placed.certificate.serial))
    return about.length > 0 && isAuthorized(response, issuer, { environment, isResponderGood }) ? about : []
  })
  const usable = found.filter((single) => isReadable(single, environment))
  const revocations = usable.flatMap((single) =>
    single.revocation === undefined ? [] : [toldAt(single.revocation, single.thisUpdate)],
  )
  const [revocation] = revocations.toSorted((a, b) => revokedFrom(a) - revokedFrom(b))
  return { revocation, isKnown: usable.some((single) => single.status === 'good' && isCurrent(single, environment)) }
}

function issuerOf({ above, anchor }: Placed): Issuer {
  const [certificate, next] = above
  const publicKeySpki = certificate?.publicKeySpki ?? anchor.publicKeySpki
  const key =
    certificate === undefined
      ? publicKeyOf(anchor)
      : inheritingKey(publicKeySpki, next?.publicKeySpki ?? anchor.publicKeySpki).key
  return { name: certificate?.subject ?? anchorName(anchor), publicKeySpki, key }
}

function isReadable(single: SingleResponse, environment: RevocationEnvironment): boolean {
  return single.unknownCriticalExtension === undefined && single.thisUpdate <= madeUntil(environment)
}

/** RFC 6960 3.2, 5 and 6; without a next update it counts for MAXIMUM_RESPONSE_AGE_MS. */
function isCurrent({ thisUpdate, nextUpdate }: SingleResponse, { judgement }: RevocationEnvironment): boolean {
  return judgement.at < (nextUpdate ?? thisUpdate + MAXIMUM_RESPONSE_AGE_MS)
}

interface Trust {
  readonly environment: RevocationEnvironment
  readonly isResponderGood: (responder: Certificate) => boolean
}

/** Whether a response is signed by the issuer, by whom it delegated, or by a key that is trusted here (RFC 6960 4.2.2.2). */
function isAuthorized(response: OcspResponse, issuer: Issuer, trust: Trust): boolean {
  const { judgement, budget, sources } = trust.environment
  const { scheme } = response.signedWith
  if (scheme === undefined) return false
  if (isLegacyScheme(scheme) && judgement.algorithms?.legacy !== 'accepted') return false
  const isBy = (key: VerificationKey | undefined): boolean =>
    key !== undefined && isVerified(response, key, budget) === true
  if (isResponder(response.responder, issuer) && isBy(issuer.key)) return true
  if ((sources.trustedResponders ?? []).some((publicKeySpki) => isBy(publicKeyOf({ publicKeySpki })))) return true
  return [...response.certificates, ...(sources.certificates ?? [])].some(
    (certificate) =>
      isResponder(response.responder, { name: certificate.subject, publicKeySpki: certificate.publicKeySpki }) &&
      isBy(publicKeyOf(certificate)) &&
      isDelegated(certificate, issuer, trust),
  )
}

function isResponder(
  responder: ResponderId,
  who: { readonly name: Name; readonly publicKeySpki: Uint8Array },
): boolean {
  if ('name' in responder) return sameName(responder.name, who.name)
  return sameOctets(responder.keyHash, responderKeyHash(who.publicKeySpki))
}

/** RFC 6960 4.2.2.2: issued by the issuer of the certificate itself, for signing OCSP responses, and good. */
function isDelegated(certificate: Certificate, issuer: Issuer, { environment, isResponderGood }: Trust): boolean {
  const { judgement, budget } = environment
  const { keyUsage, extendedKeyUsage, ocspNoCheck } = certificate.extensions
  const { scheme } = certificate.signedWith
  const algorithms = judgement.algorithms ?? {}
  const isIssued =
    scheme !== undefined &&
    (algorithms.legacy === 'accepted' || !isLegacyScheme(scheme)) &&
    sameName(certificate.issuer, issuer.name) &&
    issuer.key !== undefined &&
    isVerified(certificate, issuer.key, budget) === true
  const isForIt =
    extendedKeyUsage?.includes(purposes.ocspSigning) === true &&
    (keyUsage === undefined || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation'))
  const isSound =
    validityFault(certificate, judgement.at) === undefined &&
    criticalExtensionFault(certificate) === undefined &&
    keyFault(certificate, publicKeyOf(certificate), algorithms) === undefined
  return isIssued && isForIt && isSound && (ocspNoCheck || isResponderGood(certificate))
}
