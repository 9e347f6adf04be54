import { issueRevocationList, parseRevocationList } from '@entrepot/x509'
import { childElements, parseXml } from '@entrepot/xml'
import { describe, expect, test } from 'vitest'
import {
  counterSignXml,
  type HoldingSignature,
  MAXIMUM_TIME_STAMPS,
  readSigned,
  signXml,
  signXmlEnveloping,
  stampXml,
  timeStampInputOf,
  verifyXml,
  type XmlVerification,
} from './index.ts'
import { codeOf, text } from './testing/changed.ts'
import { commonSignings, edwardsSigning, everyForm, invoice, made, pssSignings } from './testing/forms.ts'
import { at, bank, root, seller, signerOf, timeStamps, tokenOver, trust } from './testing/practice.ts'

const signer = signerOf(seller)

function holding(document: Uint8Array | string, more: Partial<XmlVerification> = {}): HoldingSignature[] {
  const verified = verifyXml(document, { trust, timeStamps, ...more })
  if (!verified.ok) throw new Error(verified.code)
  return verified.signatures.map((each) => {
    if (!each.holds) throw new Error(`${each.refusal.code} ${each.refusal.about ?? ''}`)
    return each
  })
}

describe('what is signed holds', () => {
  test.each(everyForm([...commonSignings, ...pssSignings, edwardsSigning]))('$name', ({ make }) => {
    const [signature] = holding(make().document)
    expect(signature).toMatchObject({ holds: true, level: 'B-B', properties: { signingTime: at } })
  })
})

describe('the document stays as it was, octet for octet', () => {
  test.each([
    ['with its own line ends', invoice],
    ['with a byte order mark', `\ufeff${invoice}`],
    ['with an empty root', '<a/>'],
    ['with an empty root and space in its tag', '<a b="c" />\r\n'],
  ])('%s', (_, document) => {
    const { document: octets } = made(signXml(new TextEncoder().encode(document), signer))
    const signed = text(octets)
    const from = signed.indexOf('<ds:Signature ')
    const end = signed.indexOf('</ds:Signature>') + '</ds:Signature>'.length
    const without = signed.slice(0, from) + signed.slice(end)
    expect(without === document || without.replace('></a>', '/>') === document).toBe(true)
    expect(holding(octets)).toHaveLength(1)
  })

  test('and an enveloped root comes into the object as it was', () => {
    const signed = text(made(signXmlEnveloping(invoice, signer)).document)
    expect(signed).toContain(invoice.slice(invoice.indexOf('<i:Invoice'), invoice.lastIndexOf('>\n<!--') + 1))
  })
})

describe('what was signed is told, and nothing else', () => {
  test('of an enveloped signature the document without the signature', () => {
    const [signature] = holding(made(signXml(invoice, signer)).document)
    const [part] = signature?.signed ?? []
    expect(part).toMatchObject({ uri: '', covers: 'document', format: { mimeType: 'text/xml' } })
    const read = readSigned(part!)
    if (!read.ok) throw new Error(read.code)
    expect(childElements(read.root).map(({ local }) => local)).toEqual(['Seller', 'Line', 'Signatures'])
    expect(part?.canonical).not.toContain('Signature>')
  })

  test('of a detached one the elements that it names', () => {
    const parts = [{ id: 'line', format: { mimeType: 'application/xml', description: 'A line' } }]
    const [signature] = holding(made(signXml(invoice, { ...signer, parts })).document)
    expect(signature?.signed).toMatchObject([
      { uri: '#line', covers: 'element', node: { local: 'Line' }, format: { description: 'A line' } },
    ])
  })

  test('comments are signed in the XPointer forms alone', () => {
    const canonicalization = { method: 'exclusive', withComments: true } as const
    const signed = made(signXml(invoice, { ...signer, parts: [{ canonicalization }, { id: 'line' }] }))
    const changed = text(signed.document).replace('<!-- inside -->', '<!-- outside -->')
    expect(codeOf(changed)).toBe('xades/digest-mismatch')
    const without = made(signXml(invoice, signer))
    expect(codeOf(text(without.document).replace('<!-- inside -->', ''))).toBe('holds')
  })
})

test('all that a signer states is signed and read', () => {
  const policy = {
    identifier: 'urn:oid:1.2.3',
    qualifier: 'OIDAsURN',
    description: 'Trade & transport',
    hash: { algorithm: 'SHA-512', value: new Uint8Array(64) },
    uri: 'https://policy.example/1',
  } as const
  const productionPlace = { city: '宁波', postalCode: '315000', countryName: 'CN' }
  const claimedRoles = ['Exporter <main>', 'Shipper']
  const stated = { policy, productionPlace, claimedRoles, issuerSerial: true, digest: 'SHA-384' } as const
  const [signature] = holding(made(signXml(invoice, { ...signer, ...stated })).document)
  expect(signature?.properties).toEqual({
    signingTime: at,
    policy: { identifier: 'urn:oid:1.2.3', hash: policy.hash },
    productionPlace,
    claimedRoles,
    formats: [expect.objectContaining({ reference: '#signature-1-reference-1', mimeType: 'text/xml' })],
  })
  const implied = holding(made(signXml(invoice, { ...signer, policy: 'implied' })).document)
  expect(implied).toMatchObject([{ properties: { policy: 'implied' } }])
})

describe('a time-stamp', () => {
  const signed = made(signXml(invoice, signer))

  test('that comes later makes B-T, and proves its time', () => {
    expect(made(timeStampInputOf(signed.document, signed.id)).timeStampInput).toEqual(signed.timeStampInput)
    const first = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput, at + 5000)))
    const second = made(stampXml(first.document, signed.id, tokenOver(signed.timeStampInput, at + 1000)))
    const [signature] = holding(second.document, { level: 'B-T' })
    expect(signature).toMatchObject({ level: 'B-T', provenTime: at + 1000, stamps: [{ ok: true }, { ok: true }] })
    expect(signature?.properties?.signingTime).toBe(at)
  })

  test('lets a path be judged as of then: a certificate that ended since was valid', () => {
    const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput)))
    const later = { trust: { ...trust, at: seller.certificate.notAfter + 1_000_000 } }
    expect(codeOf(stamped.document, later)).toBe('holds')
    expect(codeOf(signed.document, later)).toBe('xades/chain')
  })

  test('of something else proves nothing, and refuses where B-T is asked for', () => {
    const stamped = made(stampXml(signed.document, signed.id, tokenOver(Uint8Array.of(1))))
    const stamp = { ok: false, code: 'time-stamp/imprint' }
    expect(holding(stamped.document)).toMatchObject([{ level: 'B-B', provenTime: undefined, stamps: [stamp] }])
    const verified = verifyXml(stamped.document, { trust, timeStamps, level: 'B-T' })
    expect(verified).toMatchObject({ holds: false, refusal: { code: 'xades/time-stamp', stamp } })
    expect(codeOf(signed.document, { level: 'B-T' })).toBe('xades/level')
  })
})

test('more time-stamps than the limit are not looked at, and that is told', () => {
  const signed = made(signXml(invoice, signer))
  const one = text(made(stampXml(signed.document, signed.id, Uint8Array.of(1))).document)
  const property = /<xades:SignatureTimeStamp.*?<\/xades:SignatureTimeStamp>/u.exec(one)?.[0] ?? ''
  const [signature] = holding(one.replace(property, property.repeat(MAXIMUM_TIME_STAMPS + 3)))
  expect(signature?.stamps).toHaveLength(MAXIMUM_TIME_STAMPS + 1)
  expect(signature?.stamps.at(-1)).toMatchObject({ ok: false, code: 'xades/limit' })
})

describe('revocation', () => {
  const signed = made(signXml(invoice, signer))
  const stamped = made(stampXml(signed.document, signed.id, tokenOver(signed.timeStampInput, at)))
  const day = 86_400_000
  const later = { ...trust, at: at + 20 * day }

  function revokedFrom(date: number) {
    const list = parseRevocationList(
      issueRevocationList(
        {
          issuer: root.certificate.subject,
          number: 1n,
          thisUpdate: at + 19 * day,
          nextUpdate: at + 21 * day,
          entries: [{ serial: seller.certificate.serial, date }],
        },
        root.key,
      ),
    )
    if (!list.ok) throw new Error(list.code)
    return { trust: { ...later, revocation: { lists: [list.value] } } }
  }

  test('after the proven time does not reach a signature, as a list that was made since tells', () => {
    expect(holding(stamped.document, revokedFrom(at + 10 * day))).toMatchObject([
      { path: { revocation: 'checked', revokedLater: [{ index: 0 }] } },
    ])
    expect(codeOf(signed.document, revokedFrom(at + 10 * day))).toBe('xades/chain')
    const verified = verifyXml(stamped.document, { timeStamps, ...revokedFrom(at - day) })
    expect(verified).toMatchObject({ refusal: { code: 'xades/chain', chain: { code: 'x509/revoked', index: 0 } } })
  })
})

describe('several signatures', () => {
  const place = (document: { readonly root: Parameters<typeof childElements>[0] }) =>
    childElements(document.root).at(-1)

  test('in parallel, each of its parts', () => {
    const first = made(signXml(invoice, { ...signer, parts: [{ id: 'seller' }], place }))
    const second = made(
      signXml(first.document, { ...signerOf(bank), parts: [{ id: 'seller' }, { id: 'line' }], place }),
    )
    expect(holding(second.document)).toMatchObject([
      { id: 'signature-1', certificate: { serial: 1002n }, signed: [{ uri: '#seller' }] },
      { id: 'signature-2', certificate: { serial: 1003n }, signed: [{ uri: '#seller' }, { uri: '#line' }] },
    ])
  })

  test('one over another: a counter-signature, also upon one, each with its time-stamp', () => {
    const signed = made(signXml(invoice, signer))
    const countered = made(counterSignXml(signed.document, signed.id, signerOf(bank)))
    const canonicalization = { method: 'inclusive' } as const
    const again = made(counterSignXml(countered.document, countered.id, { ...signer, canonicalization }))
    const stamped = made(stampXml(again.document, countered.id, tokenOver(countered.timeStampInput)))
    const both = made(stampXml(stamped.document, again.id, tokenOver(again.timeStampInput)))
    const [first, second, third] = holding(both.document)
    expect([first?.level, second?.level, third?.level]).toEqual(['B-B', 'B-T', 'B-T'])
    expect([second?.countersigns, third?.countersigns]).toEqual([first?.element, second?.element])
  })

  test('a signature that would break one that is there is not made', () => {
    const signed = made(signXml(invoice, signer))
    expect(signXml(signed.document, signerOf(bank))).toMatchObject({ ok: false, code: 'xades/breaks-a-signature' })
  })
})

describe('what is not signed', () => {
  test.each([
    ['a part that is not there', invoice, { parts: [{ id: 'absent' }] }, 'xades/no-such-element'],
    [
      'a part whose identifier two have',
      '<a><b Id="x"/><c id="x"/></a>',
      { parts: [{ id: 'x' }] },
      'xades/ambiguous-element',
    ],
    ['under an identifier that is taken', invoice, { id: 'line' }, 'xades/id-taken'],
    ['under one whose parts are taken', '<a Id="s-value"/>', { id: 's' }, 'xades/id-taken'],
    ['at a place that is none', invoice, { place: () => undefined }, 'xades/no-place'],
    ['a relative namespace', '<a xmlns="b"/>', {}, 'xades/not-canonical'],
    ['a document type', '<!DOCTYPE a><a/>', {}, 'xml/dtd'],
    ['a role that XML cannot say', invoice, { claimedRoles: ['\u0000'] }, 'xml/character'],
  ])('%s', (_, document, more, code) => {
    expect(signXml(document, { ...signer, ...more })).toMatchObject({ ok: false, code })
  })

  test('a place in another document', () => {
    const other = parseXml('<a/>')
    const place = () => (other.ok ? other.root : undefined)
    expect(signXml(invoice, { ...signer, place })).toMatchObject({ ok: false, code: 'xades/no-place' })
  })

  test('nor stamped, nor countersigned: a signature that is not there', () => {
    expect(stampXml(invoice, 'line', Uint8Array.of(1))).toMatchObject({ code: 'xades/no-such-signature' })
    expect(counterSignXml(invoice, 'line', signer)).toMatchObject({ code: 'xades/no-such-signature' })
  })

  test('by mistake of the signer himself, which is asserted', () => {
    expect(() => signXml(invoice, { ...signer, certificate: root.certificate })).toThrow('not of the key')
    expect(() => signXml(invoice, { ...signer, id: '1 2' })).toThrow('NCName')
    const scheme = { name: 'RSASSA-PSS', hash: 'SHA-256', saltBytes: 20 } as const
    expect(() => signXml(invoice, { ...signer, scheme })).toThrow('no name in XML')
  })
})
