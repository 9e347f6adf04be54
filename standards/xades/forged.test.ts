import { describe, expect, test } from 'vitest'
import { counterSignXml, MAXIMUM_REFERENCES, MAXIMUM_SIGNATURES, signXml, stampXml, verifyXml } from './index.ts'
import { forged } from './testing/forge.ts'
import { codeOf, element, invoice, text } from './testing/changed.ts'
import { made } from './testing/forms.ts'
import { at, bank, seller, signerOf, timeStamps, tokenOver, trust } from './testing/practice.ts'

const signed = made(signXml(invoice, signerOf(seller)))
const document = text(signed.document)

/** What a signer signs, and must not be believed: its digests and its value are right. */
describe('properties belong to their signature', () => {
  const others = text(made(signXml(invoice, { ...signerOf(bank), id: 'other' })).document)
  const object = element(document, 'ds:Object')
  const of = (changed: string) => codeOf(forged(changed, seller))

  test.each([
    [
      'the properties of another signature',
      document
        .replace('URI="#signature-1-properties"', 'URI="#other-properties"')
        .replace('</i:Invoice>', `${element(others, 'ds:Signature')}</i:Invoice>`),
      'xades/signed-properties-elsewhere',
    ],
    [
      'their object outside of the signature',
      document
        .replace(object, '')
        .replace('<Signatures/>', object.replace('>', ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')),
      'xades/signed-properties-elsewhere',
    ],
    [
      'another target',
      document.replace('Target="#signature-1"', 'Target="#signature-2"'),
      'xades/signed-properties-elsewhere',
    ],
    ['no target', document.replace(' Target="#signature-1"', ''), 'xades/signed-properties-elsewhere'],
    [
      'a second object of properties',
      document.replace(object, object + object.replaceAll('signature-1-properties', 'second')),
      'xades/properties-structure',
    ],
    [
      'properties that nothing refers to',
      document.replace(/<ds:Reference Type=.*?<\/ds:Reference>/u, ''),
      'xades/signed-properties-not-signed',
    ],
    [
      'a reference of no type',
      document.replace(' Type="http://uri.etsi.org/01903#SignedProperties"', ''),
      'xades/signed-properties-not-signed',
    ],
    [
      'no certificate',
      document.replace(element(document, 'xades:SigningCertificateV2'), ''),
      'xades/no-signing-certificate',
    ],
    ['no time', document.replace(element(document, 'xades:SigningTime'), ''), 'xades/level'],
    ['a time without a zone', document.replace('T00:00:00Z', 'T00:00:00'), 'xades/signing-time'],
    ['a day that there is not', document.replace('2026-01-31T', '2026-02-30T'), 'xades/signing-time'],
    [
      'the time twice',
      document.replace(
        '<xades:SigningTime>',
        '<xades:SigningTime>2026-01-31T00:00:00Z</xades:SigningTime><xades:SigningTime>',
      ),
      'xades/properties-structure',
    ],
    ['no format of a part', document.replace(element(document, 'xades:SignedDataObjectProperties'), ''), 'xades/level'],
    [
      'a format of what is not signed',
      document.replace('ObjectReference="#signature-1-reference-1"', 'ObjectReference="#line"'),
      'xades/data-object-format',
    ],
    [
      'nothing but the properties',
      document.replace(/<ds:Reference Id=.*?<\/ds:Reference>/u, ''),
      'xades/nothing-signed',
    ],
  ])('%s', (_, changed, expected) => {
    expect(changed).not.toBe(document)
    expect(of(changed)).toBe(expected)
  })

  test('a counter-signature is of the signature that it stands in', () => {
    const countered = made(counterSignXml(signed.document, signed.id, { ...signerOf(bank), id: 'counter' }))
    expect(codeOf(text(countered.document))).toBe('holds')
    const lines = made(signXml(invoice, { ...signerOf(seller), parts: [{ id: 'line' }], id: 'first' }))
    const both = made(signXml(lines.document, { ...signerOf(bank), parts: [{ id: 'line' }], id: 'second' }))
    const ofFirst = made(counterSignXml(both.document, 'first', { ...signerOf(bank), id: 'counter' }))
    const property = element(text(ofFirst.document), 'xades:UnsignedProperties')
    const moved = text(ofFirst.document).replace(property, '')
    const at = moved.lastIndexOf('</xades:QualifyingProperties>')
    expect(codeOf(moved.slice(0, at) + property + moved.slice(at))).toBe('xades/countersigned')
    // Beside the signatures it is one over an element, the value, which says that it is another’s counter-signature.
    expect(codeOf(moved.replace('<Signatures/>', element(property, 'ds:Signature')))).toBe('holds')
  })

  test('a time-stamp of another signature proves nothing', () => {
    const other = made(signXml(invoice, signerOf(bank)))
    const moved = made(stampXml(signed.document, signed.id, tokenOver(other.timeStampInput)))
    const verified = verifyXml(moved.document, { trust, timeStamps })
    expect(verified).toMatchObject({ signatures: [{ level: 'B-B', stamps: [{ code: 'time-stamp/imprint' }] }] })
    expect(verified.ok && verified.signatures[0]).toMatchObject({
      provenTime: undefined,
      properties: { signingTime: at },
    })
  })
})

describe('algorithms and transforms', () => {
  const transform = (algorithm: string) => `<ds:Transform Algorithm="${algorithm}"/>`
  const exclusive = transform('http://www.w3.org/2001/10/xml-exc-c14n#')
  const method = element(document, 'ds:SignedInfo').match(/<ds:SignatureMethod[^>]*>/u)?.[0] ?? ''
  const signedBy = (algorithm: string) => `<ds:SignatureMethod Algorithm="${algorithm}"/>`
  const enveloped = transform('http://www.w3.org/2000/09/xmldsig#enveloped-signature')
  const xpath =
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>1</ds:XPath></ds:Transform>'

  test.each([
    ['XPath', [exclusive, xpath], 'xades/refused-transform'],
    ['XPath filter', [exclusive, transform('http://www.w3.org/2002/06/xmldsig-filter2')], 'xades/refused-transform'],
    ['XSLT', [exclusive, transform('http://www.w3.org/TR/1999/REC-xslt-19991116')], 'xades/refused-transform'],
    ['base64', [exclusive, transform('http://www.w3.org/2000/09/xmldsig#base64')], 'xades/refused-transform'],
    ['two canonical forms', [enveloped, exclusive], 'xades/refused-transform'],
    ['a thousand transforms', [exclusive, exclusive.repeat(1000)], 'xades/limit'],
    ['HMAC', [method, signedBy('http://www.w3.org/2001/04/xmldsig-more#hmac-sha256')], 'xades/refused-algorithm'],
    ['HMAC by SHA-1', [method, signedBy('http://www.w3.org/2000/09/xmldsig#hmac-sha1')], 'xades/refused-algorithm'],
    [
      'SHA-1',
      ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'],
      'xades/refused-algorithm',
    ],
    ['MD5', [method, signedBy('http://www.w3.org/2001/04/xmldsig-more#rsa-md5')], 'xades/refused-algorithm'],
    ['something unheard-of', [method, signedBy('urn:new')], 'xades/unsupported-algorithm'],
    [
      'a canonical form unheard-of',
      [
        'CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
        'CanonicalizationMethod Algorithm="urn:new"',
      ],
      'xades/unsupported-algorithm',
    ],
    [
      'a shortened value',
      [method, method.replace('/>', '><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>')],
      'xades/structure',
    ],
    ['a reference to elsewhere', ['URI=""', 'URI="http://example.org/invoice.xml"'], 'xades/external-reference'],
    ['a reference to a file', ['URI=""', 'URI="file:///etc/passwd"'], 'xades/external-reference'],
    ['a reference by a path', ['URI=""', 'URI="#xpointer(//Line)"'], 'xades/external-reference'],
    ['a reference to what is understood', [' URI=""', ''], 'xades/external-reference'],
    ['the signature taken out of itself', ['URI=""', 'URI="#signature-1"'], 'xades/not-enveloped'],
    ['text between the elements', [method, `${method}text`], 'xades/structure'],
    ['no reference', [/<ds:Reference .*<\/ds:Reference>/u, ''], 'xades/structure'],
  ] as const)('%s', (_, [was, becomes], expected) => {
    const changed = document.replace(was, becomes)
    expect(changed).not.toBe(document)
    expect(codeOf(forged(changed, seller))).toBe(expected)
  })

  test('more references and signatures than the limits', () => {
    const reference = element(document, 'ds:Reference')
    const many = reference.repeat(MAXIMUM_REFERENCES).replaceAll(/ Id="[^"]*"/gu, '')
    expect(codeOf(document.replace(reference, reference + many))).toBe('xades/limit')
    const signature = element(document, 'ds:Signature')
    expect(codeOf(document.replace(signature, signature.repeat(MAXIMUM_SIGNATURES + 1)))).toBe(
      'xades/too-many-signatures',
    )
  })

  test('a document without a signature is not signed', () => {
    expect(codeOf(invoice)).toBe('xades/no-signature')
    expect(codeOf(document.replaceAll('2000/09/xmldsig#"', '2000/09/xmldsig"'))).toBe('xades/no-signature')
  })
})
