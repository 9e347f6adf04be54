import fc from 'fast-check'
import { expect, test } from 'vitest'
import { singleByteSet } from './characters/character-set.ts'
import { SegmentPlaces } from './segment-list.ts'
import type { Separators } from './token.ts'
import type { Segment } from './tree.ts'
import { SegmentWriter } from './write/segment-writer.ts'
import type { SegmentView } from './view.ts'
import { Tokenizer } from './read/tokenizer.ts'

const separators: Separators = { component: 0x3a, element: 0x2b, repetition: 0x2a, release: 0x3f, terminator: 0x27 }
const latin1 = singleByteSet(
  'latin-1',
  Array.from({ length: 256 }, (_, byte) => (byte < 32 ? -1 : byte)),
)

function viewOf(bytes: Uint8Array): SegmentView {
  const tokenizer = new Tokenizer()
  tokenizer.setAlphabet({ separators })
  tokenizer.fill(bytes, 0)
  tokenizer.next()
  const places = new SegmentPlaces(bytes, separators, latin1)
  places.add(tokenizer.tokens, 0, tokenizer.tokens.count)
  return places.view(0)
}

const view = (text: string): SegmentView => viewOf(Uint8Array.from(text, (character) => character.charCodeAt(0)))

test.each([
  ["BGM+220+PO?+1+9'", 0, 0, 0, '220'],
  ["BGM+220+PO?+1+9'", 1, 0, 0, 'PO+1'],
  ["BGM+220+PO?+1+9'", 2, 0, 0, '9'],
  ["BGM+220+PO?+1+9'", 3, 0, 0, ''],
  ["DTM+137:20261129:102'", 0, 0, 1, '20261129'],
  ["DTM+137:20261129:102'", 0, 0, 3, ''],
  ["RFF+ON:1*CT:2++X'", 0, 1, 0, 'CT'],
  ["RFF+ON:1*CT:2++X'", 0, 1, 1, '2'],
  ["RFF+ON:1*CT:2++X'", 0, 2, 0, ''],
  ["RFF+ON:1*CT:2++X'", 1, 0, 0, ''],
  ["RFF+ON:1*CT:2++X'", 2, 0, 0, 'X'],
  ["UNS'", 0, 0, 0, ''],
  ["FTX+??:?'?:'", 0, 0, 1, "':"],
])('%s has at element %i, repetition %i, component %i: %s', (text, element, repetition, component, found) => {
  expect(view(text).component(element, repetition, component)).toBe(found)
})

test('a tag ends at the first separator', () => {
  expect(view("BGM+1'").tag).toBe('BGM')
  expect(view("UNS'").tag).toBe('UNS')
  expect(view("LIN:1+2'").tag).toBe('LIN')
})

const texts = fc.string({ unit: fc.constantFrom('a', 'B', '7', '+', ':', '?', "'", '*', ' ', 'é'), maxLength: 6 })
const components = fc.array(texts, { minLength: 1, maxLength: 4 })
const elements = fc.array(fc.array(components, { minLength: 1, maxLength: 3 }), { maxLength: 5 })

test('what is written is what is read, but for empty places at the end', () => {
  fc.assert(
    fc.property(elements, (given) => {
      const writer = new SegmentWriter({ separators, characters: latin1, lineEnd: '' })
      writer.segment({ tag: 'TAG', elements: given })
      const read = viewOf(writer.finish())
      expect(trimmed(read.toSegment())).toEqual(trimmed({ tag: 'TAG', elements: given }))
      for (const [element, repetitions] of given.entries()) {
        for (const [repetition, parts] of repetitions.entries()) {
          for (const [component, text] of parts.entries())
            expect(read.component(element, repetition, component)).toBe(text)
        }
      }
    }),
  )
})

function trimmed({ tag, elements }: Segment): unknown {
  const trim = (list: readonly unknown[], isEmpty: (item: unknown) => boolean): unknown[] =>
    list.slice(0, list.findLastIndex((item) => !isEmpty(item)) + 1)
  const isEmptyList = (item: unknown): boolean => Array.isArray(item) && item.length === 0
  const inner = elements.map((repetitions) =>
    trim(
      repetitions.map((parts) => trim(parts, (text) => text === '')),
      isEmptyList,
    ),
  )
  return { tag, elements: trim(inner, isEmptyList) }
}
