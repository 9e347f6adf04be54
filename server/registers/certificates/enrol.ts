import { checkSubject, decodePem, parseRequest, type Subject, subjectOf } from '@entrepot/x509'
import { isSealingKey, type PrivateKey } from '@entrepot/crypto'
import { isOrganisation } from '@entrepot/trade/act'
import type { Organisation, OrganisationRegister } from '../organisations/index.ts'
import { issueFor, sealingKeyOf } from './authority.ts'
import type { KnownCertificate } from './known.ts'
import { MAX_CERTIFICATES, MAX_REQUEST_CHARACTERS } from './limits.ts'
import type { CertificateRegister } from './register.ts'
import type { SealingKey } from '@entrepot/trade/act'

/** Why nobody gets a certificate. */
export interface EnrolmentRefusal {
  readonly ok: false
  readonly code: string
  readonly rule: string
  readonly at?: string | number
  readonly limit?: number
}

/** What enrolling needs. */
export interface Enrolment {
  readonly certificates: CertificateRegister
  readonly organisations: OrganisationRegister
  readonly now: () => number
}

const RULE = 'practice enrolment (demonstration authority)'

/**
 * Issues a practice certificate for a request (PKCS #10 in PEM) of an organisation whose program keeps its own key.
 *
 * The subject's organizationIdentifier is the caller's; name, country, place and registration are those of the register once
 * the organisation stands there, and put it there the first time.
 */
export async function enrol(
  enrolment: Enrolment,
  organisation: string,
  pem: string,
): Promise<KnownCertificate | EnrolmentRefusal> {
  if (pem.length > MAX_REQUEST_CHARACTERS)
    return refuse('certificate/request-too-long', { limit: MAX_REQUEST_CHARACTERS })
  const blocks = decodePem('CERTIFICATE REQUEST', pem)
  if (!blocks.ok) return refuse(blocks.code, { at: blocks.offset })
  const [der, ...others] = blocks.value
  if (der === undefined || others.length > 0) return refuse('certificate/one-request')
  const request = parseRequest(der)
  if (!request.ok) return refuse(request.code, { at: request.offset })
  // Acts are sealed with P-256 or Ed25519; a certificate for another key would be of no use.
  if (!isSealingKey(request.value.publicKey)) return refuse('x509/unsupported-key')
  const subject = subjectOf(request.value.subject)
  if (subject.organizationIdentifier !== organisation) return refuse('certificate/other-organisation')
  const registered = await enrolment.organisations.register(organisationOf(organisation, subject))
  if (!registered) return refuse('certificate/subject-incomplete')
  if (!isSameSubject(registered, subject)) return refuse('certificate/other-subject')
  return issueTo(enrolment, { subject, publicKeySpki: request.value.publicKeySpki, custody: 'party' })
}

/**
 * Gives an organisation a certificate whose key the port makes and openly holds, so that its people can act in the web page.
 * An organisation that has one already keeps it, while it is good.
 *
 * @param person whose key it is, where a further person of the organisation acts: two people for one act have two keys.
 */
export async function enrolPortHeld(
  enrolment: Enrolment,
  organisation: Organisation,
  person?: string,
): Promise<KnownCertificate | EnrolmentRefusal> {
  if (!isOrganisation(organisation.organisation)) return refuse('certificate/organisation-id')
  const registered = await enrolment.organisations.register(organisation)
  if (!registered) return refuse('certificate/subject-incomplete')
  const held = await portHeldKey(enrolment, organisation.organisation, person)
  if (held) return held.known
  const key = enrolment.certificates.keys.keep(portKeyName(organisation.organisation, person))
  return issueTo(enrolment, { subject: subjectFor(registered), publicKeySpki: key.publicKey.spki, custody: 'port' })
}

/** A key that the port openly holds, with its newest good certificate. */
export interface PortHeld {
  readonly known: KnownCertificate
  /** Seals acts. */
  readonly key: SealingKey
  /** Signs documents. */
  readonly privateKey: PrivateKey
}

/** The key that the port openly holds for an organisation, or for a further person of it. */
export async function portHeldKey(
  { certificates, now }: Pick<Enrolment, 'certificates' | 'now'>,
  organisation: string,
  person?: string,
): Promise<PortHeld | undefined> {
  const key = certificates.keys.find(portKeyName(organisation, person))
  if (!key) return undefined
  for (const known of await certificates.ofOrganisation(organisation)) {
    if (known.custody !== 'port' || Buffer.compare(known.publicKey.spki, key.publicKey.spki) !== 0) continue
    const judged = await certificates.judge(known, now())
    if (judged.ok) return { known, key: sealingKeyOf(key, known.thumbprint), privateKey: key }
  }
  return undefined
}

const portKeyName = (organisation: string, person?: string): string =>
  ['practice', organisation, ...(person === undefined ? [] : [person])].join(' ')

async function issueTo(
  { certificates, now }: Enrolment,
  wanted: { readonly subject: Subject; readonly publicKeySpki: Uint8Array; readonly custody: 'party' | 'port' },
): Promise<KnownCertificate | EnrolmentRefusal> {
  const { subject, publicKeySpki, custody } = wanted
  const unwritable = checkSubject(subject)
  if (unwritable) return refuse(unwritable.code, { at: unwritable.attribute ?? '' })
  const standing = await certificates.ofOrganisation(subject.organizationIdentifier ?? '')
  const good = standing.filter(({ certificate }) => certificate.notAfter > now())
  if (good.length >= MAX_CERTIFICATES) return refuse('certificate/too-many', { limit: MAX_CERTIFICATES })
  const der = issueFor(certificates.authority, subject, { publicKeySpki, nowMs: now() })
  return certificates.record(der, custody)
}

function organisationOf(organisation: string, subject: Subject): Organisation {
  const { organization: name = '', country = '', locality: place, serialNumber: registration } = subject
  return {
    ...{ organisation, name, country },
    ...(place === undefined ? {} : { place }),
    ...(registration === undefined ? {} : { registration }),
  }
}

const subjectFor = ({ organisation, name, country, place, registration }: Organisation): Subject => ({
  ...{ country, organization: name, organizationIdentifier: organisation },
  ...(place === undefined ? {} : { locality: place }),
  ...(registration === undefined ? {} : { serialNumber: registration }),
})

const isSameSubject = (organisation: Organisation, subject: Subject): boolean =>
  organisation.name === subject.organization &&
  organisation.country === subject.country &&
  organisation.place === subject.locality &&
  organisation.registration === subject.serialNumber

const refuse = (code: string, more: Pick<EnrolmentRefusal, 'at' | 'limit'> = {}): EnrolmentRefusal => ({
  ...{ ok: false, code, rule: RULE },
  ...more,
})
