import { deflateSync, inflateSync } from 'node:zlib'
import {
  contextConstructed,
  encode,
  writeConstructed,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '@entrepot/asn1'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeContentInfo } from '../content-info.ts'
import { compress, contentTypes, expand } from '../index.ts'
import { readCompressedDer } from './compressed-data.ts'

const content = new TextEncoder().encode('Packing list '.repeat(20))

/** A message around a zlib stream. */
function around(stream: Uint8Array, algorithm = '1.2.840.113549.1.9.16.3.8', version = 0): Uint8Array {
  return writeContentInfo(
    contentTypes.compressedData,
    writeSequence([
      writeInteger(version),
      writeSequence([writeObjectIdentifier(algorithm)]),
      writeSequence([
        writeObjectIdentifier(contentTypes.data),
        writeConstructed(contextConstructed(0), [writeOctetString(stream)]),
      ]),
    ]),
  )
}

test('zlib expands what we compress, and we expand what zlib compresses at any level', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 0, max: 9 }), (octets, level) => {
      const ours = readCompressedDer(compress(octets))
      expect(ours.ok && new Uint8Array(inflateSync(ours.value.content!))).toEqual(octets)
      const theirs = around(new Uint8Array(deflateSync(octets, { level })))
      expect(expand(theirs, octets.length)).toMatchObject({ ok: true, value: { content: octets } })
    }),
  )
})

const stream = new Uint8Array(deflateSync(content))
const changed = (at: number) =>
  stream.map((octet, place) => (place === (at + stream.length) % stream.length ? octet ^ 1 : octet))
test.each([
  ['that is cut', around(stream.subarray(0, -1)), 'cms/compressed-form'],
  ['of nothing', around(new Uint8Array(0)), 'cms/compressed-form'],
  ['with another checksum', around(changed(-1)), 'cms/compressed-form'],
  ['with another header', around(changed(0)), 'cms/compressed-form'],
  [
    'that expands too far',
    around(new Uint8Array(deflateSync(new Uint8Array(content.length + 1)))),
    'cms/expands-too-far',
  ],
  ['by another algorithm', around(stream, '1.2.3'), 'cms/compression-algorithm'],
  ['of another version', around(stream, undefined, 1), 'cms/version'],
  ['of another type', encode(writeSequence([writeNull()])), 'asn1/unexpected-tag'],
] as const)('a message %s is refused', (_, message, code) => {
  expect(expand(message, content.length)).toMatchObject({ ok: false, code })
})
