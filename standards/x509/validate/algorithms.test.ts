/** Old algorithms: verified only where that is said; DSA parameters that are handed down (RFC 5280 6.1.4 (d) to (f)). */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  contextConstructed,
  encode,
  finish,
  open,
  readAny,
  readBitString,
  readObjectIdentifier,
  readSequence,
  writeBitString,
  writeConstructed,
  writeInteger,
  writeObjectIdentifier,
  writeRaw,
  writeSequence,
  writeUtcTime,
} from '@entrepot/asn1'
import { encodeScheme, type SignatureScheme } from '@entrepot/crypto'
import { expect, test } from 'vitest'
import { type Certificate, findPath, type Judgement, validatePath } from '../index.ts'
import { writeCertificateExtensions } from '../issue/write-extensions.ts'
import { writeName } from '../name/write-name.ts'
import { at, day, named, parsed, start } from '../testing/scene.ts'

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const spkiOf = ({ publicKey }: Pair): Uint8Array => new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))

/** A certificate by a key that signs nothing here: node:crypto signs it. */
function issue(given: {
  name: string
  issuer: string
  spki: Uint8Array
  by: Pair
  scheme: SignatureScheme
  isCa: boolean
}): Certificate {
  const { name, issuer, spki, by, scheme, isCa } = given
  const algorithm = writeRaw(encodeScheme(scheme))
  const keys = { subject: new Uint8Array(20).fill(1), issuer: new Uint8Array(20).fill(1), hasEmptySubject: false }
  const toBeSigned = encode(
    writeSequence([
      writeConstructed(contextConstructed(0), [writeInteger(2)]),
      writeInteger(7),
      algorithm,
      writeName(named(issuer)),
      writeSequence([writeUtcTime(start), writeUtcTime(start + 90 * day)]),
      writeName(named(name)),
      writeRaw(spki),
      writeConstructed(contextConstructed(3), [
        writeSequence(
          writeCertificateExtensions(
            isCa ? { basicConstraints: { ca: true }, keyUsage: ['keyCertSign', 'cRLSign'] } : {},
            keys,
          ),
        ),
      ]),
    ]),
  )
  const hash = 'hash' in scheme && scheme.hash === 'SHA-1' ? 'sha1' : 'sha256'
  const signature = new Uint8Array(sign(hash, toBeSigned, by.privateKey))
  return parsed(encode(writeSequence([writeRaw(toBeSigned), algorithm, writeBitString(signature)])))
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const sha1: SignatureScheme = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' }
const sha256: SignatureScheme = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

const dsaRoot = generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })
const dsaScheme: SignatureScheme = { name: 'DSA', hash: 'SHA-256' }

/** A DSA key without its parameters: those of its issuer are meant (RFC 3279 2.3.2). */
function withoutParameters(spki: Uint8Array): Uint8Array {
  const cursor = open(spki)
  const fields = readSequence(cursor)
  const algorithm = readSequence(fields)
  const identifier = readObjectIdentifier(algorithm)
  readAny(algorithm)
  const key = readBitString(fields)
  if (!finish(cursor, key).ok) throw new Error('no key')
  return encode(writeSequence([writeSequence([writeObjectIdentifier(identifier)]), writeBitString(key)]))
}

function judge(path: readonly Certificate[], anchor: Certificate, legacy: boolean) {
  const question: Judgement = { at, revocation: 'unchecked', ...(legacy ? { algorithms: { legacy: 'accepted' } } : {}) }
  const [leaf = anchor, ...certificates] = path
  const verdict = validatePath({ ...question, path, anchor })
  expect(findPath({ ...question, leaf, certificates, anchors: [anchor] }).ok).toBe(verdict.ok)
  return verdict
}

test('SHA-1 counts only where that is said', () => {
  const spki = spkiOf(rsa)
  const root = issue({ name: 'Root', issuer: 'Root', spki, by: rsa, scheme: sha1, isCa: true })
  const old = issue({ name: 'Old', issuer: 'Root', spki, by: rsa, scheme: sha1, isCa: false })
  const fresh = issue({ name: 'Fresh', issuer: 'Root', spki, by: rsa, scheme: sha256, isCa: false })
  expect(judge([old], root, false)).toMatchObject({ code: 'x509/weak-algorithm', index: 0 })
  expect(judge([old], root, true)).toMatchObject({ ok: true })
  // Nobody verifies the signature of an anchor.
  expect(judge([fresh], root, false)).toMatchObject({ ok: true })
})

test('RSA keys are as long as the policy says', () => {
  const root = issue({ name: 'Root', issuer: 'Root', spki: spkiOf(rsa), by: rsa, scheme: sha256, isCa: true })
  const user = issue({ name: 'User', issuer: 'Root', spki: spkiOf(rsa), by: rsa, scheme: sha256, isCa: false })
  const question = { path: [user], anchor: root, at, revocation: 'unchecked' as const }
  expect(validatePath(question)).toMatchObject({ ok: true })
  expect(validatePath({ ...question, algorithms: { minimumRsaBits: 3072 } })).toMatchObject({
    code: 'x509/weak-key',
    index: 1,
  })
})

test('DSA counts only where that is said, and its parameters are handed down', () => {
  const spki = spkiOf(dsaRoot)
  const root = issue({ name: 'Root', issuer: 'Root', spki, by: dsaRoot, scheme: dsaScheme, isCa: true })
  const own = issue({ name: 'Own', issuer: 'Root', spki, by: dsaRoot, scheme: dsaScheme, isCa: true })
  const inheriting = issue({
    name: 'Inheriting',
    issuer: 'Root',
    spki: withoutParameters(spki),
    by: dsaRoot,
    scheme: dsaScheme,
    isCa: true,
  })
  const below = (issuer: string) => issue({ name: 'User', issuer, spki, by: dsaRoot, scheme: dsaScheme, isCa: false })
  expect(judge([below('Own'), own], root, false)).toMatchObject({ ok: false, code: 'x509/weak-algorithm' })
  expect(judge([below('Own'), own], root, true)).toMatchObject({ ok: true, publicKey: { type: 'DSA' } })
  expect(judge([below('Inheriting'), inheriting], root, true)).toMatchObject({ ok: true })
  expect(judge([inheriting], root, true)).toMatchObject({ ok: true, publicKey: { type: 'DSA' } })
})

test('a DSA key without parameters below a key of another kind has none', () => {
  const root = issue({ name: 'Root', issuer: 'Root', spki: spkiOf(rsa), by: rsa, scheme: sha256, isCa: true })
  const bare = issue({
    name: 'Bare',
    issuer: 'Root',
    spki: withoutParameters(spkiOf(dsaRoot)),
    by: rsa,
    scheme: sha256,
    isCa: true,
  })
  const user = issue({ name: 'User', issuer: 'Bare', spki: spkiOf(rsa), by: dsaRoot, scheme: dsaScheme, isCa: false })
  expect(judge([user, bare], root, true)).toMatchObject({ code: 'x509/unsupported-algorithm', index: 1 })
})

test('a DSA signature that does not hold', () => {
  const other = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })
  const root = issue({
    name: 'Root',
    issuer: 'Root',
    spki: spkiOf(dsaRoot),
    by: dsaRoot,
    scheme: dsaScheme,
    isCa: true,
  })
  const forged = issue({ name: 'User', issuer: 'Root', spki: spkiOf(rsa), by: other, scheme: dsaScheme, isCa: false })
  expect(judge([forged], root, true)).toMatchObject({ code: 'x509/bad-signature', index: 0 })
})
