import { afterAll, expect, test } from 'vitest'
import { describeWith } from '../../checks/testing-programs.ts'
import { counterSignXml, signXml, stampXml, verifyXml } from './index.ts'
import { canonicalForms, commonSignings, everyForm, invoice, made, signatureForms } from './testing/forms.ts'
import { bank, root, seller, signerOf, timeStamps, tokenOver, trust } from './testing/practice.ts'
import { Workshop } from './testing/workshop.ts'
import { encodeBase64 } from './base64.ts'
import { uriOfScheme, writeCanonicalForm } from './algorithms.ts'

const withXmlsec = describeWith('xmlsec1')
const workshop = new Workshop()
afterAll(() => workshop.close())
const rootFile = workshop.writeParty('root', root).certificate
const identified = ['SignedProperties', 'Object', 'SignatureValue', 'Seller', 'Line', 'Signature']
const ids = identified.flatMap((name) => ['--id-attr:Id', name])

/** What xmlsec1 says of the first signature of each document, or of the one of an identifier. */
function xmlsec(documents: readonly (Uint8Array | string)[], more: readonly string[] = []): string[] {
  const files = documents.map((document, number) => workshop.write(`judged-${number}.xml`, document))
  const { stderr } = workshop.run('xmlsec1', ['--verify', '--trusted-pem', rootFile, ...ids, ...more, ...files])
  return stderr.split('\n').filter((line) => /^(OK|FAIL|Error)/u.test(line))
}

withXmlsec('xmlsec1 accepts what we sign', () => {
  test.each(Object.keys(signatureForms))('%s, in every canonical form, by every key that it knows', (form) => {
    const every = everyForm(commonSignings).filter(({ name }) => name.startsWith(`${form},`))
    expect(every).toHaveLength(42)
    expect(xmlsec(every.map(({ make }) => make().document))).toEqual(every.map(() => 'OK'))
  })

  test('with a time-stamp and counter-signatures, each of which it accepts', () => {
    const signed = made(signXml(invoice, { ...signerOf(seller), issuerSerial: true, policy: 'implied' }))
    const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))
    const canonicalization = { method: 'inclusive' } as const
    const countered = made(counterSignXml(stamped.document, signed.id, { ...signerOf(bank), canonicalization }))
    const again = made(counterSignXml(countered.document, countered.id, signerOf(seller)))
    for (const id of [signed.id, countered.id, again.id])
      expect(xmlsec([again.document], ['--node-id', id])).toEqual(['OK'])
  })

  test('and refuses it once it is changed', () => {
    const { document } = made(signXml(invoice, signerOf(seller)))
    const changed = new TextDecoder().decode(document).replace('poplin', 'canvas')
    expect(xmlsec([changed])).not.toContain('OK')
  })
})

/** A signature that is not made yet: xmlsec1 fills in what is empty. */
function template(
  uri: string,
  algorithm: string,
  { form, isEnveloped }: { form: string; isEnveloped: boolean },
): string {
  const enveloped = '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>'
  const canonical = (name: string) => writeCanonicalForm(name, canonicalForms[form]!)
  return `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
  <SignedInfo>
    ${canonical('CanonicalizationMethod')}
    <SignatureMethod Algorithm="${algorithm}"/>
    <Reference URI="${uri}">
      <Transforms>${isEnveloped ? enveloped : ''}${canonical('Transform')}</Transforms>
      <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
      <DigestValue/>
    </Reference>
  </SignedInfo>
  <SignatureValue/>
  <KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo>
</Signature>`
}

withXmlsec('we accept what xmlsec1 signs, as plain XML signatures, where these are asked for', () => {
  const [everyday = commonSignings[0]!] = commonSignings.filter(({ name }) => name === 'P-256')
  const places = [
    { name: 'enveloped', uri: '', isEnveloped: true },
    { name: 'detached', uri: '#line', isEnveloped: false },
  ]
  const byForm = Object.keys(canonicalForms).flatMap((form) =>
    places.map((place) => ({ place, form, signing: everyday })),
  )
  const [place = places[1]!] = places
  const byKey = commonSignings.map((signing) => ({ place, form: 'Canonical XML 1.0', signing }))
  const cases = [...byForm, ...byKey].map((each) => ({
    ...each,
    name: `${each.place.name}, ${each.form}, ${each.signing.name}`,
  }))

  test.each(cases)('$name', ({ form, signing, place: { uri, isEnveloped } }) => {
    const { key, certificate } = workshop.writeParty('signer', signing.by)
    const signature = template(uri, uriOfScheme(signing.scheme)!, { form, isEnveloped })
    const file = workshop.write('template.xml', invoice.replace('<Signatures/>', signature))
    const keys = ['--privkey-pem', `${key},${certificate}`]
    const { status, stderr } = workshop.run('xmlsec1', ['--sign', ...keys, ...ids, '--output', 'theirs.xml', file])
    expect(status, stderr).toBe(0)
    const theirs = workshop.read('theirs.xml')
    expect(verifyXml(theirs, { trust, level: 'XMLDSig' })).toMatchObject({
      holds: true,
      signatures: [{ level: 'XMLDSig', properties: undefined, certificate: { raw: signing.by.certificate.raw } }],
    })
    expect(verifyXml(theirs, { trust })).toMatchObject({
      holds: false,
      refusal: { code: 'xades/level', about: 'XMLDSig' },
    })
  })

  test('enveloping', () => {
    const { key, certificate } = workshop.writeParty('signer', seller)
    const signature = template('#payload', uriOfScheme({ name: 'ECDSA', hash: 'SHA-256' })!, {
      form: 'Canonical XML 1.0',
      isEnveloped: false,
    }).replace(
      '</Signature>',
      `<Object Id="payload"><a xmlns="">${encodeBase64(Uint8Array.of(1))}</a></Object></Signature>`,
    )
    const file = workshop.write('template.xml', signature)
    workshop.run('xmlsec1', [
      '--sign',
      '--privkey-pem',
      `${key},${certificate}`,
      ...ids,
      '--output',
      'theirs.xml',
      file,
    ])
    const verified = verifyXml(workshop.read('theirs.xml'), { trust, timeStamps, level: 'XMLDSig' })
    expect(verified).toMatchObject({ holds: true, signatures: [{ signed: [{ uri: '#payload' }] }] })
  })
})
