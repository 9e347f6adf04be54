/** What RFC 5280 4 asks of conforming issuers and a reader can see: the strict profile. Path validation (RFC 5280 6) does not ask it. */
import type { Certificate, DistributionPoint } from '../certificate/certificate.ts'
import type { RevocationList } from '../crl/revocation-list.ts'
import { deviationRules } from '../deviation.ts'
import type { KeyUsage } from '../certificate/key-usage.ts'
import { sameName } from '../name/compare-name.ts'
import type { GeneralName } from '../name/general-name.ts'
import { sameOctets } from '../name/name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { keyAlgorithmOf } from '../signed/public-key.ts'
import { isDnsName } from './names/dns.ts'
import { splitMailbox } from './names/mailbox.ts'
import { isAbsoluteUri } from './names/uri.ts'
import type { Judgement } from './question.ts'
import type { Fault } from './refusal.ts'
import { isWebList, type Place, type ProfileRule, webRules } from './web-profile.ts'

const isCa = ({ extensions }: Certificate): boolean => extensions.basicConstraints?.ca === true

const isCritical = ({ extensions }: Certificate, type: string): boolean =>
  extensions.all.some((extension) => extension.type === type && extension.critical)

const criticalWherePresent = ({ extensions }: Certificate, type: string): boolean =>
  extensions.all.every((extension) => extension.type !== type || extension.critical)

/** Extensions that are never critical (RFC 5280 4.2.1.1, 4.2.1.2, 4.2.1.8, 4.2.1.15, 4.2.2). */
const neverCritical: readonly string[] = [
  extensionTypes.authorityKeyIdentifier,
  extensionTypes.subjectKeyIdentifier,
  extensionTypes.subjectDirectoryAttributes,
  extensionTypes.freshestCrl,
  extensionTypes.authorityInformationAccess,
  extensionTypes.subjectInformationAccess,
]

/** Extensions of authorities that are always critical (RFC 5280 4.2.1.10, 4.2.1.11, 4.2.1.14). */
const alwaysCritical: readonly string[] = [
  extensionTypes.nameConstraints,
  extensionTypes.policyConstraints,
  extensionTypes.inhibitAnyPolicy,
]

const profile: readonly ProfileRule[] = [
  ['RFC 5280 4.1.2.1: extensions stand in version 3', ({ version }) => version === 3],
  ['RFC 5280 4.1.2.6: an authority has a name', (each) => !isCa(each) || each.subject.parts.length > 0],
  ['RFC 5280 4.2.1.1: a certificate names the key that signed it, unless it is self-signed', namesIssuerKey],
  [
    'RFC 5280 4.2.1.2: an authority names its key',
    (each) => !isCa(each) || each.extensions.subjectKeyIdentifier !== undefined,
  ],
  ['RFC 5280 4.2.1.2: what an authority signs names its key as the authority does', namesItselfAlike],
  [
    'RFC 5280 4.2.1.1, 4.2.1.2, 4.2.1.8, 4.2.1.15, 4.2.2: never critical',
    (each) => !neverCritical.some((type) => isCritical(each, type)),
  ],
  [
    // Of an anchor only name and key are asked (6.1.1 (d)); many are older than the rule.
    'RFC 5280 4.2.1.3: an authority says what its key is for',
    (each, { isAnchor }) => isAnchor || !isCa(each) || each.extensions.keyUsage !== undefined,
  ],
  ['RFC 8410 5, RFC 8813 3, RFC 9881 5: a key is not for what keys of its kind cannot do', fitsKey],
  [
    'RFC 5280 4.2.1.3, 4.2.1.9: only an authority signs certificates',
    (each) => isCa(each) || each.extensions.keyUsage?.includes('keyCertSign') !== true,
  ],
  [
    'RFC 5280 4.2.1.5, 4.2.1.10: only an authority maps policies or constrains names',
    (each) => isCa(each) || !limitsOthers(each),
  ],
  [
    'RFC 5280 4.2.1.6: without a subject the alternative names are there and critical',
    (each) => each.subject.parts.length > 0 || isCritical(each, extensionTypes.subjectAlternativeNames),
  ],
  [
    'RFC 5280 4.2.1.6: alternative names are written in their forms',
    ({ extensions }) => (extensions.subjectAlternativeNames ?? []).every(isWritten),
  ],
  ['RFC 5280 4.2.1.9: of an issuer, basic constraints are critical', keepsCriticalConstraints],
  [
    'RFC 5280 4.2.1.9: a path length belongs to the right to sign certificates',
    ({ extensions }) =>
      extensions.basicConstraints?.pathLength === undefined || extensions.keyUsage?.includes('keyCertSign') === true,
  ],
  [
    'RFC 5280 4.2.1.10, 4.2.1.11, 4.2.1.14: always critical',
    (each, { isWeb }) =>
      alwaysCritical.every(
        (type) => criticalWherePresent(each, type) || (isWeb && type === extensionTypes.nameConstraints),
      ),
  ],
  [
    'RFC 5280 4.2.1.10: a subtree has no distance',
    ({ extensions: { nameConstraints } }) =>
      nameConstraints === undefined ||
      ![...nameConstraints.permitted, ...nameConstraints.excluded].some(({ hasDistance }) => hasDistance),
  ],
  [
    'RFC 5280 4.2.1.13: a distribution point has a name or a list issuer',
    ({ extensions }) =>
      [...(extensions.crlDistributionPoints ?? []), ...(extensions.freshestCrl ?? [])].every(saysWhere),
  ],
]

/** Whether a certificate is an anchor's own. */
const isOwn = ({ subject, issuer }: Certificate, { isAnchor }: Place): boolean => isAnchor && sameName(subject, issuer)

function namesIssuerKey(certificate: Certificate, place: Place): boolean {
  const { authorityKeyIdentifier } = certificate.extensions
  if (authorityKeyIdentifier === undefined) return isOwn(certificate, place)
  return authorityKeyIdentifier.keyIdentifier !== undefined
}

function namesItselfAlike(certificate: Certificate, place: Place): boolean {
  const { authorityKeyIdentifier, subjectKeyIdentifier } = certificate.extensions
  const issuerKey = authorityKeyIdentifier?.keyIdentifier
  if (issuerKey === undefined || subjectKeyIdentifier === undefined || !isOwn(certificate, place)) return true
  return sameOctets(issuerKey, subjectKeyIdentifier)
}

const encipherment: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment']
const allButSigning: readonly KeyUsage[] = [...encipherment, 'keyAgreement', 'encipherOnly', 'decipherOnly']

/** Usages that a kind of key is not for. */
const unfit: ReadonlyMap<string, readonly KeyUsage[]> = new Map([
  ['1.2.840.10045.2.1', encipherment],
  ...[
    '1.3.101.112',
    '1.3.101.113',
    '2.16.840.1.101.3.4.3.17',
    '2.16.840.1.101.3.4.3.18',
    '2.16.840.1.101.3.4.3.19',
  ].map((signing): [string, readonly KeyUsage[]] => [signing, allButSigning]),
])

function fitsKey({ extensions: { keyUsage }, publicKeySpki }: Certificate): boolean {
  const doubtful = keyUsage?.filter((usage) => allButSigning.includes(usage)) ?? []
  if (doubtful.length === 0) return true
  const refused = unfit.get(keyAlgorithmOf(publicKeySpki)) ?? []
  return !doubtful.some((usage) => refused.includes(usage))
}

function limitsOthers({ extensions }: Certificate): boolean {
  return extensions.policyMappings !== undefined || extensions.nameConstraints !== undefined
}

function saysWhere({ name, crlIssuer }: DistributionPoint): boolean {
  return name !== undefined || crlIssuer !== undefined
}

function keepsCriticalConstraints(certificate: Certificate, { isIssuer }: Place): boolean {
  return !isIssuer || criticalWherePresent(certificate, extensionTypes.basicConstraints)
}

function isWritten(name: GeneralName): boolean {
  switch (name.form) {
    case 'dNSName':
      return isDnsName(name.text) && !name.text.includes('_')
    case 'rfc822Name':
      return splitMailbox(name.text) !== undefined
    case 'uniformResourceIdentifier':
      return isAbsoluteUri(name.text)
    case 'directoryName':
      return name.name.parts.length > 0
    case 'iPAddress':
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
    case 'registeredID':
      return true
  }
}

/** Extensions of lists that are always critical (RFC 5280 5.2.4, 5.2.5), and such that never are (5.2.1, 5.2.3, 5.2.6). */
const listCriticality: ReadonlyMap<string, boolean> = new Map([
  [extensionTypes.deltaCrlIndicator, true],
  [extensionTypes.issuingDistributionPoint, true],
  [extensionTypes.authorityKeyIdentifier, false],
  [extensionTypes.crlNumber, false],
  [extensionTypes.freshestCrl, false],
])

/** Whether a list is written as the profile asks: it names its key, has a number, and marks what is critical. */
export function isConformingList(list: RevocationList, profile: Judgement['profile']): boolean {
  if (profile === undefined) return true
  const { deviations, number, authorityKeyIdentifier, extensions } = list
  const isMarked = extensions.every(({ type, critical }) => (listCriticality.get(type) ?? critical) === critical)
  const isNamed = number !== undefined && authorityKeyIdentifier?.keyIdentifier !== undefined
  return deviations.length === 0 && isMarked && isNamed && (profile !== 'webpki' || isWebList(list))
}

const withWeb: readonly ProfileRule[] = [...profile, ...webRules]

/** The first rule of the profile that a certificate breaks, where one is asked for. */
export function profileFault(
  certificate: Certificate,
  judgement: Judgement,
  { isIssuer, isAnchor }: { readonly isIssuer: boolean; readonly isAnchor: boolean },
): Fault | undefined {
  if (judgement.profile === undefined) return undefined
  // Serial number and times' forms of an anchor bind nobody below it, and many a root in use is older than their rules.
  const [deviation] = isAnchor && isIssuer ? [] : certificate.deviations
  if (deviation !== undefined) return { code: 'x509/profile', rule: deviationRules[deviation] }
  const isWeb = judgement.profile === 'webpki'
  const place: Place = { isIssuer, isAnchor, isWeb }
  const broken = (isWeb ? withWeb : profile).find(([, keeps]) => !keeps(certificate, place))
  return broken && { code: 'x509/profile', rule: broken[0] }
}
