import {
  type Cursor,
  close,
  contextPrimitive,
  type DerNode,
  isNext,
  readInteger,
  readOctetString,
  readSequence,
  writeInteger,
  writePrimitive,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import type { Certificate } from '@entrepot/x509'
import { sameOctets } from './octets.ts'
import { readOpaque } from './opaque.ts'

/** How a message names the certificate of a signer or recipient (RFC 5652 5.3, 6.2.1, 10.2.4). */
export type CertificateIdentifier =
  | {
      readonly by: 'issuerAndSerialNumber'
      /** The issuer's name as DER. */
      readonly issuer: Uint8Array
      readonly serial: bigint
    }
  | { readonly by: 'subjectKeyIdentifier'; readonly keyIdentifier: Uint8Array }

/** Which of the two a writer chooses. */
export type IdentifiedBy = CertificateIdentifier['by']

/** Reads an IssuerAndSerialNumber. */
export function readIssuerAndSerialNumber(cursor: Cursor): CertificateIdentifier {
  const sequence = readSequence(cursor)
  const issuer = readOpaque(sequence)
  const serial = readInteger(sequence)
  close(sequence)
  return { by: 'issuerAndSerialNumber', issuer, serial }
}

/** Reads a SignerIdentifier or RecipientIdentifier: `[0]` is a key identifier. */
export function readCertificateIdentifier(cursor: Cursor): CertificateIdentifier {
  if (!isNext(cursor, contextPrimitive(0))) return readIssuerAndSerialNumber(cursor)
  return { by: 'subjectKeyIdentifier', keyIdentifier: readOctetString(cursor, contextPrimitive(0)) }
}

const written = new WeakMap<Certificate, DerNode>()

/** Writes a certificate's IssuerAndSerialNumber; made once for each certificate that was parsed. */
export function writeIssuerAndSerialNumber(certificate: Certificate): DerNode {
  const known = written.get(certificate)
  if (known !== undefined) return known
  const node = writeSequence([writeRaw(certificate.issuer.raw), writeInteger(certificate.serial)])
  written.set(certificate, node)
  return node
}

/** A certificate's own key identifier. Asserts that it has one. */
export function subjectKeyIdentifierOf(certificate: Certificate): Uint8Array {
  const identifier = certificate.extensions.subjectKeyIdentifier
  if (identifier === undefined) throw new Error('cms: a certificate that is named by its key identifier has one')
  return identifier
}

/** Writes a SignerIdentifier or RecipientIdentifier. */
export function writeCertificateIdentifier(certificate: Certificate, by: IdentifiedBy): DerNode {
  if (by === 'issuerAndSerialNumber') return writeIssuerAndSerialNumber(certificate)
  return writePrimitive(contextPrimitive(0), subjectKeyIdentifierOf(certificate))
}

/** Whether an identifier names a certificate. Issuers are compared by their DER, as RFC 5280 4.1.2.6 has names repeated. */
export function identifies(identifier: CertificateIdentifier, certificate: Certificate): boolean {
  if (identifier.by === 'issuerAndSerialNumber') {
    return identifier.serial === certificate.serial && sameOctets(identifier.issuer, certificate.issuer.raw)
  }
  const own = certificate.extensions.subjectKeyIdentifier
  return own !== undefined && sameOctets(identifier.keyIdentifier, own)
}
