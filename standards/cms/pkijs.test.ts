import {
  close,
  contextConstructed,
  contextPrimitive,
  open,
  readConstructed,
  readObjectIdentifier,
  readOctetString,
  readSequence,
  readSmallInteger,
  Tag,
  writeInteger,
  writeObjectIdentifier,
  writeOctetString,
  writePrimitive,
  writeRaw,
  writeSequence,
} from '@entrepot/asn1'
import { Certificate, ContentInfo, EnvelopedData, SignedData } from 'pkijs'
import { expect, test } from 'vitest'
import { contentTypes, envelope, openEnvelope, signData } from './index.ts'
import { writeContentInfo } from './content-info.ts'
import { readOpaque } from './opaque.ts'
import { openerOf, party, steadyRandom } from './testing/parties.ts'
import { joined } from './testing/pieces.ts'

const root = party(1)
const seller = party(2, root)
const parties = {
  rsa: party(3, root, { kind: 'RSA' }),
  p256: party(4, root),
  p384: party(5, root, { kind: 'P-384' }),
  p521: party(6, root, { kind: 'P-521' }),
}
const names = ['rsa', 'p256', 'p384', 'p521'] as const
const content = new TextEncoder().encode('Card number 4111 1111 1111 1111')
const random = steadyRandom()

const bufferOf = (octets: Uint8Array): ArrayBuffer => new Uint8Array(octets).buffer
const certificateOf = (der: Uint8Array) => Certificate.fromBER(bufferOf(der))

test('pkijs verifies what we sign', async () => {
  const message = signData(content, { signers: [seller], certificates: [root.certificate] })
  const theirs = new SignedData({ schema: ContentInfo.fromBER(bufferOf(message)).content })
  const trustedCerts = [certificateOf(root.certificate.raw)]
  await expect(theirs.verify({ signer: 0, trustedCerts, checkChain: true })).resolves.toBe(true)
})

async function opened(message: Uint8Array, name: (typeof names)[number]): Promise<Uint8Array> {
  const theirs = new EnvelopedData({ schema: ContentInfo.fromBER(bufferOf(message)).content })
  const answer = await theirs.decrypt(0, {
    recipientCertificate: certificateOf(parties[name].certificate.raw),
    recipientPrivateKey: bufferOf(parties[name].pkcs8),
  })
  return new Uint8Array(answer)
}

const ciphers = ['AES-128-CBC', 'AES-256-CBC'] as const
const pairs = names.flatMap((name) => ciphers.map((cipher) => [name, cipher] as const))
test.each(pairs)('pkijs opens what we encrypt to %s by %s', async (name, cipher) => {
  const message = envelope(content, { recipients: [parties[name]], cipher, random })
  expect(await opened(message, name)).toEqual(content)
})

/** pkijs knows AES-GCM, its tag at the end of the content, but not AuthEnvelopedData: the same parts in the other form. */
function asEnvelopedData(message: Uint8Array): Uint8Array {
  const info = readSequence(open(message))
  readObjectIdentifier(info)
  const sequence = readSequence(readConstructed(info, contextConstructed(0)))
  readSmallInteger(sequence, 0)
  const recipients = readOpaque(sequence)
  const inner = readSequence(sequence)
  const type = readObjectIdentifier(inner)
  const cipher = readSequence(inner)
  const cipherType = readObjectIdentifier(cipher)
  const nonce = readOctetString(readSequence(cipher))
  const ciphertext = readOctetString(inner, contextPrimitive(0))
  const tag = readOctetString(sequence, Tag.octetString)
  close(sequence)
  const both = writePrimitive(contextPrimitive(0), joined([ciphertext, tag]))
  const encrypted = writeSequence([
    writeObjectIdentifier(type),
    writeSequence([writeObjectIdentifier(cipherType), writeOctetString(nonce)]),
    both,
  ])
  return writeContentInfo(contentTypes.envelopedData, writeSequence([writeInteger(2), writeRaw(recipients), encrypted]))
}

const gcm = ['AES-128-GCM', 'AES-256-GCM'] as const
const gcmPairs = names.flatMap((name) => gcm.map((cipher) => [name, cipher] as const))
test.each(gcmPairs)('pkijs opens what we encrypt to %s by %s', async (name, cipher) => {
  const message = envelope(content, { recipients: [parties[name]], cipher, random })
  expect(await opened(asEnvelopedData(message), name)).toEqual(content)
})

const aes: { name: string; length: number } = { name: 'AES-CBC', length: 256 }

test.each(names)('we open what pkijs encrypts to %s', async (name) => {
  const theirs = new EnvelopedData()
  theirs.addRecipientByCertificate(certificateOf(parties[name].certificate.raw), {
    oaepHashAlgorithm: 'SHA-256',
    kdfAlgorithm: 'SHA-256',
    kekEncryptionLength: 256,
  })
  await theirs.encrypt(aes, bufferOf(content))
  const message = new ContentInfo({ contentType: contentTypes.envelopedData, content: theirs.toSchema() })
  const der = new Uint8Array(message.toSchema().toBER(false))
  expect(openEnvelope(der, openerOf(parties[name]))).toMatchObject({ ok: true, content })
})
