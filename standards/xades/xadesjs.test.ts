/** xadesjs, which reads the properties of XAdES as well, as a judge: what it signs we accept, what we sign it accepts. */
import { webcrypto } from 'node:crypto'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import { Application, type OptionsXAdES, Parse, setNodeDependencies, SignedXml } from 'xadesjs'
import { signXml, stampXml, verifyXml } from './index.ts'
import { text } from './testing/changed.ts'
import { made } from './testing/forms.ts'
import { at, seller, signerOf, tokenOver, trust } from './testing/practice.ts'

// XPath comes along with xadesjs and is asked for by it.
const xpath: unknown = createRequire(fileURLToPath(import.meta.resolve('xadesjs')))('xpath')
setNodeDependencies({ DOMImplementation, DOMParser, XMLSerializer, xpath })
Application.setEngine('NodeJS', webcrypto)

/** What is used of a document; there are no types of a browser's documents here. */
interface PeerDocument {
  readonly documentElement: { appendChild(child: unknown): unknown }
  toString(): string
  getElementsByTagNameNS(namespace: string, local: string): ArrayLike<string>
}
const parse = Parse as (text: string) => PeerDocument

const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#'
const order = '<Order xmlns="urn:order"><Line Id="line">100 &amp; 宁波</Line></Order>'

async function judged(document: string) {
  const xml = parse(document)
  const [element] = Array.from(xml.getElementsByTagNameNS(SIGNATURE_NAMESPACE, 'Signature'))
  if (element === undefined) throw new Error('there is no signature')
  const signed = new SignedXml(xml)
  signed.LoadXml(element)
  const holds = await signed.Verify().catch(() => false)
  return { holds, properties: signed.SignedProperties.SignedSignatureProperties }
}

/** It leaves the prefix list of SignedInfo out of account, and knows no Canonical XML 1.1; xmlsec1 and the JDK judge those. */
const forms = [{ method: 'inclusive' }, { method: 'exclusive' }] as const

test.each(forms)(
  'xadesjs accepts what we sign and stamp, and reads its time and certificate: $method',
  async (form) => {
    const signed = made(signXml(order, { ...signerOf(seller), canonicalization: form, issuerSerial: true }))
    const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))
    const { holds, properties } = await judged(text(stamped.document))
    expect(holds).toBe(true)
    expect(properties.SigningTime.Value).toEqual(new Date(at))
    expect(properties.SigningCertificateV2.Count).toBe(1)
    expect((await judged(text(stamped.document).replace('100', '101'))).holds).toBe(false)
  },
)

const certificate = Buffer.from(seller.certificate.raw).toString('base64')

async function signedByXadesjs(options: OptionsXAdES): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await webcrypto.subtle.importKey('pkcs8', Buffer.from(seller.pkcs8), algorithm, false, ['sign'])
  const xml = parse(order)
  const signature = await new SignedXml().Sign(algorithm, key, xml, {
    ...{ x509: [certificate], signingTime: { value: new Date(at) }, ...options },
    references: [{ uri: '', hash: 'SHA-256', transforms: ['enveloped', 'exc-c14n'] }],
  })
  const element = signature.GetXml()
  if (element === null) throw new Error('xadesjs made no signature')
  xml.documentElement.appendChild(element)
  return xml.toString()
}

test('we accept what xadesjs signs with the certificate signed along; without formats of its parts it is no B-B', async () => {
  const theirs = await signedByXadesjs({ signingCertificateV2: certificate })
  expect(verifyXml(theirs, { trust, level: 'XAdES' })).toMatchObject({
    holds: true,
    signatures: [{ level: 'XAdES', properties: { signingTime: at }, signed: [{ covers: 'document' }] }],
  })
  expect(verifyXml(theirs, { trust })).toMatchObject({ holds: false, refusal: { code: 'xades/level' } })
})

test('its older property for the certificate is not enough', async () => {
  const theirs = await signedByXadesjs({ signingCertificate: certificate })
  const refusal = { code: 'xades/no-signing-certificate' }
  expect(verifyXml(theirs, { trust, level: 'XAdES' })).toMatchObject({ holds: false, refusal })
})
