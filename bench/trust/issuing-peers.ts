/** What others on npm do to issue a certificate. node-forge knows no elliptic curves here, so it is left out. */
import { webcrypto } from 'node:crypto'
import './metadata.ts'
import {
  AuthorityKeyIdentifierExtension,
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { Certificate, CertificationRequest } from 'pkijs'
import { bufferOf, certify, newPair, newSerial, NOW, PARTY, type Party } from './material.ts'
import type { Work } from './rates.ts'
import { webKeyOf } from './web-key.ts'

const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }
const NOT_AFTER = NOW + 90 * 86_400_000

/** Peers that issue from the same requests, each with its proof of possession, key usage and key identifiers. */
export async function issuingPeers(issuer: Party, next: () => { readonly der: Uint8Array }): Promise<Work[]> {
  cryptoProvider.set(webcrypto)
  const signingKey = await webKeyOf(issuer.pkcs8)
  const theirs = new X509Certificate(bufferOf(issuer.certificate.raw))
  const template = bufferOf(certify(newPair(), 'Template', issuer, PARTY).certificate.raw)
  const authority = await AuthorityKeyIdentifierExtension.create(theirs)
  return [
    {
      name: '@peculiar/x509',
      async run() {
        const request = new Pkcs10CertificateRequest(bufferOf(next().der))
        if (!(await request.verify())) return false
        const made = await X509CertificateGenerator.create({
          ...{ subject: request.subjectName, issuer: theirs.subjectName, serialNumber: newSerial().toString(16) },
          ...{ notBefore: new Date(NOW), notAfter: new Date(NOT_AFTER), signingAlgorithm: SIGNING },
          ...{ publicKey: request.publicKey, signingKey: signingKey },
          extensions: [
            new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
            await SubjectKeyIdentifierExtension.create(request.publicKey),
            authority,
          ],
        })
        return made.rawData.byteLength > 0
      },
    },
    {
      // It fills in a certificate that was read: serial number and key identifiers stay as they were.
      name: 'pkijs, from a template',
      async run() {
        const request = CertificationRequest.fromBER(bufferOf(next().der))
        if (!(await request.verify())) return false
        const made = Certificate.fromBER(template)
        made.subject = request.subject
        made.subjectPublicKeyInfo = request.subjectPublicKeyInfo
        await made.sign(signingKey, 'SHA-256')
        return made.toSchema(true).toBER(false).byteLength > 0
      },
    },
  ]
}
