/** The chain of the tests: root, issuing authority, organisation. Seeds, serial numbers and times are fixed, so every run makes the same. */
import { importPrivateKey, keyPairFromSeed, type PrivateKey, type SignatureAlgorithm } from '@entrepot/crypto'
import {
  type Certificate,
  type CertificateToIssue,
  type ExtensionsToIssue,
  issueCertificate,
  issueRevocationList,
  parseCertificate,
  parseRevocationList,
  type RevocationList,
  type RevocationToIssue,
  type Subject,
} from '../index.ts'

export const day = 86_400_000
export const start = Date.UTC(2026, 0, 1)
export const at = start + 30 * day

const seedLengths = { ES256: 48, Ed25519: 32 } as const

export function keyOf(algorithm: SignatureAlgorithm, seed: number): PrivateKey {
  const octets = new Uint8Array(seedLengths[algorithm]).map((_, index) => (seed * 31 + index * 7) & 0xff)
  const key = importPrivateKey(keyPairFromSeed(algorithm, octets).privateKeyPkcs8)
  if (key === undefined) throw new Error('a key pair of our own making does not import')
  return key
}

const rootSubject: Subject = { country: 'DE', organization: 'Port of Practice', commonName: 'Practice Root' }
const issuingSubject: Subject = {
  country: 'DE',
  organization: 'Port of Practice',
  commonName: 'Practice Issuing',
}
export const organisationSubject: Subject = {
  country: 'CN',
  locality: '宁波',
  organization: 'Ningbo Haitong Textile Co., Ltd. 宁波海通纺织有限公司',
  organizationIdentifier: 'VATCN-91330200144055290X',
  serialNumber: '144055290',
  commonName: 'Haitong',
}

export function parsed(der: Uint8Array): Certificate {
  const decoded = parseCertificate(der)
  if (!decoded.ok) throw new Error(`a certificate of our own making: ${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

export function parsedList(der: Uint8Array): RevocationList {
  const decoded = parseRevocationList(der)
  if (!decoded.ok) throw new Error(`a list of our own making: ${decoded.code} at ${decoded.offset}`)
  return decoded.value
}

const authority = (pathLength: number): ExtensionsToIssue => ({
  basicConstraints: { ca: true, pathLength },
  keyUsage: ['keyCertSign', 'cRLSign'],
})

export const organisationExtensions: ExtensionsToIssue = {
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.36'],
  certificatePolicies: ['2.23.140.1.2.2'],
  crlDistributionPoints: ['http://ca.example/issuing.crl'],
}

export interface Changes {
  readonly root?: Partial<CertificateToIssue>
  readonly issuing?: Partial<CertificateToIssue>
  readonly organisation?: Partial<CertificateToIssue>
}

/** Makes root, issuing authority and organisation, each with these changes. */
export function chainOfThree(algorithm: SignatureAlgorithm = 'ES256', changes: Changes = {}) {
  const keys = { root: keyOf(algorithm, 1), issuing: keyOf(algorithm, 2), organisation: keyOf(algorithm, 3) }
  const root = issueCertificate(
    {
      subject: rootSubject,
      issuer: rootSubject,
      publicKeySpki: keys.root.publicKey.spki,
      serial: 1n,
      notBefore: start,
      notAfter: start + 3650 * day,
      extensions: authority(1),
      ...changes.root,
    },
    keys.root,
  )
  const issuing = issueCertificate(
    {
      subject: issuingSubject,
      issuer: parsed(root).subject,
      publicKeySpki: keys.issuing.publicKey.spki,
      serial: 2n,
      notBefore: start,
      notAfter: start + 365 * day,
      extensions: authority(0),
      ...changes.issuing,
    },
    keys.root,
  )
  const organisation = issueCertificate(
    {
      subject: organisationSubject,
      issuer: parsed(issuing).subject,
      publicKeySpki: keys.organisation.publicKey.spki,
      serial: 0x7f00112233445566778899n,
      notBefore: start,
      notAfter: start + 90 * day,
      extensions: organisationExtensions,
      ...changes.organisation,
    },
    keys.issuing,
  )
  return { keys, root: parsed(root), issuing: parsed(issuing), organisation: parsed(organisation) }
}

export type ChainOfThree = ReturnType<typeof chainOfThree>

/** The lists of both issuers; the root's is empty. */
export function listsOf(three: ChainOfThree, entries: readonly RevocationToIssue[] = []): RevocationList[] {
  const validity = { number: 7n, thisUpdate: start + 29 * day, nextUpdate: start + 36 * day }
  return [
    parsedList(issueRevocationList({ issuer: three.root.subject, entries: [], ...validity }, three.keys.root)),
    parsedList(issueRevocationList({ issuer: three.issuing.subject, entries, ...validity }, three.keys.issuing)),
  ]
}
