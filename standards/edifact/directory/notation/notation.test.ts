import type { Directory } from '@entrepot/edi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testUnless } from '../../../../checks/testing-programs.ts'
import { MAX_GROUP_DEPTH, MAX_REPEAT } from '../limits.ts'
import { officialDirectory, withoutOfficial } from '../testing.ts'
import { anyDirectory } from '../testing-arbitrary.ts'
import { readNotation } from './read.ts'
import { writeNotation } from './write.ts'

function read(text: string): Directory {
  const result = readNotation(`directory D.50A\n${text}`)
  if (!result.ok) throw new Error(`${result.code} at ${result.at}`)
  return result.directory
}

describe('what the notation says', () => {
  test('a message: segments and groups with status, repetition and positions ten apart', () => {
    const { messages } = read(
      'QQQQQQ D.50A 0010 | Invented\n  UNH AAA? BBB*9\n  SG1?*99(CCC DDD?*5\n    SG2(EEE))\n  FFF@0100? UNT\n',
    )
    const place = (mandatory: boolean, repeat: number, position: string) => ({ mandatory, repeat, position })
    expect(messages.get('QQQQQQ')).toEqual({
      type: 'QQQQQQ',
      name: 'Invented',
      release: 'D.50A',
      items: [
        { tag: 'UNH', ...place(true, 1, '0010') },
        { tag: 'AAA', ...place(false, 1, '0020') },
        { tag: 'BBB', ...place(true, 9, '0030') },
        {
          group: 'SG1',
          ...place(false, 99, '0040'),
          items: [
            { tag: 'CCC', ...place(true, 1, '0050') },
            { tag: 'DDD', ...place(false, 5, '0060') },
            { group: 'SG2', ...place(true, 1, '0070'), items: [{ tag: 'EEE', ...place(true, 1, '0080') }] },
          ],
        },
        { tag: 'FFF', ...place(false, 1, '0100') },
        { tag: 'UNT', ...place(true, 1, '0110') },
      ],
    })
  })

  test('a segment with its conditions, a composite, and their names', () => {
    const { segments, composites } = read('QQQ C999?*5 9999 C(2,1) | A | B\nC999 9999 9998?\n')
    expect(segments.get('QQQ')).toEqual({
      tag: 'QQQ',
      name: 'A | B',
      elements: [
        { code: 'C999', mandatory: false, repeat: 5 },
        { code: '9999', mandatory: true, repeat: 1 },
      ],
      conditions: [{ kind: 'C', positions: [2, 1] }],
    })
    expect(composites.get('C999')).toEqual({
      code: 'C999',
      components: [
        { code: '9999', mandatory: true },
        { code: '9998', mandatory: false },
      ],
    })
  })

  test('data elements by representation or one by one, with some or all of their codes', () => {
    const { elements } = read(
      'an..3 9999 9998\nn3 9997\n9998 some\n  1 one  22 two words\n  333\n9996 a1 all | Named\n  A first\n',
    )
    expect([...elements.values()]).toEqual([
      { code: '9999', representation: 'an', min: 1, max: 3 },
      {
        code: '9998',
        representation: 'an',
        min: 1,
        max: 3,
        codes: {
          complete: false,
          values: new Map([
            ['1', 'one'],
            ['22', 'two words'],
            ['333', undefined],
          ]),
        },
      },
      { code: '9997', representation: 'n', min: 3, max: 3 },
      {
        code: '9996',
        name: 'Named',
        representation: 'a',
        min: 1,
        max: 1,
        codes: { complete: true, values: new Map([['A', 'first']]) },
      },
    ])
  })
})

describe('what it refuses, with the line', () => {
  const message = (items: string) => `QQQQQQ D.50A 0010\n  ${items}\n`
  const deep = (depth: number) => message(`${'SG1('.repeat(depth)}AAA${')'.repeat(depth)}`)

  test.each([
    ['no items', 'QQQQQQ D.50A 0010\n'],
    ['a group that is not closed', message('SG1(AAA')],
    ['a group closed twice', message('SG1(AAA))')],
    ['an empty group', message('SG1()')],
    ['a group of another name', message('GR1(AAA)')],
    ['a tag of four letters', message('AAAA')],
    ['a repetition of nothing', message('AAA*0')],
    ['a repetition without a number', message('AAA*')],
    ['a repetition past the limit', message(`AAA*${MAX_REPEAT + 1}`)],
    ['a position that is none', message('AAA@1')],
    ['small letters', message('aaa')],
    ['groups too deep', deep(MAX_GROUP_DEPTH)],
    ['a message twice', message('AAA') + message('AAA')],
    ['a segment of nothing', 'QQQ \n'],
    ['a segment twice', 'QQQ 9999\nQQQ 9999\n'],
    ['a condition on one element', 'QQQ 9999 C(1)\n'],
    ['a composite with a repetition', 'C999 9999*2\n'],
    ['a representation that is none', 'b..3 9999\n'],
    ['a length of nothing', 'an..0 9999\n'],
    ['an element twice', 'an..3 9999 9999\n'],
    ['an element without representation', '9999\n'],
    ['codes of an unknown element', '9999 some\n  1 one\n'],
    ['no codes', '9999 an..3 some\n'],
    ['a code twice', '9999 an..3 some\n  1 one  1 two\n'],
    ['codes where none belong', '9999 an..3\n  1 one\n'],
    ['a second name', 'directory D.49A\n'],
    ['an indented line by itself', '  AAA\n'],
    ['anything else', '?\n'],
  ])('%s', (_, text) => {
    const result = readNotation(`directory D.50A\nan..3 0000\n${text}`)
    expect(result).toMatchObject({ ok: false, code: 'directory/notation' })
    expect(Number(result.ok ? 0 : result.at)).toBeGreaterThanOrEqual(text.startsWith('  ') ? 2 : 3)
  })

  test('a text without a name', () => {
    expect(readNotation('QQQ 9999\n')).toEqual({ ok: false, code: 'directory/notation', at: '1' })
    expect(readNotation(`directory D.50A\n${deep(MAX_GROUP_DEPTH - 1)}`)).toMatchObject({ ok: true })
  })
})

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(anyDirectory, (directory) => {
      const text = writeNotation(directory)
      expect(readNotation(text)).toEqual({ ok: true, directory })
      for (const line of text.split('\n')) expect(line).toBe(line.trimEnd())
    }),
    { numRuns: 300 },
  )
})

test('any text is a value, never a throw', () => {
  const piece = fc.constantFrom(
    'AAA',
    'SG1(',
    ')',
    '?',
    '*9',
    '@0010',
    ' ',
    '\n',
    '\n  ',
    'C999',
    '9999',
    'an..3',
    ' some',
    ' | ',
    '  ',
    'directory D',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 40 }), (pieces) => {
      expect(typeof readNotation(pieces.join('')).ok).toBe('boolean')
    }),
    { numRuns: 2000 },
  )
})

testUnless(withoutOfficial)('whole directories are read back the same', () => {
  for (const name of ['d96a', 'd21b'] as const) {
    const directory = officialDirectory(name)
    expect(readNotation(writeNotation(directory))).toEqual({ ok: true, directory })
  }
})
