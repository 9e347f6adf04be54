import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as browser from './browser.ts'
import type { Crypto } from './face.ts'
import * as node from './node.ts'

const implementations: readonly [string, Crypto][] = [
  ['node', node],
  ['browser', browser],
]
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

describe.each(implementations)('texts of the %s implementation', (_, { base64url, utf8, toHex }) => {
  test('base64url writes the vectors of RFC 4648 without padding', () => {
    const vectors = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE', foobar: 'Zm9vYmFy' }
    for (const [plain, encoded] of Object.entries(vectors)) {
      expect(base64url.encodeText(plain)).toBe(encoded)
      expect(base64url.decodeText(encoded)).toBe(plain)
      expect(base64url.encode(utf8.encode(plain))).toBe(encoded)
    }
    expect(base64url.encode(hex('fbff'))).toBe('-_8')
  })

  test.each([
    ['padding', 'Zg=='],
    ['a trailing line feed', 'Zm9v\n'],
    ['a space within', 'Zm 9v'],
    ['the standard alphabet', '+/8'],
    ['trailing bits after one octet', 'Zh'],
    ['trailing bits after two octets', 'Zm9'],
    ['an impossible length', 'Zm9vZ'],
    ['a lone character', 'Z'],
    ['a full stop', 'Zm9v.Zg'],
    ['a character beyond ASCII', 'Zm9v\u00e9g'],
    ['a character whose low byte is in the alphabet', '\u015am9v'],
    ['a NUL', 'Zm9v\0'],
  ])('base64url refuses %s', (_name, text) => {
    expect(base64url.decode(text)).toBeUndefined()
    expect(base64url.decodeText(text)).toBeUndefined()
  })

  test('any octets come back from base64url and from hexadecimal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(base64url.decode(base64url.encode(bytes))).toEqual(bytes)
        expect(hex(toHex(bytes))).toEqual(bytes)
        expect(base64url.encode(bytes)).toBe(browser.base64url.encode(bytes))
      }),
    )
  })

  test('any text that base64url accepts is the one that it writes', () => {
    const alphabetical = fc.string({ unit: fc.constantFrom(...'AZaz09-_QwgB=+/ \n'), maxLength: 12 })
    fc.assert(
      fc.property(alphabetical, (text) => {
        const bytes = base64url.decode(text)
        if (bytes !== undefined) expect(base64url.encode(bytes)).toBe(text)
        expect(bytes).toEqual(node.base64url.decode(text))
      }),
      { numRuns: 500 },
    )
  })

  test('any well-formed text comes back from UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8.decode(utf8.encode(text))).toBe(text)
        expect(base64url.decodeText(base64url.encodeText(text))).toBe(text)
      }),
    )
  })

  test.each([
    ['an overlong solidus', 'c0af'],
    ['a surrogate', 'eda080'],
    ['a lone continuation', '80'],
    ['a cut sequence', 'e282'],
    ['beyond U+10FFFF', 'f4908080'],
  ])('UTF-8 refuses %s', (_name, bytes) => {
    expect(utf8.decode(hex(bytes))).toBeUndefined()
    expect(base64url.decodeText(base64url.encode(hex(bytes)))).toBeUndefined()
  })

  test('a byte order mark is kept, so that other bytes are another text', () => {
    expect(utf8.decode(hex('efbbbf41'))).toBe('\ufeffA')
  })

  test('a lone surrogate is written as U+FFFD', () => {
    expect(toHex(utf8.encode('\ud800'))).toBe('efbfbd')
    expect(base64url.encodeText('\ud800')).toBe('77-9')
  })

  test('a view into a larger buffer is taken by itself', () => {
    const view = hex('00666f6f00').subarray(1, 4)
    expect(base64url.encode(view)).toBe('Zm9v')
    expect(utf8.decode(view)).toBe('foo')
    expect(toHex(view)).toBe('666f6f')
  })
})

test('an ECDSA signature goes to DER and back', () => {
  const scalar = fc
    .tuple(fc.nat(32), fc.uint8Array({ minLength: 32, maxLength: 32 }))
    .map(([zeros, bytes]) => bytes.fill(0, 0, zeros))
  fc.assert(
    fc.property(scalar, scalar, (r, s) => {
      const raw = Uint8Array.of(...r, ...s)
      const der = node.rawToDerEcdsa(raw)
      expect(der && node.derToRawEcdsa(der)).toEqual(raw)
    }),
  )
})

test('a raw signature of another length is none', () => {
  expect(node.rawToDerEcdsa(new Uint8Array(63))).toBeUndefined()
  expect(node.rawToDerEcdsa(new Uint8Array(65))).toBeUndefined()
})

test.each([
  ['accepted: two small integers', '3006020101020102', true],
  ['accepted: a leading zero that the sign needs', '300702020080020102', true],
  ['accepted: zero, which no verification accepts', '3006020100020102', true],
  ['a leading zero that nothing needs', '300702020001020102', false],
  ['a negative integer', '3006020180020102', false],
  ['an empty integer', '30050200020102', false],
  ['a length in long form', '308106020101020102', false],
  ['an indefinite length', '30800201010201020000', false],
  ['bytes after the sequence', '300602010102010200', false],
  ['bytes within the sequence after both', '300702010102010200', false],
  ['one integer', '3003020101', false],
  ['another tag', '3106020101020102', false],
  ['an octet string within', '3006040101020102', false],
  ['an integer that ends beyond the sequence', '3006020101020202', false],
  ['an integer of 33 significant bytes', `3026022101${'00'.repeat(32)}020101`, false],
  ['nothing', '', false],
])('strict DER of an ECDSA signature, %s', (_name, der, accepted) => {
  expect(node.derToRawEcdsa(hex(der)) !== undefined).toBe(accepted)
})

test('a DER reader never throws and accepts only what the writer writes', () => {
  const nearly = fc
    .uint8Array({ maxLength: 12 })
    .map((tail) => Uint8Array.of(0x30, tail.length, 2, 1, ...tail.subarray(2)))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), nearly), (der) => {
      const raw = node.derToRawEcdsa(der)
      if (raw !== undefined) expect(node.rawToDerEcdsa(raw)).toEqual(der)
    }),
    { numRuns: 1000 },
  )
})
