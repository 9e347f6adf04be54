/** What xadesjs does to sign and verify, over @xmldom/xmldom. */
import { webcrypto } from 'node:crypto'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Document, DOMImplementation, DOMParser, Element, XMLSerializer } from '@xmldom/xmldom'
import { Application, setNodeDependencies, SignedXml } from 'xadesjs'
import { NOW, type Party } from './material.ts'
import type { Work } from './rates.ts'
import { webKeyOf } from './web-key.ts'

// XPath comes along with xadesjs and is asked for by it.
const xpath: unknown = createRequire(fileURLToPath(import.meta.resolve('xadesjs')))('xpath')
setNodeDependencies({ DOMImplementation, DOMParser, XMLSerializer, xpath })
Application.setEngine('NodeJS', webcrypto)

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: { name: 'SHA-256' } }
const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#'

const parsed = (text: string): Document => new DOMParser().parseFromString(text, 'application/xml')

async function signedBy(party: Party, key: CryptoKey, document: string): Promise<string> {
  const certificate = Buffer.from(party.certificate.raw).toString('base64')
  const xml = parsed(document)
  const signed = new SignedXml()
  const signature = await signed.Sign(ALGORITHM, key, xml, {
    ...{ x509: [certificate], signingCertificate: certificate, signingTime: { value: new Date(NOW) } },
    references: [{ uri: '', hash: 'SHA-256', transforms: ['enveloped', 'exc-c14n'] }],
  })
  const element: unknown = signature.GetXml()
  if (!(element instanceof Element)) throw new Error('xadesjs made no signature')
  xml.documentElement?.appendChild(element)
  return new XMLSerializer().serializeToString(xml)
}

/** Parses, signs, puts the signature in, and writes the document. */
export async function xadesjsSigning(party: Party, document: string): Promise<Work> {
  const key = await webKeyOf(party.pkcs8)
  return { name: 'xadesjs', run: async () => (await signedBy(party, key, document)).length > document.length }
}

/** Parses a document that it signed, and verifies its signature. */
export async function xadesjsVerifying(party: Party, document: string): Promise<Work> {
  const signed = await signedBy(party, await webKeyOf(party.pkcs8), document)
  return {
    name: 'xadesjs',
    async run() {
      const xml = parsed(signed)
      const [element] = Array.from(xml.getElementsByTagNameNS(SIGNATURE_NAMESPACE, 'Signature'))
      if (element === undefined) return false
      const verifying = new SignedXml(xml)
      verifying.LoadXml(element)
      return verifying.Verify()
    },
  }
}
