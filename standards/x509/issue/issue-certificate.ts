import {
  contextConstructed,
  type DerNode,
  writeConstructed,
  writeInteger,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import type { SignatureScheme, SigningKey } from '@entrepot/crypto'
import { MAXIMUM_PATH_LENGTH, MAXIMUM_SERIAL_OCTETS } from '../limits.ts'
import type { Name, Subject } from '../name/name.ts'
import { writeName } from '../name/write-name.ts'
import { keyIdentifier } from '../signed/public-key.ts'
import { writeSigned, writeSignedWith } from '../signed/signed.ts'
import { writeTime } from '../time.ts'
import { type ExtensionsToIssue, writeCertificateExtensions } from './write-extensions.ts'

/** A certificate to be issued. Times are milliseconds since 1970 UTC, cut to seconds. */
export interface CertificateToIssue {
  /** A name without parts stands for none; then the alternative names are critical. */
  readonly subject: Name | Subject
  /** The subject of the issuer's certificate, as `Name`, so that its DER is repeated exactly. */
  readonly issuer: Name | Subject
  readonly publicKeySpki: Uint8Array
  /** Positive, at most 20 octets, never used twice by one issuer; at least 64 random bits are custom. */
  readonly serial: bigint
  readonly notBefore: number
  readonly notAfter: number
  readonly extensions: ExtensionsToIssue
  /** How it is signed. Default: the usual scheme of the issuer's kind of key. */
  readonly scheme?: SignatureScheme
}

/**
 * Issues a version 3 certificate (RFC 5280 4.1) as DER, signed with the issuer's key.
 *
 * What it is given is the issuer's own decision, so what RFC 5280 forbids an issuer to write is asserted, not refused;
 * a subject from outside is judged by `checkSubject` or `parseRequest` before.
 */
export function issueCertificate(content: CertificateToIssue, issuerKey: SigningKey): Uint8Array {
  assertIssuable(content)
  const { subject, issuer, publicKeySpki, serial, notBefore, notAfter, scheme } = content
  const toBeSigned = writeSequence([
    version3,
    writeInteger(serial),
    writeSignedWith(issuerKey, scheme),
    writeName(issuer),
    writeSequence([writeTime(notBefore), writeTime(notAfter)]),
    writeName(subject),
    writeRaw(publicKeySpki),
    writeConstructed(contextConstructed(3), [writeSequence(extensionNodes(content, issuerKey))]),
  ])
  return writeSigned(toBeSigned, issuerKey, scheme)
}

const version3 = writeConstructed(contextConstructed(0), [writeInteger(2)])

function extensionNodes({ subject, publicKeySpki, extensions }: CertificateToIssue, issuerKey: SigningKey): DerNode[] {
  return writeCertificateExtensions(extensions, {
    subject: extensions.subjectKeyIdentifier ?? keyIdentifier(publicKeySpki),
    issuer: extensions.authorityKeyIdentifier ?? keyIdentifier(issuerKey.publicKey.spki),
    hasEmptySubject: isEmpty(subject),
  })
}

const isEmpty = (name: Name | Subject): boolean => 'raw' in name && name.parts.length === 0

function assertIssuable({ subject, serial, notBefore, notAfter, extensions }: CertificateToIssue): void {
  const { basicConstraints, keyUsage, subjectAlternativeNames, policyMappings, nameConstraints } = extensions
  const ca = basicConstraints?.ca ?? false
  const pathLength = basicConstraints?.pathLength
  assertSerial(serial)
  assert(notBefore <= notAfter, 'a certificate ends after it begins')
  assert(
    pathLength === undefined || (ca && pathLength >= 0 && pathLength <= MAXIMUM_PATH_LENGTH),
    'path length of a CA',
  )
  assert(!ca || keyUsage?.includes('keyCertSign') === true, 'a CA may sign certificates (4.2.1.3)')
  assert(ca || keyUsage?.includes('keyCertSign') !== true, 'only a CA may sign certificates (4.2.1.9)')
  assert(ca || nameConstraints === undefined, 'only a CA has name constraints (4.2.1.10)')
  assert(ca || policyMappings === undefined, 'only a CA maps policies (4.2.1.5)')
  assert(!isEmpty(subject) || (!ca && subjectAlternativeNames !== undefined), 'a subject has a name (4.1.2.6)')
  assert(!Object.values(extensions).some(saysNothing), 'an extension says something')
}

/** An empty list, or an object without a field that says something. */
function saysNothing(value: unknown): boolean {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return false
  const entries = Object.entries(value)
  return Array.isArray(value)
    ? value.length === 0
    : entries.every(([, each]) => each === undefined || saysNothing(each))
}

/** Asserts a serial number: positive, at most 20 octets (RFC 5280 4.1.2.2). */
export function assertSerial(serial: bigint): void {
  assert(serial > 0n && serial < 1n << BigInt(MAXIMUM_SERIAL_OCTETS * 8 - 1), 'a serial number has 1 to 20 octets')
}

function assert(condition: boolean, invariant: string): void {
  if (!condition) throw new Error(`x509: ${invariant}`)
}
