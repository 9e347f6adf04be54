/**
 * What the CA/Browser Forum's Baseline Requirements for TLS server certificates (BR) ask beyond RFC 5280 and a reader can see.
 * Whether a domain is registry-controlled is not looked at.
 */
import type { Certificate, DistributionPoint } from '../certificate/certificate.ts'
import type { RevocationList } from '../crl/revocation-list.ts'
import { sameName } from '../name/compare-name.ts'
import type { GeneralName } from '../name/general-name.ts'
import { describeIpAddress } from '../name/ip-address.ts'
import { attributeTypes, extensionTypes, purposes } from '../object-identifiers.ts'
import { publicKeyOf } from '../signed/public-key.ts'

/** Where a certificate stands, and by which profile it is judged. */
export interface Place {
  readonly isIssuer: boolean
  readonly isAnchor: boolean
  readonly isWeb: boolean
}

/** A rule: the clause, and whether a certificate keeps it. */
export type ProfileRule = readonly [rule: string, keeps: (certificate: Certificate, place: Place) => boolean]

/** Rules about the certificate of a server, the last of a path. */
const serverRules: readonly (readonly [rule: string, keeps: (certificate: Certificate) => boolean])[] = [
  ['BR 7.1.2.7.8: a server is no authority', ({ extensions }) => extensions.basicConstraints?.ca !== true],
  [
    'BR 7.1.2.7.6: the purposes are there and not critical',
    (each) => each.extensions.extendedKeyUsage !== undefined && !isCritical(each, extensionTypes.extendedKeyUsage),
  ],
  ['BR 7.1.2.7.10: for TLS servers, perhaps clients, and nothing that is kept apart', isForServers],
  [
    'BR 7.1.2.7.12: alternative names are there, DNS names and addresses alone',
    ({ extensions: { subjectAlternativeNames: names } }) =>
      names !== undefined && names.every(({ form }) => form === 'dNSName' || form === 'iPAddress'),
  ],
  [
    'BR 7.1.2.7.12: alternative names are critical exactly where there is no subject',
    (each) => isCritical(each, extensionTypes.subjectAlternativeNames) === (each.subject.parts.length === 0),
  ],
  ['BR 7.1.4.3: the common name is one of the alternative names, character for character', namesItself],
]

/** All rules. */
export const webRules: readonly ProfileRule[] = [
  [
    'BR 7.1.2.1.2: a root names no purposes',
    (each, { isAnchor }) =>
      !isAnchor || !sameName(each.subject, each.issuer) || each.extensions.extendedKeyUsage === undefined,
  ],
  [
    'BR 7.1.2.1.3, 7.1.2.11.1: the issuer’s key is named by its identifier alone',
    ({ extensions: { authorityKeyIdentifier: authority } }) =>
      authority === undefined || (authority.issuer === undefined && authority.serial === undefined),
  ],
  ['BR 7.1.2.11.2: lists are found by URIs', hasUriPoints],
  ['BR 7.1.3.1: keys are RSA, or of the curves P-256, P-384, P-521', hasWebKey],
  ...serverRules.map(
    ([rule, keeps]): ProfileRule => [rule, (each, { isIssuer, isAnchor }) => isIssuer || isAnchor || keeps(each)],
  ),
]

function isCritical({ extensions }: Certificate, type: string): boolean {
  return extensions.all.some((extension) => extension.type === type && extension.critical)
}

/** Purposes that stand in no server's certificate (BR 7.1.2.7.10): the last one is that of precertificates (RFC 6962 3.1). */
const keptApart: readonly string[] = [
  purposes.codeSigning,
  purposes.emailProtection,
  purposes.timeStamping,
  purposes.ocspSigning,
  '2.5.29.37.0',
  '1.3.6.1.4.1.11129.2.4.4',
]

function isForServers({ extensions: { extendedKeyUsage = [] } }: Certificate): boolean {
  return extendedKeyUsage.includes(purposes.serverAuth) && !extendedKeyUsage.some((each) => keptApart.includes(each))
}

function namesItself({ subject, extensions }: Certificate): boolean {
  const written = new Set((extensions.subjectAlternativeNames ?? []).map(textOf))
  const commonNames = subject.parts.flat().filter(({ type }) => type === attributeTypes.commonName)
  return commonNames.length <= 1 && commonNames.every(({ text }) => text !== undefined && written.has(text))
}

function textOf(name: GeneralName): string | undefined {
  if (name.form === 'iPAddress') return describeIpAddress(name.octets)
  return name.form === 'dNSName' ? name.text : undefined
}

const webKeys: ReadonlySet<string> = new Set(['RSA', 'P-256', 'P-384', 'P-521'])

function hasWebKey(certificate: Certificate): boolean {
  return webKeys.has(publicKeyOf(certificate)?.type ?? '')
}

function hasUriPoints({ extensions }: Certificate): boolean {
  return (extensions.crlDistributionPoints ?? []).every(isByUris)
}

function isByUris({ name }: Pick<DistributionPoint, 'name'>): boolean {
  return (
    name === undefined ||
    ('fullName' in name && name.fullName.every(({ form }) => form === 'uniformResourceIdentifier'))
  )
}

/** Whether a list is as BR 7.2.2.1 has it: of its own issuer's certificates alone, and found by URIs where it is a part. */
export function isWebList({ issuingDistributionPoint: point }: RevocationList): boolean {
  return point === undefined || (!point.isIndirect && isByUris(point))
}
