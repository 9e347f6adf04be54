/** What RFC 5280 4 asks of conforming issuers and a reader can see: the strict profile. Path validation (RFC 5280 6) does not ask it. */
import type { Certificate, DistributionPoint } from '../certificate/certificate.ts'
import { deviationRules } from '../deviation.ts'
import type { GeneralName } from '../name/general-name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { isDnsName } from './names/dns.ts'
import { splitMailbox } from './names/mailbox.ts'
import { isAbsoluteUri } from './names/uri.ts'
import type { Judgement } from './question.ts'
import type { Fault } from './refusal.ts'

/** Where a certificate stands. */
interface Place {
  readonly isIssuer: boolean
  readonly isAnchor: boolean
}

/** A rule: the clause, and whether a certificate keeps it. */
type ProfileRule = readonly [rule: string, keeps: (certificate: Certificate, place: Place) => boolean]

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
  [
    'RFC 5280 4.2.1.1: a certificate names the key that signed it, unless it is self-signed',
    (each, { isAnchor }) => isAnchor || each.extensions.authorityKeyIdentifier?.keyIdentifier !== undefined,
  ],
  [
    'RFC 5280 4.2.1.2: an authority names its key',
    (each) => !isCa(each) || each.extensions.subjectKeyIdentifier !== undefined,
  ],
  [
    'RFC 5280 4.2.1.1, 4.2.1.2, 4.2.1.8, 4.2.1.15, 4.2.2: never critical',
    (each) => !neverCritical.some((type) => isCritical(each, type)),
  ],
  [
    'RFC 5280 4.2.1.3: an authority says what its key is for',
    (each) => !isCa(each) || each.extensions.keyUsage !== undefined,
  ],
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
    (each) => alwaysCritical.every((type) => criticalWherePresent(each, type)),
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

/** The first rule of the profile that a certificate breaks, where the profile is asked for. */
export function profileFault(certificate: Certificate, judgement: Judgement, place: Place): Fault | undefined {
  if (judgement.profile !== 'rfc5280') return undefined
  const [deviation] = certificate.deviations
  if (deviation !== undefined) return { code: 'x509/profile', rule: deviationRules[deviation] }
  const broken = profile.find(([, keeps]) => !keeps(certificate, place))
  return broken && { code: 'x509/profile', rule: broken[0] }
}
