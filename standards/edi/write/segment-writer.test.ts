import { expect, test } from 'vitest'
import { singleByteSet } from '../characters/character-set.ts'
import { NONE, type Separators } from '../token.ts'
import type { Node, Segment } from '../tree.ts'
import { SegmentWriter } from './segment-writer.ts'
import { writeTree } from './write-tree.ts'

const edifact: Separators = { component: 0x3a, element: 0x2b, repetition: 0x2a, release: 0x3f, terminator: 0x27 }
const x12: Separators = { component: 0x3e, element: 0x2a, repetition: NONE, release: NONE, terminator: 0x7e }
const ascii = singleByteSet(
  'ascii',
  Array.from({ length: 128 }, (_, byte) => (byte < 32 ? -1 : byte)),
)

function write(segment: Segment, separators = edifact, lineEnd = ''): { text: string; troubles: unknown } {
  const writer = new SegmentWriter({ separators, characters: ascii, lineEnd })
  writer.segment(segment, { segment: 7, path: () => 'SG1[2]/TAG[1]' })
  return { text: String.fromCharCode(...writer.finish()), troubles: writer.troubles }
}

test.each<[string, Segment['elements'], string]>([
  ['an element', [[['220']]], "TAG+220'"],
  ['components', [[['137', '20261129', '102']]], "TAG+137:20261129:102'"],
  [
    'repetitions',
    [
      [
        ['ON', '1'],
        ['CT', '2'],
      ],
    ],
    "TAG+ON:1*CT:2'",
  ],
  ['separators in data', [[["a+b:c*d?e'f"]]], "TAG+a?+b?:c?*d??e?'f'"],
  ['omitted elements and components', [[['']], [], [['', 'x']], [[''], ['', '', 'y']]], "TAG+++:x+*::y'"],
  ['nothing behind the last that is there', [[['a', '', '']], [['b'], ['']], [['']], []], "TAG+a+b'"],
  ['no element', [], "TAG'"],
])('%s', (_, elements, text) => {
  expect(write({ tag: 'TAG', elements })).toEqual({ text, troubles: [] })
})

test('a line end stands behind each terminator', () => {
  expect(write({ tag: 'ST', elements: [[['850']], [['1']]] }, x12, '\r\n').text).toBe('ST*850*1~\r\n')
})

const place = { offset: 6, segment: 7, path: 'SG1[2]/TAG[1]', tag: 'TAG', element: 1, repetition: 1, component: 1 }

test.each<[string, string, Separators, string]>([
  ['a character that the set lacks', 'Ma\u00dfe', edifact, '\u00df'],
  ['one beyond the first plane', 'ab\u{1f600}c', edifact, '\u{1f600}'],
  ['half a surrogate', 'ab\ud800', edifact, '\ud800'],
  ['a control', 'ab\nc', edifact, '\n'],
  ['a separator where nothing releases', 'ab*c', x12, '*'],
])('%s is refused with its place, and nothing stands for it', (_, text, separators, found) => {
  const { troubles } = write({ tag: 'TAG', elements: [[[text]]] }, separators)
  expect(troubles).toEqual([{ ...place, code: 'edi/character-set', found, expected: 'ascii' }])
})

test('repetitions are refused where none separates them', () => {
  const { troubles } = write({ tag: 'TAG', elements: [[['a'], ['b']]] }, x12)
  expect(troubles).toEqual([expect.objectContaining({ code: 'edi/repetition-too-many', element: 1, repetition: 2 })])
})

test('a tree is written in order, and a trouble in it has its path', () => {
  const writer = new SegmentWriter({ separators: edifact, characters: ascii, lineEnd: '' })
  const segment = (tag: string, text: string): Segment => ({ tag, elements: [[[text]]] })
  const line = (text: string): Node => ({
    group: 'SG25',
    items: [
      segment('LIN', text),
      segment('QTY', '1'),
      segment('QTY', text),
      { group: 'SG26', items: [segment('PRI', '9')] },
    ],
  })
  expect(writeTree(writer, { type: 'ORDERS', items: [segment('BGM', '220'), line('1'), line('\u00e9')] }, 2)).toBe(9)
  expect(String.fromCharCode(...writer.finish())).toBe("BGM+220'LIN+1'QTY+1'QTY+1'PRI+9'LIN+'QTY+1'QTY+'PRI+9'")
  expect(writer.troubles.map(({ path, segment: position }) => [path, position])).toEqual([
    ['SG25[2]/LIN[1]', 7],
    ['SG25[2]/QTY[2]', 9],
  ])
})

test('groups nested without end are refused', () => {
  let node: Node = { tag: 'END', elements: [] }
  for (let depth = 0; depth < 10_000; depth++) node = { group: `SG${depth}`, items: [node] }
  const writer = new SegmentWriter({ separators: edifact, characters: ascii, lineEnd: '' })
  writeTree(writer, { type: 'X', items: [node] }, 1)
  expect(writer.troubles.map(({ code, expected }) => [code, expected])).toEqual([['edi/limit', 'MAX_GROUP_DEPTH']])
})
