import { childElements, textOf, type XmlDocument } from '@entrepot/xml'
import { describe, expect, test } from 'vitest'
import { readSigned, signXml, verifyXml } from './index.ts'
import { text } from './testing/changed.ts'
import { made } from './testing/forms.ts'
import { seller, signerOf, trust } from './testing/practice.ts'

const order = '<Order Id="order"><Amount>100</Amount></Order>'
const message = `<Message xmlns="urn:m"><Head/>${order}</Message>`
const evil = (id: string): string => `<Order Id="${id}"><Amount>999</Amount></Order>`

/** A signature beside what it signs. */
const detached = text(made(signXml(message, { ...signerOf(seller), parts: [{ id: 'order' }] })).document)
/** A signature inside of what it signs. */
const enveloped = text(
  made(
    signXml(message, {
      ...signerOf(seller),
      parts: [{ id: 'order' }],
      place: ({ root }: XmlDocument) => childElements(root)[1],
    }),
  ).document,
)
/** A signature of the whole message. */
const whole = text(made(signXml(message, signerOf(seller))).document)

const signatureOf = (document: string): string => {
  const end = '</ds:Signature>'
  return document.slice(document.indexOf('<ds:Signature '), document.indexOf(end) + end.length)
}

/** Whether the document is refused, or what the caller is told to be signed. */
function told(document: string): string {
  const verified = verifyXml(document, { trust })
  if (!verified.ok) return verified.code
  if (!verified.holds) return verified.refusal?.code ?? ''
  return verified.signatures
    .flatMap((signature) => (signature.holds ? signature.signed : []))
    .map((part) => {
      const read = readSigned(part)
      return read.ok ? textOf(read.root) : read.code
    })
    .join()
}

const within = (inside: string): string => `<Message xmlns="urn:m"><Head/>${inside}</Message>`
const intoObject = (signature: string, inside: string): string =>
  signature.replace('</ds:Signature>', `<ds:Object>${inside}</ds:Object></ds:Signature>`)

describe('whoever wraps a signed element gets that element signed, or nothing', () => {
  const signature = signatureOf(detached)
  const signed = `<Order Id="order"><Amount>100</Amount>${signatureOf(enveloped)}</Order>`
  const inner = signatureOf(enveloped)

  test.each([
    ['as it is', detached, '100'],
    ['as it is, enveloped', enveloped, '100'],
    // Somorovsky, Mayer, Schwenk, Kampmann, Jensen: On Breaking SAML (USENIX Security 2012), 4.2.
    ['another of the same identifier before it', within(evil('order') + order + signature), 'xades/ambiguous-id'],
    ['another of the same identifier behind it', within(order + evil('order') + signature), 'xades/ambiguous-id'],
    ['another of another identifier before it', within(evil('other') + order + signature), '100'],
    ['another around it', within(evil('other').replace('</Order>', `${order}</Order>`) + signature), '100'],
    [
      'another around it and the signature',
      within(evil('other').replace('</Order>', `${order}${signature}</Order>`)),
      '100',
    ],
    ['the original in an object of the signature', within(evil('other') + intoObject(signature, order)), '100'],
    [
      'the original in an object, another of its identifier',
      within(evil('order') + intoObject(signature, order)),
      'xades/ambiguous-id',
    ],
    ['the original in the head', within(evil('other') + signature).replace('<Head/>', `<Head>${order}</Head>`), '100'],
    [
      'the original in the object, its signature in the other',
      within(evil('other').replace('</Order>', `${intoObject(signature, order)}</Order>`)),
      '100',
    ],
    ['the enveloped original inside another', within(evil('other').replace('</Order>', `${signed}</Order>`)), '100'],
    ['the signature taken out of the original', within(order + inner), 'xades/not-enveloped'],
    [
      'the signature in another, around the original',
      within(evil('other').replace('</Order>', `${intoObject(inner, order)}</Order>`)),
      'xades/not-enveloped',
    ],
    ['the original with other content', detached.replace('100', '999'), 'xades/digest-mismatch'],
    [
      'the original with more content',
      enveloped.replace('<Amount>', '<Amount>999</Amount><Amount>'),
      'xades/digest-mismatch',
    ],
    ['the original no longer there', within(evil('other') + signature), 'xades/reference-not-found'],
  ])('%s', (_, document, expected) => {
    expect(told(document)).toBe(expected)
  })

  test('and by a signature of the whole message, nothing can stand around it', () => {
    const original = whole.slice(0)
    expect(told(original)).toBe('100')
    const wrapped = within(`${evil('other')}<Old>${original}</Old>`)
    expect(told(wrapped)).toBe('xades/digest-mismatch')
    expect(told(within(evil('other') + intoObject(signatureOf(whole), message)))).toBe('xades/digest-mismatch')
    expect(told(original.replace('<Head/>', `<Head>${evil('other')}</Head>`))).toBe('xades/digest-mismatch')
    expect(told(`<!-- 999 -->${original}`)).toBe('100')
    expect(told(`<?pay 999?>${original}`)).toBe('xades/digest-mismatch')
  })
})

describe('an identifier by any name makes a reference ambiguous', () => {
  test.each(['Id', 'ID', 'id', 'iD', 'xml:id', 'Head:Id'])('%s', (name) => {
    const head = `<Head xmlns:Head="urn:h" ${name}="order"><Amount>999</Amount></Head>`
    expect(told(detached.replace('<Head/>', head))).toBe('xades/ambiguous-id')
  })

  test('also of the signed properties and of the signature', () => {
    expect(told(detached.replace('<Head/>', '<Head id="signature-1-properties"/>'))).toBe('xades/ambiguous-id')
    expect(told(detached.replace('<Head/>', '<Head xml:id="signature-1"/>'))).toBe('xades/signed-properties-elsewhere')
  })

  test('and others than those that are referred to may be the same', () => {
    expect(told(detached.replace('<Head/>', '<Head><a id="1"/><b id="1"/></Head>'))).toBe('100')
  })
})

describe('how much of the document is signed is told', () => {
  const coverOf = (parts: readonly { readonly id?: string }[]) => {
    const signed = made(signXml(`<a Id="root"><b Id="part"/></a>`, { ...signerOf(seller), parts }))
    const verified = verifyXml(signed.document, { trust })
    const [signature] = verified.ok ? verified.signatures : []
    return signature?.holds === true ? signature.signed.map(({ covers }) => covers) : signature?.refusal.code
  }

  test('all of it, all of its root, or an element', () => {
    expect(coverOf([{}])).toEqual(['document'])
    expect(coverOf([{ id: 'root' }])).toEqual(['root'])
    expect(coverOf([{ id: 'part' }])).toEqual(['element'])
  })
})
