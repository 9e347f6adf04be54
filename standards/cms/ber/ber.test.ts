import { MAXIMUM_DEPTH } from '@entrepot/asn1'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentTypeOf, contentTypes, signData, verifyData } from '../index.ts'
import { party } from '../testing/parties.ts'
import { cut, joined, places } from '../testing/pieces.ts'
import { DerCollector } from './collector.ts'
import { BerReader } from './reader.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

/** Reads BER in pieces into DER, or the code of why not. */
function derOf(ber: Uint8Array, at: readonly number[] = []): string {
  const collector = new DerCollector()
  const reader = new BerReader(collector)
  for (const piece of cut(ber, at)) reader.push(piece)
  const failure = reader.finish()
  if (failure !== undefined) return failure.code
  return JSON.stringify(collector.root, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  )
}

const same = [
  ['an indefinite length', '30 80 02 01 05 00 00', '30 03 02 01 05'],
  ['an indefinite length within a definite one', '30 07 30 80 02 01 05 00 00', '30 05 30 03 02 01 05'],
  ['a length in more octets than it needs', '30 84 00 00 00 04 02 81 01 05', '30 03 02 01 05'],
  ['an octet string in pieces', '24 80 04 02 01 02 24 05 04 01 03 04 00 00 00', '04 03 01 02 03'],
  ['an octet string without pieces', '24 00', '04 00'],
  ['nothing within', '30 80 00 00', '30 00'],
] as const

test.each(same)('%s is the same as its DER', (_, ber, der) => {
  expect(derOf(hex(ber))).toBe(derOf(hex(der)))
})

const refused = [
  ['nothing', '', 'asn1/truncated'],
  ['an identifier alone', '30', 'asn1/truncated'],
  ['no end of contents', '30 80 02 01 05', 'asn1/truncated'],
  ['half an end of contents', '30 80 00', 'asn1/truncated'],
  ['octets after the end', '30 80 00 00 00', 'asn1/trailing-bytes'],
  ['a child that is longer than its parent', '30 03 02 02 05 05', 'asn1/truncated'],
  ['a child whose header is longer than its parent', '30 01 02 01 05', 'asn1/truncated'],
  ['an end of contents beyond a definite end', '30 02 30 80 00 00', 'asn1/truncated'],
  ['an end of contents across a definite end', '30 03 30 80 00 00', 'asn1/truncated'],
  ['an end of contents in a definite length', '30 04 02 00 00 00', 'asn1/unexpected-tag'],
  ['an end of contents at the top', '00 00', 'asn1/unexpected-tag'],
  ['an end of contents with content', '30 80 00 01 00', 'asn1/length-indefinite'],
  ['an indefinite length of a primitive element', '04 80 00 00', 'asn1/length-indefinite'],
  ['a high tag number', '1f 81 01 00', 'asn1/tag-number-too-high'],
  ['a length of nine octets', '30 89 00 00 00 00 00 00 00 00 00', 'asn1/length-too-large'],
  ['a length of 2^56', '30 88 01 00 00 00 00 00 00 00', 'asn1/truncated'],
  ['something else among the pieces of an octet string', '24 03 02 01 05', 'asn1/constructed-form'],
] as const

test.each(refused)('%s is refused', (_, ber, code) => {
  expect(derOf(hex(ber))).toBe(code)
})

test('any pieces of any octets have one reading, and nothing throws', () => {
  const octet = fc.oneof(fc.constantFrom(0, 0x24, 0x30, 0x80, 0x81, 4, 2), fc.nat(255))
  fc.assert(
    fc.property(fc.array(octet, { maxLength: 60 }), places, (octets, at) => {
      const ber = Uint8Array.from(octets)
      expect(derOf(ber, at)).toBe(derOf(ber))
    }),
    { numRuns: 3000 },
  )
})

test('a megabyte of openings ends at the limit on depth', () => {
  for (const opening of ['3080', '2480', 'a080']) {
    const ber = new Uint8Array(Buffer.from(opening.repeat(500_000), 'hex'))
    expect(derOf(ber)).toBe('asn1/too-deep')
  }
  expect(derOf(hex('3080'.repeat(MAXIMUM_DEPTH) + '0000'.repeat(MAXIMUM_DEPTH)))).toContain('"tag":48')
})

test('a million small elements end at their limit', () => {
  const elements = new Uint8Array(Buffer.from('3080' + '0500'.repeat(1_000_000) + '0000', 'hex'))
  expect(derOf(elements)).toBe('cms/too-many-elements')
})

const signer = party(2, party(1))
const content = new TextEncoder().encode('content')

/** Puts every constructed element of DER under an indefinite length. */
function indefinite(der: Uint8Array, depth = 0): Uint8Array {
  const tag = der[0] ?? 0
  const isLong = (der[1] ?? 0) > 0x80
  const start = isLong ? 2 + ((der[1] ?? 0) & 0x7f) : 2
  // Signed attributes and certificates are left as DER in every other layer, as no sender puts them otherwise.
  if ((tag & 0x20) === 0 || depth > 4) return der
  const children: Uint8Array[] = []
  for (let at = start; at < der.length; ) {
    const length = der[at + 1] ?? 0
    const long = length > 0x80 ? length & 0x7f : 0
    let size = length
    if (long > 0) size = Number(`0x${Buffer.from(der.subarray(at + 2, at + 2 + long)).toString('hex')}`)
    const end = at + 2 + long + size
    children.push(indefinite(der.subarray(at, end), depth + 1))
    at = end
  }
  return joined([Uint8Array.of(tag, 0x80), ...children, Uint8Array.of(0, 0)])
}

test('a message whose every layer has an indefinite length holds, signed attributes included', () => {
  const ber = indefinite(signData(content, { signers: [signer] }))
  expect(verifyData(ber)).toMatchObject({ ok: true, value: { holds: true, content } })
  expect(contentTypeOf(ber)).toEqual({ ok: true, value: contentTypes.signedData })
})

test('signed attributes in another order are put into the order that was signed', () => {
  const message = signData(content, { signers: [signer] })
  const attributes = Buffer.from(message).lastIndexOf(Buffer.from('a081', 'hex'))
  const start = attributes + 3
  const end = start + (message[attributes + 2] ?? 0)
  const first = start + 2 + (message[start + 1] ?? 0)
  const turned = joined([
    message.subarray(0, start),
    message.subarray(first, end),
    message.subarray(start, first),
    message.subarray(end),
  ])
  expect(verifyData(turned)).toMatchObject({ ok: true, value: { holds: true } })
})

test.each([
  ['no message', '', 'asn1/truncated'],
  ['a number', '02 01 05', 'asn1/unexpected-tag'],
  ['a number in place of a type', '30 03 02 01 05', 'asn1/unexpected-tag'],
  ['a type that ends within an arc', '30 03 06 01 80', 'asn1/object-identifier'],
])('%s has no content type', (_, octets, code) => {
  expect(contentTypeOf(hex(octets))).toMatchObject({ ok: false, code })
})

test('types that are not read here are told by name', () => {
  const encrypted = hex('30 0f 06 09 2a864886f70d010706 a0 02 30 00')
  expect(contentTypeOf(encrypted)).toEqual({ ok: true, value: contentTypes.encryptedData })
})
