import {
  contextConstructed,
  contextPrimitive,
  type DerNode,
  encode,
  writeConstructed,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeRaw,
  writeSequence,
  writeSetOf,
  writeUtf8String,
} from '@entrepot/asn1'
import { encryptGcm, importEncryptionKey } from '@entrepot/crypto/encryption'
import { describe, expect, test } from 'vitest'
import { attribute } from '../testing/forge.ts'
import { openerOf, party, steadyRandom } from '../testing/parties.ts'
import { attributeTypes, checkRecipient, contentTypes, envelope, openEnvelope, type OpeningCode } from '../index.ts'
import { writeContentInfo } from '../content-info.ts'
import { writeKeyAgreement } from './key-agreement.ts'

const root = party(1)
const bank = party(2, root)
const insurer = party(3, root, { kind: 'P-384' })
const carrier = party(4, root, { kind: 'RSA' })
const opener = openerOf(bank)
const random = steadyRandom()
const content = new TextEncoder().encode('Card number 4111 1111 1111 1111')

test('every recipient opens a message, by either name, and nobody else does', () => {
  for (const identifiedBy of ['issuerAndSerialNumber', 'subjectKeyIdentifier'] as const) {
    for (const cipher of ['AES-256-GCM', 'AES-256-CBC'] as const) {
      const recipients = [bank, insurer, carrier].map(({ certificate }) => ({ certificate, identifiedBy }))
      const message = envelope(content, { recipients, cipher, random })
      for (const one of [bank, insurer, carrier]) {
        expect(openEnvelope(message, openerOf(one))).toMatchObject({ ok: true, content })
      }
      expect(openEnvelope(message, openerOf(party(5, root)))).toMatchObject({ code: 'cms/not-a-recipient' })
    }
  }
})

test('attributes are authenticated with the content, and come with it', () => {
  const mark = { type: '1.3.6.1.4.1.99999.1', values: [encode(writeUtf8String('dual signature'))] }
  const message = envelope(content, { recipients: [bank], random, authenticatedAttributes: [mark] })
  const opened = openEnvelope(message, opener)
  expect(opened.ok && opened.authenticatedAttributes).toContainEqual(mark)
  expect(opened).toMatchObject({ ok: true, authenticated: true, unprotectedAttributes: [] })
  expect(() =>
    envelope(content, { recipients: [bank], random, cipher: 'AES-128-CBC', authenticatedAttributes: [mark] }),
  ).toThrow('no attributes')
})

test('what was never encrypted is not sent twice under one key', () => {
  const once = envelope(content, { recipients: [bank], random })
  expect(envelope(content, { recipients: [bank], random })).not.toEqual(once)
  expect(envelope(content, { recipients: [bank], random: steadyRandom() })).toEqual(
    envelope(content, { recipients: [bank], random: steadyRandom() }),
  )
})

test('a key that is not the certificate’s, and types that are not opened, are refused by name', () => {
  const message = envelope(content, { recipients: [bank], random })
  expect(openEnvelope(message, { ...opener, certificate: insurer.certificate })).toMatchObject({
    code: 'cms/key-mismatch',
  })
  const { encryptedData, digestedData, authenticatedData } = contentTypes
  for (const type of [encryptedData, digestedData, authenticatedData]) {
    const other = writeContentInfo(type, writeSequence([]))
    expect(openEnvelope(other, opener)).toMatchObject({ ok: false, code: 'cms/unsupported-type' })
  }
})

test('certificates that cannot receive are told before anything is encrypted to them', () => {
  expect(checkRecipient(bank.certificate)).toBeUndefined()
  const signer = party(6, root, { kind: 'Ed25519' })
  const clerk = party(7, root, { extensions: { keyUsage: ['digitalSignature'] } })
  expect(checkRecipient(signer.certificate)).toMatchObject({ code: 'cms/unsupported-recipient-key' })
  expect(checkRecipient(clerk.certificate)).toMatchObject({ code: 'cms/recipient-key-usage' })
  expect(() => envelope(content, { recipients: [clerk], random })).toThrow('cms/recipient-key-usage')
  expect(() => envelope(content, { recipients: [], random })).toThrow('recipients')
})

interface Forgery {
  readonly type?: string
  readonly cipher?: DerNode
  readonly recipient?: DerNode
  readonly version?: number
  readonly attributes?: readonly DerNode[]
  readonly contentType?: string
  readonly tagBytes?: number
}

const gcmOid = '2.16.840.1.101.3.4.1.46'
const start = new Uint8Array(12).fill(5)
const cipherOf = (objectIdentifier: string, ...parameters: DerNode[]) =>
  writeSequence([writeObjectIdentifier(objectIdentifier), ...parameters])
const gcmOf = (tagBytes: number) => cipherOf(gcmOid, writeSequence([writeOctetString(start), writeInteger(tagBytes)]))

/** A message of AES-256-GCM with each part as a test needs it, and a tag that holds. */
function forge(forgery: Forgery): Uint8Array {
  const {
    type = contentTypes.authEnvelopedData,
    attributes = [],
    tagBytes = 16,
    contentType = contentTypes.data,
  } = forgery
  const key = new Uint8Array(32).fill(9)
  const publicKey = importEncryptionKey(bank.certificate.publicKeySpki)!
  const to = {
    certificate: bank.certificate,
    identifiedBy: 'issuerAndSerialNumber',
    publicKey,
    curve: 'P-256',
  } as const
  const set = writeSetOf(attributes)
  const additional = attributes.length === 0 ? new Uint8Array(0) : encode(set)
  const { ciphertext, tag } = encryptGcm({ key, start }, content, additional)
  const implicit = encode(set)
  implicit[0] = contextConstructed(1)
  return writeContentInfo(
    type,
    writeSequence([
      writeInteger(forgery.version ?? 0),
      writeSetOf([forgery.recipient ?? writeKeyAgreement(key, to, random)]),
      writeSequence([
        writeObjectIdentifier(contentType),
        forgery.cipher ?? gcmOf(tagBytes),
        writePrimitive(contextPrimitive(0), ciphertext),
      ]),
      ...(attributes.length === 0 ? [] : [writeRaw(implicit)]),
      ...(type === contentTypes.authEnvelopedData ? [writeOctetString(tag.subarray(0, tagBytes))] : []),
    ]),
  )
}

const typeOf = (oid: string) => attribute(attributeTypes.contentType, writeObjectIdentifier(oid))
const digestOf = attribute(attributeTypes.messageDigest, writeOctetString(start))
const password = writeConstructed(contextConstructed(3), [writeInteger(0)])

describe('messages that no honest sender writes', () => {
  test.each([
    ['as it is', {}],
    ['with a tag of 12 octets', { tagBytes: 12 }],
    [
      'with a tag of 12 octets that is not named',
      { tagBytes: 12, cipher: cipherOf(gcmOid, writeSequence([writeOctetString(start)])) },
    ],
    ['with its type among the attributes', { attributes: [typeOf(contentTypes.data)] }],
    ['with attributes and without a type among them, of id-data', { attributes: [attribute('1.2.3', writeNull())] }],
  ] as const)('a message %s opens', (_, forgery) => {
    expect(openEnvelope(forge(forgery), opener)).toMatchObject({ ok: true, content })
  })

  const refused: readonly (readonly [string, Forgery, OpeningCode])[] = [
    ['to a password alone', { recipient: password }, 'cms/not-a-recipient'],
    ['with a tag of 8 octets', { tagBytes: 8 }, 'cms/tag-length'],
    ['with a tag of 17 octets', { cipher: gcmOf(17) }, 'cms/tag-length'],
    ['with a shorter tag than it names', { tagBytes: 12, cipher: gcmOf(16) }, 'cms/tag-length'],
    ['with a longer tag than it names', { cipher: gcmOf(12) }, 'cms/tag-length'],
    ['of GCM without a tag', { type: contentTypes.envelopedData }, 'cms/unsupported-content-encryption'],
    [
      'of CBC with a tag',
      { cipher: cipherOf('2.16.840.1.101.3.4.1.42', writeOctetString(new Uint8Array(16))) },
      'cms/unsupported-content-encryption',
    ],
    [
      'of triple DES',
      { cipher: cipherOf('1.2.840.113549.3.7', writeOctetString(new Uint8Array(8))) },
      'cms/unsupported-content-encryption',
    ],
    ['without a nonce', { cipher: cipherOf(gcmOid) }, 'cms/unsupported-content-encryption'],
    [
      'with a nonce of 16 octets',
      { cipher: cipherOf(gcmOid, writeSequence([writeOctetString(new Uint8Array(16)), writeInteger(16)])) },
      'cms/unsupported-content-encryption',
    ],
    [
      'of a shorter key than it carries',
      { cipher: cipherOf('2.16.840.1.101.3.4.1.6', writeSequence([writeOctetString(start), writeInteger(16)])) },
      'cms/not-opened',
    ],
    ['of another type without attributes', { contentType: '1.2.3' }, 'cms/authenticated-attributes'],
    [
      'of another type than its attributes say',
      { contentType: '1.2.3', attributes: [typeOf('1.2.4')] },
      'cms/authenticated-attributes',
    ],
    [
      'of another type without its type among the attributes',
      { contentType: '1.2.3', attributes: [digestOf] },
      'cms/authenticated-attributes',
    ],
    [
      'with a digest among its attributes',
      { attributes: [typeOf(contentTypes.data), digestOf] },
      'cms/authenticated-attributes',
    ],
    [
      'with an attribute twice',
      { attributes: [attribute('1.2.3', writeNull()), attribute('1.2.3', writeInteger(1))] },
      'cms/authenticated-attributes',
    ],
  ]

  test.each(refused)('a message %s is refused', (_, forgery, code) => {
    expect(openEnvelope(forge(forgery), opener)).toMatchObject({ ok: false, code, rule: expect.any(String) })
  })

  test('a message of another version is malformed', () => {
    expect(openEnvelope(forge({ version: 2 }), opener)).toMatchObject({ ok: false, code: 'cms/version' })
  })
})
