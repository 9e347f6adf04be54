/** What others on npm do to sign and verify CMS. node-forge signs by RSA alone and does not verify. */
import { webcrypto } from 'node:crypto'
import forge from 'node-forge'
import {
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { bufferOf, NOW, type Party } from './material.ts'
import type { Work } from './rates.ts'
import { webKeyOf } from './web-key.ts'

const PEM_LINE = /.{1,64}/gu
const pemOf = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${(Buffer.from(der).toString('base64').match(PEM_LINE) ?? []).join('\n')}\n-----END ${label}-----\n`

/** Content type, digest and time are signed; the certificate is not named. */
export function forgeSigning(party: Party, content: Uint8Array): Work {
  const certificate = forge.pki.certificateFromPem(pemOf('CERTIFICATE', party.certificate.raw))
  const key = forge.pki.privateKeyFromPem(pemOf('PRIVATE KEY', party.pkcs8))
  const { contentType, messageDigest, signingTime, data, sha256 } = forge.pki.oids
  return {
    name: 'node-forge, no signing certificate',
    run() {
      const made = forge.pkcs7.createSignedData()
      made.content = forge.util.createBuffer(Buffer.from(content).toString('binary'))
      made.addCertificate(certificate)
      made.addSigner({
        ...{ key, certificate, digestAlgorithm: sha256 },
        authenticatedAttributes: [
          { type: contentType, value: data },
          { type: messageDigest },
          { type: signingTime, value: new Date(NOW) },
        ],
      })
      made.sign({ detached: true })
      return forge.asn1.toDer(made.toAsn1()).length() > 0
    },
  }
}

/** Signs the attributes of one of our messages anew; the digest among them is computed each time, too. */
export async function pkijsSigning(party: Party, content: Uint8Array, ours: Uint8Array): Promise<Work> {
  const key = await webKeyOf(party.pkcs8)
  const certificate = Certificate.fromBER(bufferOf(party.certificate.raw))
  const data = bufferOf(content)
  const [template] = readSignedData(ours).signerInfos
  const attributes = template?.signedAttrs?.attributes ?? []
  return {
    name: 'pkijs',
    async run() {
      await webcrypto.subtle.digest('SHA-256', data)
      const made = new SignedData({
        version: 1,
        encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
        signerInfos: [
          new SignerInfo({
            version: 1,
            sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
            signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
          }),
        ],
        certificates: [certificate],
      })
      await made.sign(key, 0, 'SHA-256', data)
      const message = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: made.toSchema(true) })
      return message.toSchema().toBER(false).byteLength > 0
    },
  }
}

/** Reads and verifies the signature; no chain. */
export function pkijsVerifying(message: Uint8Array, content: Uint8Array): Work {
  return {
    name: 'pkijs',
    run: () => readSignedData(message).verify({ signer: 0, data: bufferOf(content), checkChain: false }),
  }
}

const readSignedData = (message: Uint8Array): SignedData =>
  new SignedData({ schema: ContentInfo.fromBER(bufferOf(message)).content })
