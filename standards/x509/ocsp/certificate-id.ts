import {
  type Cursor,
  close,
  type DerNode,
  readInteger,
  readNull,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import { digest, type HashName } from '@entrepot/crypto'
import { isSerial } from '../certificate/parse-certificate.ts'
import { type Name, sameOctets } from '../name/name.ts'
import { keyBits } from '../signed/public-key.ts'
import type { CertificateId } from './response.ts'

/** RFC 3279 2.1, RFC 5754 2. */
const hashIdentifiers: Readonly<Record<HashName, string>> = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
}
const hashes: readonly HashName[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']

/** An issuer as OCSP names it. */
export interface OcspIssuer {
  readonly name: Name
  readonly publicKeySpki: Uint8Array
}

/** Reads a CertID (RFC 6960 4.1.1). */
export function readCertificateId(cursor: Cursor): CertificateId {
  const start = cursor.offset
  const fields = readSequence(cursor)
  const algorithm = readSequence(fields)
  const identifier = readObjectIdentifier(algorithm)
  if (!algorithm.atEnd) readNull(algorithm)
  close(algorithm)
  const issuerNameHash = readOctetString(fields)
  const issuerKeyHash = readOctetString(fields)
  const serialAt = fields.offset
  const serial = readInteger(fields)
  if (!isSerial(serial, fields.contentEnd - fields.contentStart)) fields.fail('x509/serial-number', serialAt)
  close(fields)
  const hash = hashes.find((name) => hashIdentifiers[name] === identifier)
  return { raw: cursor.bytes.subarray(start, cursor.offset), hash, issuerNameHash, issuerKeyHash, serial }
}

/** Writes a CertID of a certificate by this issuer. SHA-1 here finds, and proves nothing. */
export function writeCertificateId(issuer: OcspIssuer, serial: bigint, hash: HashName): DerNode {
  const algorithm = writeSequence([writeObjectIdentifier(hashIdentifiers[hash]), writeNull()])
  const { nameHash, keyHash } = issuerHashes(issuer, hash)
  return writeSequence([algorithm, writeOctetString(nameHash), writeOctetString(keyHash), writeInteger(serial)])
}

/** Whether an id names the certificate with this serial number by this issuer. */
export function isIdOf(id: CertificateId, issuer: OcspIssuer, serial: bigint): boolean {
  if (id.hash === undefined || id.serial !== serial) return false
  const { nameHash, keyHash } = issuerHashes(issuer, id.hash)
  return sameOctets(id.issuerNameHash, nameHash) && sameOctets(id.issuerKeyHash, keyHash)
}

/** The hash by which a responder names its own key (RFC 6960 4.2.1: SHA-1 of the key's bits). */
export function responderKeyHash(publicKeySpki: Uint8Array): Uint8Array {
  return digest('SHA-1', keyBits(publicKeySpki))
}

function issuerHashes({ name, publicKeySpki }: OcspIssuer, hash: HashName) {
  return { nameHash: digest(hash, name.raw), keyHash: digest(hash, keyBits(publicKeySpki)) }
}
