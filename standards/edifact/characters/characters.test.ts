import { expect, test } from 'vitest'
import type { CharacterSet } from '@entrepot/edi'
import { characterSetOf } from './character-sets.ts'

const IDENTIFIERS = [
  'UNOA',
  'UNOB',
  'UNOC',
  'UNOD',
  'UNOE',
  'UNOF',
  'UNOG',
  'UNOH',
  'UNOI',
  'UNOJ',
  'UNOK',
  'UNOX',
  'UNOY',
  'UNOW',
  'KECA',
]

function set(identifier: string, version = 3): CharacterSet {
  const found = characterSetOf(identifier, version)
  if (found === undefined) throw new Error(`no ${identifier}`)
  return found
}

const decoded = (identifier: string, ...bytes: number[]): string =>
  set(identifier).decode(Uint8Array.from(bytes), 0, bytes.length)

test.each([
  ['UNOC', 0xfc, 'ü'],
  ['UNOD', 0xb3, 'ł'],
  ['UNOE', 0xb6, 'Ж'],
  ['UNOF', 0xe1, 'α'],
  ['UNOG', 0xa1, 'Ħ'],
  ['UNOH', 0xa2, 'ĸ'],
  ['UNOI', 0xc7, 'ا'],
  ['UNOJ', 0xe0, 'א'],
  ['UNOK', 0xfd, 'ı'],
  ['UNOK', 0xd0, 'Ğ'],
  ['UNOC', 0xd0, 'Ð'],
])('%s has at %i the character %s', (identifier, byte, character) => {
  expect(decoded(identifier, byte)).toBe(character)
  expect(set(identifier).encode(character.charCodeAt(0))).toEqual([byte])
})

test('UTF-8 and EUC-KR take several bytes a character', () => {
  expect(decoded('UNOY', 0xe6, 0xb8, 0xaf)).toBe('港')
  expect(set('UNOY').encode(0x6e2f)).toEqual([0xe6, 0xb8, 0xaf])
  expect(decoded('KECA', 0xbc, 0xad, 0xbf, 0xef)).toBe('서울')
  expect(set('KECA').encode(0xc11c)).toEqual([0xbc, 0xad])
})

test('Latin-1 is ISO/IEC 8859-1 and not the code page that the web means by it', () => {
  expect(set('UNOC').allowed[0x80]).toBe(0)
  expect(set('UNOC').encode('€'.charCodeAt(0))).toBeUndefined()
  expect(set('UNOK').encode('€'.charCodeAt(0))).toBeUndefined()
})

test('level A has no lower case, level B no national characters, and only version 4 the low line', () => {
  const has = (identifier: string, version: number, character: string): boolean =>
    set(identifier, version).encode(character.charCodeAt(0)) !== undefined
  expect(['A', '9', '%', '<', 'a', '@', '#', '_'].map((character) => has('UNOA', 3, character))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect(['a', '@', '[', '_', '\u001d'].map((character) => has('UNOB', 3, character))).toEqual([
    true,
    false,
    false,
    false,
    true,
  ])
  expect(['_', '\u001d'].map((character) => has('UNOB', 4, character))).toEqual([true, false])
})

test.each(IDENTIFIERS)('%s gives back each character that it takes, and no control', (identifier) => {
  const characters = set(identifier)
  let count = 0
  for (let codePoint = 0; codePoint < 0x1_1000; codePoint++) {
    const bytes = characters.encode(codePoint)
    if (bytes === undefined) continue
    count++
    const text = characters.decode(Uint8Array.from(bytes), 0, bytes.length)
    const length = characters.characterAt(Uint8Array.from(bytes), 0, bytes.length)
    if (text !== String.fromCodePoint(codePoint) || length !== bytes.length)
      throw new Error(`U+${codePoint.toString(16)}`)
  }
  expect(count).toBe(COUNTS[identifier])
  const separates = identifier === 'UNOB' ? [0x1c, 0x1d, 0x1f] : []
  expect([...characters.allowed.subarray(0, 0x20)].flatMap((flag, byte) => (flag === 1 ? [byte] : []))).toEqual(
    separates,
  )
})

/** Characters of each level: a part of ISO/IEC 8859 has 95 of ISO/IEC 646, and at most 96; KS X 1001 has 986 + 3 signs, 2350 syllables, 4888 ideographs. */
const COUNTS: Readonly<Record<string, number>> = {
  UNOA: 56,
  UNOB: 56 + 26 + 3,
  UNOC: 191,
  UNOD: 191,
  UNOE: 191,
  UNOF: 95 + 93,
  UNOG: 95 + 89,
  UNOH: 191,
  UNOI: 95 + 51,
  UNOJ: 95 + 60,
  UNOK: 191,
  UNOX: 95,
  UNOY: 0x1_1000 - 0x800 - 65,
  UNOW: 0x1_1000 - 0x800 - 65,
  KECA: 95 + 8227,
}

test('an identifier that is not on the list is none, however it is spelt', () => {
  for (const identifier of ['UNOZ', 'unoa', '', 'constructor', '__proto__'])
    expect(characterSetOf(identifier, 3)).toBeUndefined()
})
