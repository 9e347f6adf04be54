import { parseCertificate, issueCertificate } from '@entrepot/x509'
import { describe, expect, test } from 'vitest'
import { encodeBase64 } from './base64.ts'
import { signXml, verifyXml } from './index.ts'
import { forged } from './testing/forge.ts'
import { codeOf, element, invoice, text } from './testing/changed.ts'
import { made } from './testing/forms.ts'
import { bank, party, root, seller, signerOf, trust } from './testing/practice.ts'

const signed = made(signXml(invoice, signerOf(seller)))
const document = text(signed.document)
const ofLine = text(made(signXml(invoice, { ...signerOf(seller), parts: [{ id: 'line' }] })).document)

test('what the forger of these tests forges holds, so that its refusals mean something', () => {
  expect(codeOf(forged(document, seller))).toBe('holds')
  expect(codeOf(forged(ofLine.replace('poplin', 'canvas'), seller))).toBe('holds')
  expect(codeOf(forged(document, bank))).toBe('xades/bad-signature')
})

describe('content is signed as XML, not as it looks', () => {
  test.each([
    ['a comment in a text changes nothing, as none is signed', ['&gt; 100', '&gt; 1<!-- -->00'], 'holds'],
    ['an entity', ['&gt; 100', '&gt; &hundred;'], 'xml/entity'],
    ['a document type', ['<?order 4711?>', '<!DOCTYPE a [<!ENTITY a "b">]>'], 'xml/dtd'],
    ['a document type of someone else', ['<?order 4711?>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'], 'xml/dtd'],
    ['an attribute’s default, which a DTD would bring', ['<Empty/>', '<Empty a="b"/>'], 'xades/digest-mismatch'],
    ['another namespace of a prefix', ['urn:invoice', 'urn:other'], 'xades/digest-mismatch'],
    ['another default namespace', ['xmlns="urn:parts"', 'xmlns="urn:other"'], 'xades/digest-mismatch'],
    ['a default namespace taken back', ['<Empty/>', '<Empty xmlns=""/>'], 'xades/digest-mismatch'],
    ['another prefix of the same namespace', ['<Empty/>', '<p:Empty xmlns:p="urn:parts"/>'], 'xades/digest-mismatch'],
    ['a prefix that is not used', ['<Empty/>', '<Empty xmlns:p="urn:p"/>'], 'holds'],
    ['a section as text', ['<![CDATA[<Cotton> & poplin]]>', '&lt;Cotton> &amp; poplin'], 'holds'],
    ['a carriage return that is none any more', ['1&#13;2', '1\r2'], 'xades/digest-mismatch'],
    ['a line feed in an attribute', ['1&#13;2', '1\n2'], 'xades/digest-mismatch'],
    ['a tab in an attribute, as a space', ['&#9;&#10;', ' \n'], 'xades/digest-mismatch'],
    ['line ends of another system', ['  <Signatures/>\n', '  <Signatures/>\r\n'], 'holds'],
    ['attributes in another order', ['Id="line" amount="1&#13;2"', 'amount="1&#13;2" Id="line"'], 'holds'],
    ['a space more', ['<Empty/>', ' <Empty/>'], 'xades/digest-mismatch'],
    ['an instruction', ['<?page 2?>', '<?page 3?>'], 'xades/digest-mismatch'],
  ] as const)('%s', (_, [was, becomes], expected) => {
    expect(document).toContain(was)
    expect(codeOf(document.replace(was, becomes))).toBe(expected)
  })

  test('a namespace around a signed element counts where it is used, and where the prefix list names it', () => {
    expect(codeOf(ofLine.replace('xmlns="urn:parts"', 'xmlns="urn:other"'))).toBe('xades/digest-mismatch')
    expect(codeOf(ofLine.replace('urn:unused', 'urn:other'))).toBe('holds')
    const canonicalization = { method: 'exclusive', inclusivePrefixes: ['unused'] } as const
    const listed = text(
      made(signXml(invoice, { ...signerOf(seller), canonicalization, parts: [{ id: 'line' }] })).document,
    )
    expect(codeOf(listed.replace('urn:unused', 'urn:other'))).not.toBe('holds')
    expect(codeOf(listed)).toBe('holds')
  })
})

describe('what is said of a signature under it cannot be changed', () => {
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
  const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
  const list = `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="unused"/>`

  test.each([
    ['another canonical form of SignedInfo', [`Method Algorithm="${exclusive}"`, `Method Algorithm="${inclusive}"`]],
    ['another canonical form of a part', [`Transform Algorithm="${exclusive}"`, `Transform Algorithm="${inclusive}"`]],
    [
      'a list of prefixes',
      [`Transform Algorithm="${exclusive}"/>`, `Transform Algorithm="${exclusive}">${list}</ds:Transform>`],
    ],
    ['another hash function', ['2001/04/xmlenc#sha256', '2001/04/xmlenc#sha512']],
    ['another hash of the signature', ['ecdsa-sha256', 'ecdsa-sha384']],
    ['another reference', ['URI=""', 'URI="#line"']],
    ['another type', ['Reference Id', 'Reference Type="urn:t" Id']],
  ] as const)('%s', (_, [was, becomes]) => {
    expect(document).toContain(was)
    const code = codeOf(document.replace(was, becomes))
    expect(['xades/bad-signature', 'xades/refused-transform']).toContain(code)
  })

  test('nor its time, its format, its certificate', () => {
    expect(codeOf(document.replace('2026-01-31T', '2026-01-30T'))).toBe('xades/digest-mismatch')
    expect(codeOf(document.replace('text/xml', 'text/html'))).toBe('xades/digest-mismatch')
    const certificate = element(document, 'xades:CertDigest')
    const other = element(text(made(signXml(invoice, signerOf(bank))).document), 'xades:CertDigest')
    expect(codeOf(document.replace(certificate, other))).toBe('xades/signing-certificate-mismatch')
  })

  test.each(['ds:DigestValue', 'ds:SignatureValue Id="signature-1-value"', 'xades:SigningTime', 'ds:X509Certificate'])(
    'no comment splits %s',
    (start) => {
      const code = codeOf(document.replace(`<${start}>`, `<${start}>2<!-- -->`))
      expect(['xades/structure', 'xades/properties-structure']).toContain(code)
    },
  )
})

describe('certificates', () => {
  const key = element(document, 'ds:X509Certificate')
  const certificateText = (raw: Uint8Array) => `<ds:X509Certificate>${encodeBase64(raw)}</ds:X509Certificate>`
  /** Another certificate of the seller’s key, by an authority that is trusted as well. */
  const again = parseCertificate(
    issueCertificate(
      {
        subject: { commonName: 'Someone else' },
        issuer: root.certificate.subject,
        publicKeySpki: seller.key.publicKey.spki,
        serial: 99n,
        notBefore: seller.certificate.notBefore,
        notAfter: seller.certificate.notAfter,
        extensions: {},
      },
      root.key,
    ),
  )
  const other = again.ok ? again.value : bank.certificate
  const plain = text(made(signXml(invoice, signerOf(seller))).document)
    .replace(element(document, 'ds:Object'), '')
    .replace(/<ds:Reference Type=.*?<\/ds:Reference>/u, '')

  test('of another instead', () => {
    expect(codeOf(document.replace(key, certificateText(bank.certificate.raw)))).toBe(
      'xades/signing-certificate-mismatch',
    )
  })

  test('another of the same key instead: it verifies, and is not the one that was signed', () => {
    expect(codeOf(document.replace(key, certificateText(other.raw)))).toBe('xades/signing-certificate-mismatch')
    const unqualified = forged(plain, seller).replace(key, certificateText(other.raw))
    expect(codeOf(unqualified, { level: 'XMLDSig' })).toBe('holds')
    expect(codeOf(unqualified)).toBe('xades/level')
  })

  test('others beside it change nothing', () => {
    const verified = verifyXml(document.replace(key, certificateText(bank.certificate.raw) + key), { trust })
    expect(verified).toMatchObject({ holds: true, signatures: [{ certificate: { raw: seller.certificate.raw } }] })
  })

  test('none at all, or one that is malformed, or one that the caller knows', () => {
    const without = document.replace(key, '')
    expect(codeOf(without)).toBe('xades/no-certificate')
    expect(codeOf(document.replace(key, '<ds:X509Certificate>MAA=</ds:X509Certificate>'))).toBe('xades/no-certificate')
    expect(codeOf(without, { certificates: [seller.certificate] })).toBe('holds')
  })

  test('issuer and serial number of another', () => {
    const named = (by: typeof seller) =>
      element(text(made(signXml(invoice, { ...signerOf(by), issuerSerial: true })).document), 'xades:IssuerSerialV2')
    const mine = text(made(signXml(invoice, { ...signerOf(seller), issuerSerial: true })).document)
    const wrong = mine.replace(named(seller), named(bank))
    expect(codeOf(forged(wrong, seller))).toBe('xades/signing-certificate-mismatch')
    const broken = mine.replace(named(seller), '<xades:IssuerSerialV2>MAA=</xades:IssuerSerialV2>')
    expect(codeOf(forged(broken, seller))).toBe('xades/signing-certificate-mismatch')
  })

  test('of an authority that nobody trusts, for other uses, of a key that is too short', () => {
    const by = (extensions: Parameters<typeof party>[2], issuer = root) =>
      codeOf(text(made(signXml(invoice, signerOf(party(30, issuer, extensions)))).document))
    expect(by({}, party(31))).toBe('xades/chain')
    expect(by({ extensions: { keyUsage: ['keyAgreement'] } })).toBe('xades/key-usage')
    expect(by({ extensions: { keyUsage: ['nonRepudiation'] } })).toBe('holds')
    expect(by({ kind: 'RSA-1024' })).toBe('xades/weak-key')
  })
})
