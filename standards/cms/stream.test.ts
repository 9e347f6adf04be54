import type { Malformed } from '@entrepot/asn1'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compress,
  contentTypes,
  envelope,
  expand,
  type MessageWriting,
  openEnvelope,
  signData,
  startCompressing,
  startDetachedSigning,
  startDetachedVerifying,
  startEnvelope,
  startExpanding,
  startOpening,
  startSigning,
  startVerifying,
  type Unverified,
  verifyData,
} from './index.ts'
import { at, openerOf, party, steadyRandom } from './testing/parties.ts'
import { cut, joined, places } from './testing/pieces.ts'

const root = party(1)
const seller = party(2, root)
const buyer = party(3, root, { kind: 'Ed25519' })
const bank = party(4, root)
const opener = openerOf(bank)
const random = steadyRandom()
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(fc.nat(200_000), fc.nat(255)).map(([length, octet]) => new Uint8Array(length).fill(octet)),
)
const signers = [seller, buyer].map((one) => ({ ...one, attributes: { signingTime: at } }))

function written(writing: MessageWriting, pieces: readonly Uint8Array[]): Uint8Array {
  return joined([...pieces.map((piece) => writing.push(piece)), writing.finish()])
}

interface Reading<End> {
  push(octets: Uint8Array): Unverified | Malformed | { ok: false; code: string }
  finish(): End
}

/** Reads a message from a buffer that is filled again for every piece, as a file is read; slices of a `Buffer` are views. */
function readThrough<End>(reading: Reading<End>, pieces: readonly Uint8Array[]): { content: Uint8Array; end: End } {
  const content = pieces.map((piece) => {
    const buffer = Buffer.from(piece)
    const taken = reading.push(buffer)
    buffer.fill(0xee)
    return 'unverified' in taken ? new Uint8Array(taken.unverified) : new Uint8Array(0)
  })
  return { content: joined(content), end: reading.finish() }
}

const property = (check: (content: Uint8Array, writes: number[], reads: number[]) => void, numRuns = 40) =>
  fc.assert(fc.property(contents, places, places, check), { numRuns })

test('content signed in any pieces verifies in any others, and at once', () => {
  property((content, writes, reads) => {
    const message = written(startSigning({ signers }), cut(content, writes))
    const { content: read, end } = readThrough(startVerifying(), cut(message, reads))
    expect(end).toMatchObject({ ok: true, value: { holds: true } })
    expect(read).toEqual(content)
    expect(verifyData(message)).toMatchObject({ ok: true, value: { holds: true, content } })
  })
})

test('content signed apart in any pieces verifies in any others, and at once', () => {
  property((content, writes, reads) => {
    const signing = startDetachedSigning({ signers })
    for (const piece of cut(content, writes)) signing.push(piece)
    const message = signing.finish()
    const verifying = startDetachedVerifying(message)
    if (!verifying.ok) throw new Error(verifying.code)
    for (const piece of cut(content, reads)) verifying.value.push(piece)
    expect(verifying.value.finish().holds).toBe(true)
    expect(verifyData(message, { content })).toMatchObject({ ok: true, value: { holds: true } })
  })
})

test('a message in DER is read in pieces, too', () => {
  property((content, _, reads) => {
    const { content: read, end } = readThrough(startVerifying(), cut(signData(content, { signers }), reads))
    expect(end).toMatchObject({ ok: true, value: { holds: true } })
    expect(read).toEqual(content)
  })
})

const ciphers = ['AES-128-CBC', 'AES-256-CBC', 'AES-192-GCM', 'AES-256-GCM'] as const
test.each(ciphers)('content encrypted by %s in any pieces opens in any others, and at once', (cipher) => {
  const contentType = contentTypes.signedData
  const type = cipher.endsWith('GCM') ? contentTypes.authEnvelopedData : contentTypes.envelopedData
  property((content, writes, reads) => {
    const message = written(startEnvelope({ recipients: [bank], cipher, random, contentType }), cut(content, writes))
    const { content: read, end } = readThrough(startOpening(type, opener), cut(message, reads))
    if (!end.ok) throw new Error(end.code)
    expect(joined([read, end.content])).toEqual(content)
    expect(openEnvelope(message, opener)).toMatchObject({ ok: true, content, contentType })
    const whole = envelope(content, { recipients: [bank], cipher, random })
    const again = readThrough(startOpening(type, opener), cut(whole, reads))
    expect(again.end.ok && joined([again.content, again.end.content])).toEqual(content)
  }, 20)
})

test('content compressed in any pieces expands in any others, and at once', () => {
  property((content, writes, reads) => {
    const message = written(startCompressing(), cut(content, writes))
    const { content: read, end } = readThrough(startExpanding(content.length), cut(message, reads))
    if (!end.ok) throw new Error(end.code)
    expect(joined([read, end.value.unverified])).toEqual(content)
    expect(expand(message, content.length)).toMatchObject({ ok: true, value: { content } })
    const whole = readThrough(startExpanding(content.length), cut(compress(content), reads))
    expect(whole.end.ok && joined([whole.content, whole.end.value.unverified])).toEqual(content)
  })
})

test('a message that ends early, or goes on, is malformed in whatever pieces', () => {
  const content = new Uint8Array(500).fill(7)
  const message = written(startSigning({ signers }), [content])
  fc.assert(
    fc.property(fc.nat(message.length - 1), places, (length, reads) => {
      const short = readThrough(startVerifying(), cut(message.subarray(0, length), reads))
      expect(short.end).toMatchObject({ ok: false, code: 'asn1/truncated' })
      const long = readThrough(startVerifying(), cut(joined([message, message.subarray(0, length + 1)]), reads))
      expect(long.end).toMatchObject({ ok: false, code: 'asn1/trailing-bytes' })
    }),
    { numRuns: 40 },
  )
})

test('what comes out of an encrypted message before its end is not vouched for, and its end says so', () => {
  const content = new Uint8Array(100_000).fill(7)
  const message = written(startEnvelope({ recipients: [bank], random }), [content])
  message[50_000]! ^= 1
  const { content: read, end } = readThrough(
    startOpening(contentTypes.authEnvelopedData, opener),
    cut(message, [60_000]),
  )
  expect(read).not.toEqual(content)
  expect(end).toMatchObject({ ok: false, code: 'cms/not-opened' })
})

test('a signature without attributes is not verified over content that went by', () => {
  const message = signData(new Uint8Array(9), { signers: [{ ...seller, attributes: 'none' }] })
  const { end } = readThrough(startVerifying(), [message])
  expect(end).toMatchObject({ ok: true, value: { refusal: { code: 'cms/signed-attributes-required' } } })
  expect(() => startSigning({ signers: [{ ...seller, attributes: 'none' }] })).toThrow('signed attributes')
})

test('64 MiB go through each of them in the memory of a few pieces', () => {
  const piece = new Uint8Array(1 << 20).fill(0x5a)
  const pieces = 64
  const opening = startOpening(contentTypes.authEnvelopedData, opener)
  const enveloping = startEnvelope({ recipients: [bank], random })
  const signing = startSigning({ signers })
  const verifying = startVerifying()
  let read = 0
  let most = 0
  const pass = (signed: Uint8Array, isLast = false): void => {
    const taken = opening.push(
      joined(isLast ? [enveloping.push(signed), enveloping.finish()] : [enveloping.push(signed)]),
    )
    if (!('unverified' in taken)) throw new Error(taken.code)
    const inner = verifying.push(taken.unverified)
    if (!('unverified' in inner)) throw new Error(inner.code)
    read += inner.unverified.length
    most = Math.max(most, inner.unverified.length)
  }
  for (let count = 0; count < pieces; count++) pass(signing.push(piece))
  pass(signing.finish(), true)
  expect(opening.finish()).toMatchObject({ ok: true, authenticated: true })
  expect(verifying.finish()).toMatchObject({ ok: true, value: { holds: true } })
  expect(read).toBe(pieces * piece.length)
  expect(most).toBeLessThan(2 * piece.length)
})
