import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  writeBoolean,
  writeConstructed,
  writeInteger,
  writeNamedBits,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeRaw,
  writeSequence,
  writeIa5String,
} from '@entrepot/asn1'
import type { SignatureScheme, SigningKey } from '@entrepot/crypto'
import type { BasicConstraints } from '../certificate/certificate.ts'
import { writeExtension } from '../certificate/extension.ts'
import { type KeyUsage, keyUsages } from '../certificate/key-usage.ts'
import { MAXIMUM_PATH_LENGTH, MAXIMUM_SERIAL_OCTETS } from '../limits.ts'
import type { Name, Subject } from '../name/name.ts'
import { extensionTypes } from '../object-identifiers.ts'
import { keyIdentifier } from '../signed/public-key.ts'
import { writeSigned, writeSignedWith } from '../signed/signed.ts'
import { writeTime } from '../time.ts'
import { writeName } from '../name/write-name.ts'

/** The extensions of a certificate to be issued. Both key identifiers are always written. */
export interface ExtensionsToIssue {
  /** Critical (RFC 5280 4.2.1.9). Left out: not a certification authority. */
  readonly basicConstraints?: BasicConstraints
  /** Critical (RFC 5280 4.2.1.3). */
  readonly keyUsage?: readonly KeyUsage[]
  /** Object identifiers of purposes (RFC 5280 4.2.1.12). */
  readonly extendedKeyUsage?: readonly string[]
  /** Default: the one that `keyIdentifier` makes of the subject's key. */
  readonly subjectKeyIdentifier?: Uint8Array
  /** The issuer certificate's subject key identifier. Default: the one that `keyIdentifier` makes of the issuer's key. */
  readonly authorityKeyIdentifier?: Uint8Array
  /** Object identifiers of policies (RFC 5280 4.2.1.4). */
  readonly certificatePolicies?: readonly string[]
  /** URIs of the issuer's list (RFC 5280 4.2.1.13), each a way to the same one. */
  readonly crlDistributionPoints?: readonly string[]
}

/** A certificate to be issued. Times are milliseconds since 1970 UTC, cut to seconds. */
export interface CertificateToIssue {
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
  const { subject, issuer, publicKeySpki, serial, notBefore, notAfter } = content
  const extensions = writeExtensions(content, issuerKey)
  const toBeSigned = writeSequence([
    version3,
    writeInteger(serial),
    writeSignedWith(issuerKey, content.scheme),
    writeName(issuer),
    writeSequence([writeTime(notBefore), writeTime(notAfter)]),
    writeName(subject),
    writeRaw(publicKeySpki),
    writeConstructed(contextConstructed(3), [writeSequence(extensions)]),
  ])
  return writeSigned(toBeSigned, issuerKey, content.scheme)
}

const version3 = writeConstructed(contextConstructed(0), [writeInteger(2)])

function assertIssuable({ serial, notBefore, notAfter, extensions }: CertificateToIssue): void {
  const { basicConstraints, keyUsage, extendedKeyUsage, certificatePolicies, crlDistributionPoints } = extensions
  const ca = basicConstraints?.ca ?? false
  const pathLength = basicConstraints?.pathLength
  const lists = [keyUsage, extendedKeyUsage, certificatePolicies, crlDistributionPoints]
  assertSerial(serial)
  assert(notBefore <= notAfter, 'a certificate ends after it begins')
  assert(
    pathLength === undefined || (ca && pathLength >= 0 && pathLength <= MAXIMUM_PATH_LENGTH),
    'path length of a CA',
  )
  assert(!ca || keyUsage?.includes('keyCertSign') === true, 'a CA may sign certificates (4.2.1.3)')
  assert(ca || keyUsage?.includes('keyCertSign') !== true, 'only a CA may sign certificates (4.2.1.9)')
  assert(!lists.some((list) => list?.length === 0), 'an extension says something')
}

/** Asserts a serial number: positive, at most 20 octets (RFC 5280 4.1.2.2). */
export function assertSerial(serial: bigint): void {
  assert(serial > 0n && serial < 1n << BigInt(MAXIMUM_SERIAL_OCTETS * 8 - 1), 'a serial number has 1 to 20 octets')
}

function assert(condition: boolean, invariant: string): void {
  if (!condition) throw new Error(`x509: ${invariant}`)
}

const types = {
  basicConstraints: writeObjectIdentifier(extensionTypes.basicConstraints),
  keyUsage: writeObjectIdentifier(extensionTypes.keyUsage),
  extendedKeyUsage: writeObjectIdentifier(extensionTypes.extendedKeyUsage),
  subjectKeyIdentifier: writeObjectIdentifier(extensionTypes.subjectKeyIdentifier),
  authorityKeyIdentifier: writeObjectIdentifier(extensionTypes.authorityKeyIdentifier),
  certificatePolicies: writeObjectIdentifier(extensionTypes.certificatePolicies),
  crlDistributionPoints: writeObjectIdentifier(extensionTypes.crlDistributionPoints),
}

function writeExtensions(content: CertificateToIssue, issuerKey: SigningKey): DerNode[] {
  const { extensions, publicKeySpki } = content
  const { basicConstraints, keyUsage, extendedKeyUsage, certificatePolicies, crlDistributionPoints } = extensions
  const subjectKey = extensions.subjectKeyIdentifier ?? keyIdentifier(publicKeySpki)
  const issuerKeyIdentifier = extensions.authorityKeyIdentifier ?? keyIdentifier(issuerKey.publicKey.spki)
  const written = [
    writeExtension(types.subjectKeyIdentifier, writeOctetString(subjectKey)),
    writeAuthorityKeyIdentifier(issuerKeyIdentifier),
  ]
  if (basicConstraints) written.push(writeExtension(types.basicConstraints, constraintsNode(basicConstraints), true))
  if (keyUsage) written.push(writeExtension(types.keyUsage, keyUsageNode(keyUsage), true))
  if (extendedKeyUsage) {
    written.push(
      writeExtension(types.extendedKeyUsage, writeSequence(extendedKeyUsage.map((oid) => writeObjectIdentifier(oid)))),
    )
  }
  if (certificatePolicies) {
    const policies = certificatePolicies.map((oid) => writeSequence([writeObjectIdentifier(oid)]))
    written.push(writeExtension(types.certificatePolicies, writeSequence(policies)))
  }
  if (crlDistributionPoints) {
    written.push(writeExtension(types.crlDistributionPoints, distributionPointNode(crlDistributionPoints)))
  }
  return written
}

/** The authority key identifier extension with the key's identifier alone (RFC 5280 4.2.1.1). */
export function writeAuthorityKeyIdentifier(identifier: Uint8Array): DerNode {
  return writeExtension(types.authorityKeyIdentifier, writeSequence([writePrimitive(contextPrimitive(0), identifier)]))
}

function constraintsNode({ ca, pathLength }: BasicConstraints): DerNode {
  if (!ca) return writeSequence([])
  return writeSequence(pathLength === undefined ? [writeBoolean(true)] : [writeBoolean(true), writeInteger(pathLength)])
}

function keyUsageNode(usages: readonly KeyUsage[]): DerNode {
  return writeNamedBits(usages.map((usage) => keyUsages.indexOf(usage)))
}

function distributionPointNode(uris: readonly string[]): DerNode {
  const names = uris.map((uri) => writeIa5String(uri, contextPrimitive(6)))
  const fullName = writeConstructed(contextConstructed(0), names)
  return writeSequence([writeSequence([writeConstructed(contextConstructed(0), [fullName])])])
}
