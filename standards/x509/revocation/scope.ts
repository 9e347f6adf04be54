/** Which revocation lists are about a certificate, and for which reasons (RFC 5280 6.3.3 (b), (c), (d)). */
import type { Certificate, DistributionPoint, DistributionPointName } from '../certificate/certificate.ts'
import { type RevocationReason, reasonFlags } from '../crl/reason.ts'
import type { IssuingDistributionPoint, RevocationList } from '../crl/revocation-list.ts'
import { comparableName, sameName } from '../name/compare-name.ts'
import { describeGeneralName, type GeneralName } from '../name/general-name.ts'
import { type Name, sameOctets } from '../name/name.ts'

/** All reasons that a list can be partitioned by. */
export const allReasons: ReadonlySet<RevocationReason> = new Set(reasonFlags.filter((reason) => reason !== undefined))

/** The distribution points of a certificate, and the one that stands for the issuer's own list (RFC 5280 6.3.3). */
export function pointsOf({ issuer, extensions }: Certificate): DistributionPoint[] {
  const own: DistributionPoint = {
    name: { fullName: [{ form: 'directoryName', name: issuer }] },
    reasons: undefined,
    crlIssuer: undefined,
  }
  return [...(extensions.crlDistributionPoints ?? []), own]
}

/**
 * The reasons for which a list speaks of a certificate when it is looked up at a distribution point; none when it is not
 * about the certificate at all.
 */
export function reasonsCovered(
  list: RevocationList,
  certificate: Certificate,
  point: DistributionPoint,
): ReadonlySet<RevocationReason> {
  const scope = list.issuingDistributionPoint
  const isAbout =
    isByIssuer(list, certificate, point) && (scope === undefined || isInScope(scope, certificate, { list, point }))
  if (!isAbout) return none
  const ofPoint = point.reasons === undefined ? allReasons : new Set(point.reasons)
  return scope?.onlySomeReasons === undefined ? ofPoint : ofPoint.intersection(new Set(scope.onlySomeReasons))
}

const none: ReadonlySet<RevocationReason> = new Set()

/** RFC 5280 6.3.3 (b)(1). */
function isByIssuer(list: RevocationList, certificate: Certificate, { crlIssuer }: DistributionPoint): boolean {
  if (crlIssuer === undefined) return sameName(list.issuer, certificate.issuer)
  return (
    list.issuingDistributionPoint?.isIndirect === true &&
    directoryNames(crlIssuer).some((name) => sameName(name, list.issuer))
  )
}

/** RFC 5280 6.3.3 (b)(2). */
function isInScope(
  scope: IssuingDistributionPoint,
  certificate: Certificate,
  { list, point }: { readonly list: RevocationList; readonly point: DistributionPoint },
): boolean {
  const isCa = certificate.extensions.basicConstraints?.ca === true
  if (scope.onlyContains === 'attributes' || scope.onlyContains === (isCa ? 'users' : 'authorities')) return false
  if (scope.name === undefined) return true
  const named = generalNames(scope.name, list.issuer)
  const wanted =
    point.name === undefined ? (point.crlIssuer ?? []) : generalNames(point.name, issuerOfPoint(certificate, point))
  return named.some((name) => wanted.some((other) => isSameGeneralName(name, other)))
}

/** The name that a relative name of a point goes on from (RFC 5280 4.2.1.13). */
function issuerOfPoint(certificate: Certificate, { crlIssuer }: DistributionPoint): Name {
  return (crlIssuer === undefined ? undefined : directoryNames(crlIssuer)[0]) ?? certificate.issuer
}

function generalNames(name: DistributionPointName, issuer: Name): readonly GeneralName[] {
  if ('fullName' in name) return name.fullName
  const whole: Name = { raw: new Uint8Array(0), parts: [...issuer.parts, name.relativeName] }
  return [{ form: 'directoryName', name: whole }]
}

function directoryNames(names: readonly GeneralName[]): Name[] {
  return names.flatMap((name) => (name.form === 'directoryName' ? [name.name] : []))
}

function isSameGeneralName(a: GeneralName, b: GeneralName): boolean {
  if (a.form === 'directoryName' && b.form === 'directoryName') return comparableName(a.name) === comparableName(b.name)
  return a.form === b.form && describeGeneralName(a) === describeGeneralName(b)
}

/** Whether a delta list tells the changes of a complete list (RFC 5280 5.2.4, 6.3.3 (c)). */
export function isDeltaOf(delta: RevocationList, complete: RevocationList): boolean {
  const { deltaBase, number: deltaNumber } = delta
  const { number } = complete
  if (deltaBase === undefined || complete.deltaBase !== undefined) return false
  if (number === undefined || deltaNumber === undefined || number < deltaBase || number >= deltaNumber) return false
  return sameName(delta.issuer, complete.issuer) && isSameSeries(delta, complete)
}

/** Whether two lists are of one issuer, key and scope, so that the later one goes on from the earlier one. */
export function isSameSeries(a: RevocationList, b: RevocationList): boolean {
  return (
    sameName(a.issuer, b.issuer) &&
    isSame(a.authorityKeyIdentifier?.keyIdentifier, b.authorityKeyIdentifier?.keyIdentifier) &&
    isSame(a.issuingDistributionPoint?.raw, b.issuingDistributionPoint?.raw)
  )
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameOctets(a, b)
}
