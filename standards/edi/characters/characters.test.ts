import fc from 'fast-check'
import { expect, test } from 'vitest'
import { singleByteSet } from './character-set.ts'
import { utf8Set } from './utf-8.ts'

const utf8 = utf8Set('UNOY')

test('UTF-8 is encoded and decoded as the platform does it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = new TextEncoder().encode(text)
      expect(utf8.decode(bytes, 0, bytes.length)).toBe(text)
      const encoded = Array.from(text, (character) => utf8.encode(character.codePointAt(0) ?? 0))
      const isControl = /\p{Cc}/u.test(text)
      if (isControl) expect(encoded).toContain(undefined)
      else expect(encoded.flat()).toEqual([...bytes])
    }),
  )
})

test('a byte sequence is a character exactly where a strict decoder takes it, controls aside', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 4 })
  const nearly = fc
    .tuple(fc.integer({ min: 0xc0, max: 0xff }), fc.uint8Array({ minLength: 0, maxLength: 3 }))
    .map(([lead, rest]) => Uint8Array.of(lead, ...rest.map((byte) => 0x80 | (byte & 0x3f))))
  fc.assert(
    fc.property(fc.oneof(bytes, nearly), (given) => {
      const length = utf8.characterAt(given, 0, given.length)
      if (length > 0) {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(given.subarray(0, length))
        expect([...text]).toHaveLength(1)
      } else {
        const prefixes = given.map((_, index) => index + 1)
        expect([...prefixes].every((end) => !isOneCharacter(given.subarray(0, end)))).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

function isOneCharacter(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return [...text].length === 1 && !/\p{Cc}/u.test(text)
  } catch {
    return false
  }
}

test('short and long text, with and without characters above ASCII, is decoded alike', () => {
  const set = singleByteSet(
    'latin-1',
    Array.from({ length: 256 }, (_, byte) => byte),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', 'é'), maxLength: 200 }), (text) => {
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
      expect(set.decode(bytes, 0, bytes.length)).toBe(text)
    }),
  )
})
