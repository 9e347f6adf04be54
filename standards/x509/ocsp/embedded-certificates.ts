import { type Cursor, readAny, readSequence } from '@entrepot/asn1'
import type { Certificate } from '../certificate/certificate.ts'
import { parseCertificate } from '../certificate/parse-certificate.ts'
import { MAXIMUM_EMBEDDED_CERTIFICATES } from '../limits.ts'

/** Reads the certificates that come along with a message; one that is malformed makes the message malformed. */
export function readCertificates(cursor: Cursor): Certificate[] {
  const list = readSequence(cursor)
  const certificates: Certificate[] = []
  while (!list.atEnd) {
    const element = readAny(list)
    if (certificates.length >= MAXIMUM_EMBEDDED_CERTIFICATES) list.fail('x509/too-many-items', element.offset)
    const decoded = parseCertificate(element.raw)
    if (decoded.ok) certificates.push(decoded.value)
    else list.fail(decoded.code, element.offset + decoded.offset)
  }
  return certificates
}
