/** Authorities, leaves and lists in few words. Keys are made from their owners' names, so every run makes the same. */
import { importPrivateKey, keyPairFromSeed, type PrivateKey, sha256, type SigningKey, utf8 } from '@entrepot/crypto'
import {
  type Certificate,
  type CertificateToIssue,
  type ExtensionsToIssue,
  issueRevocationList,
  type Name,
  makeName,
  attributeTypes,
  parseCertificate,
  parseRevocationList,
  type RevocationList,
  type RevocationListToIssue,
  type RevocationToIssue,
} from '../index.ts'
import { type Forgery, forgeCertificate } from './forge.ts'

export const day = 86_400_000
export const start = Date.UTC(2026, 0, 1)
export const at = start + 30 * day

/** A certificate and the key that it is for. */
export interface Made {
  readonly certificate: Certificate
  readonly key: SigningKey
}

/** How a certificate differs from a usual one; an extension that is `null` is left out. */
export interface Changes extends Forgery, Partial<Omit<CertificateToIssue, 'extensions'>> {
  readonly key?: SigningKey
  readonly extensions?: { readonly [Name in keyof ExtensionsToIssue]?: ExtensionsToIssue[Name] | null }
}

const keys = new Map<string, PrivateKey>()

/** The P-256 key of an owner. */
export function keyFor(owner: string): PrivateKey {
  const known = keys.get(owner)
  if (known !== undefined) return known
  const seed = new Uint8Array(48)
  seed.set(sha256(utf8.encode(owner)))
  const key = importPrivateKey(keyPairFromSeed('ES256', seed).privateKeyPkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  keys.set(owner, key)
  return key
}

/** A name of a country, an organisation and this common name. */
export function named(commonName: string): Name {
  return makeName([
    [{ type: attributeTypes.country, text: 'NL', as: 'PrintableString' }],
    [{ type: attributeTypes.organization, text: 'Test authorities' }],
    [{ type: attributeTypes.commonName, text: commonName }],
  ])
}

let serials = 1000n

function make(name: string, by: Made | undefined, extensions: ExtensionsToIssue, changes: Changes): Made {
  const { key = keyFor(name), extensions: changed = {}, version, timeForm, leaveOut, ...rest } = changes
  const subject = rest.subject ?? named(name)
  const merged = Object.entries({ ...extensions, ...changed }).filter(([, value]) => value !== null)
  serials += 1n
  const content: CertificateToIssue = {
    issuer: by?.certificate.subject ?? subject,
    publicKeySpki: key.publicKey.spki,
    serial: serials,
    notBefore: start - 10 * day,
    notAfter: start + 365 * day,
    ...rest,
    subject,
    extensions: Object.fromEntries(merged) as ExtensionsToIssue,
  }
  const forgery = {
    ...(version === undefined ? {} : { version }),
    ...(timeForm === undefined ? {} : { timeForm }),
    ...(leaveOut === undefined ? {} : { leaveOut }),
  }
  return { certificate: parsed(forgeCertificate(content, by?.key ?? key, forgery)), key }
}

/** An authority, by another one or by itself. */
export function authority(name: string, by?: Made, changes: Changes = {}): Made {
  return make(name, by, { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] }, changes)
}

/** A leaf. */
export function leaf(name: string, by: Made, changes: Changes = {}): Made {
  return make(name, by, { keyUsage: ['digitalSignature'] }, changes)
}

/** A certificate that parses, or the test is wrong. */
export function parsed(der: Uint8Array): Certificate {
  const decoded = parseCertificate(der)
  if (!decoded.ok) throw new Error(`a certificate of our own making: ${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

/** A list that parses, or the test is wrong. */
export function parsedList(der: Uint8Array): RevocationList {
  const decoded = parseRevocationList(der)
  if (!decoded.ok) throw new Error(`a list of our own making: ${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

/** A list of an authority; revoked are these. */
export function listBy(
  issuer: Made,
  revoked: readonly (Made | RevocationToIssue)[] = [],
  changes: Partial<RevocationListToIssue> = {},
): RevocationList {
  const entries = revoked.map((each) =>
    'certificate' in each ? { serial: each.certificate.serial, date: start, reason: 'keyCompromise' as const } : each,
  )
  const content: RevocationListToIssue = {
    issuer: issuer.certificate.subject,
    number: 1n,
    thisUpdate: start,
    nextUpdate: start + 60 * day,
    entries,
    ...changes,
  }
  return parsedList(issueRevocationList(content, issuer.key))
}
