import {
  type Cursor,
  close,
  contextConstructed,
  contextPrimitive,
  type Decoded,
  finish,
  isNext,
  open,
  readConstructed,
  readInteger,
  readOctetString,
  readSequence,
  readSmallInteger,
} from '@entrepot/asn1'
import type { DeviationCode } from '../deviation.ts'
import type { Certificate } from './certificate.ts'
import { MAXIMUM_CERTIFICATE_BYTES, MAXIMUM_SERIAL_OCTETS } from '../limits.ts'
import { readName } from '../name/read-name.ts'
import { noCertificateExtensions, readCertificateExtensions } from './read-certificate-extensions.ts'
import { readPublicKeyInfo } from '../signed/public-key.ts'
import { readSignature, readSignedWith } from '../signed/signed.ts'
import { readTime } from '../time.ts'

/**
 * Parses a certificate (RFC 5280 4.1) from strict DER. Parsing judges form only: no signature, no validity.
 *
 * @returns the certificate, or a code of `asn1Rules` or `x509Rules` with the byte offset.
 */
export function parseCertificate(der: Uint8Array): Decoded<Certificate> {
  const raw = der.length > MAXIMUM_CERTIFICATE_BYTES ? der : new Uint8Array(der)
  const cursor = open(raw, MAXIMUM_CERTIFICATE_BYTES)
  const certificate = readSequence(cursor)
  const start = certificate.offset
  const { inner, ...fields } = readToBeSigned(certificate)
  const signedOctets = raw.subarray(start, certificate.offset)
  const signature = readSignature(certificate, inner)
  close(certificate)
  return finish(cursor, { raw, signedOctets, ...signature, ...fields })
}

function readToBeSigned(cursor: Cursor) {
  const deviations: DeviationCode[] = []
  const sequence = readSequence(cursor)
  const version = readVersion(sequence)
  const serial = readSerial(sequence, deviations)
  const inner = readSignedWith(sequence)
  const issuerAt = sequence.offset
  const issuer = readName(sequence)
  if (issuer.parts.length === 0) sequence.fail('x509/empty-issuer', issuerAt)
  const validity = readSequence(sequence)
  const notBefore = readTime(validity, deviations)
  const notAfter = readTime(validity, deviations)
  close(validity)
  const subject = readName(sequence)
  const publicKeySpki = readPublicKeyInfo(sequence)
  skipUniqueIdentifiers(sequence, version, deviations)
  const extensions = readTaggedExtensions(sequence, version)
  close(sequence)
  return { version, serial, inner, issuer, notBefore, notAfter, subject, publicKeySpki, extensions, deviations }
}

function readVersion(cursor: Cursor): 1 | 2 | 3 {
  if (!isNext(cursor, contextConstructed(0))) return 1
  const tagged = readConstructed(cursor, contextConstructed(0))
  const offset = tagged.offset
  const written = readSmallInteger(tagged, 2)
  close(tagged)
  // Version 1 is the default, so it is never written (X.690 11.5).
  if (written === 0) tagged.fail('x509/version', offset)
  return written === 1 ? 2 : 3
}

/**
 * Reads a certificate's serial number: at most 20 octets. One that is not positive is noted, not refused, as readers are
 * to handle certificates of issuers that do not conform (RFC 5280 4.1.2.2); so is one of 20 octets before that of its sign.
 */
export function readSerial(cursor: Cursor, deviations: DeviationCode[]): bigint {
  const offset = cursor.offset
  const serial = readInteger(cursor)
  const octets = cursor.contentEnd - cursor.contentStart
  if (!isSerial(serial, octets)) cursor.fail('x509/serial-number', offset)
  const note = (code: DeviationCode): void => {
    if (!deviations.includes(code)) deviations.push(code)
  }
  if (serial <= 0n) note('x509/serial-not-positive')
  if (octets > MAXIMUM_SERIAL_OCTETS) note('x509/serial-sign-octet')
  return serial
}

/** Whether a number that was written in so many octets is a serial number that readers handle (RFC 5280 4.1.2.2). */
export function isSerial(serial: bigint, octets: number): boolean {
  return octets <= MAXIMUM_SERIAL_OCTETS || (octets === MAXIMUM_SERIAL_OCTETS + 1 && serial > 0n && serial < SERIAL_END)
}

const SERIAL_END = 1n << BigInt(8 * MAXIMUM_SERIAL_OCTETS)

/** RFC 5280 4.1.2.8: not to be made, yet to be read; nothing is done with them. */
function skipUniqueIdentifiers(cursor: Cursor, version: number, deviations: DeviationCode[]): void {
  for (const tag of [contextPrimitive(1), contextPrimitive(2)]) {
    if (!isNext(cursor, tag)) continue
    if (version === 1) cursor.fail('x509/version', cursor.offset)
    readOctetString(cursor, tag)
    deviations.push('x509/unique-identifier')
  }
}

function readTaggedExtensions(cursor: Cursor, version: number) {
  if (!isNext(cursor, contextConstructed(3))) return noCertificateExtensions
  if (version !== 3) cursor.fail('x509/version', cursor.offset)
  const tagged = readConstructed(cursor, contextConstructed(3))
  const extensions = readCertificateExtensions(tagged)
  close(tagged)
  return extensions
}
