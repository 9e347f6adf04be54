import { describe, expect, test } from 'vitest'
import { readCodes } from './code-lists.ts'
import { readElementList } from './element-list.ts'
import { officialFile } from './files.ts'
import { linesOf } from './lines.ts'
import { messageName, readMessageTable } from './message-table.ts'
import { readSpecifications } from './specifications.ts'

/** A made-up message, drawn as old releases draw; `~` and the like stand for bytes of code page 437. */
const STROKES: Readonly<Record<string, number>> = { '~': 0xc4, '!': 0xb3, '<': 0xbf, '>': 0xd9, '^': 0xc1 }
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from([...text], (character) => STROKES[character] ?? character.charCodeAt(0))

const OLD = `
                              UN/EDIFACT

                         DRAFT RECOMMENDATION

                    Message of an invented
                         kind message

                                           Message Type : QQQQQQ

Pos     Tag Name                                     S   R

            HEADER SECTION

0010   UNH Message header                            M   1     
0020 + AAA First                                     M   1     
                                                               
0030       ~~~~~ Segment group 1 ~~~~~~~~~~~~~~~~~~~ C   99~~~~~~~~~~<
0040 * BBB Second                                    M   1           !
0050 X CCC Third of a name that is too                               !
                long for its line                    C   5           !
                                                                     !
0060 #     ~~~~~ Segment group 2 ~~~~~~~~~~~~~~~~~~~ C   200000~~~~~<!
0070 | DDD Fourth                                    M   1          !!
0080   EEE Fifth                                     C   1~~~~~~~~~~^>
0090   UNT Message trailer                           M   1     

0100   ZZZ An annex                                  C   1
`
const NEW = `
Pos     Tag Name                                     S   R

00010   UNH Message header                           M   1     
00020       ---- Segment group 1  ------------------ C   9----------------+
00030   AAA First                                    M   1                |
                                                                          |
00040       ---- Segment group 2  ------------------ C   9---------------+|
00050   BBB Second                                   M   1               ||
00060 X CCC Third                                    C   9---------------+|
00070   DDD Fourth                                   C   1----------------+
00080   UNT Message trailer                          M   1     
`
const at = { type: 'QQQQQQ', release: 'D.96A' }

describe('the table of a message', () => {
  test('is read with its groups as code page 437 draws them, marks of change, wrapped names, and no annex', () => {
    const place = (mandatory: boolean, repeat: number, position: string) => ({ mandatory, repeat, position })
    expect(readMessageTable(linesOf(bytesOf(OLD)), at)).toEqual({
      ...at,
      items: [
        { tag: 'UNH', ...place(true, 1, '0010') },
        { tag: 'AAA', ...place(true, 1, '0020') },
        {
          group: 'SG1',
          ...place(false, 99, '0030'),
          items: [
            { tag: 'BBB', ...place(true, 1, '0040') },
            { tag: 'CCC', ...place(false, 5, '0050') },
            {
              group: 'SG2',
              ...place(false, 200_000, '0060'),
              items: [
                { tag: 'DDD', ...place(true, 1, '0070') },
                { tag: 'EEE', ...place(false, 1, '0080') },
              ],
            },
          ],
        },
        { tag: 'UNT', ...place(true, 1, '0090') },
      ],
    })
  })

  test.each(['\n', '\r\n', '\r'])('is read whatever ends its lines: %j', (end) => {
    const table = readMessageTable(linesOf(bytesOf(NEW.replaceAll('\n', end))), at)
    expect(table).toMatchObject({
      items: [
        { tag: 'UNH' },
        { group: 'SG1', items: [{ tag: 'AAA' }, { group: 'SG2' }, { tag: 'DDD' }] },
        { tag: 'UNT' },
      ],
    })
  })

  test.each([
    ['no table', NEW.replace('Pos ', 'Pas '), undefined],
    ['a corner too many', NEW.replace('1----------------+', '1---------------++'), '11'],
    ['a group that is never closed', NEW.replace('1----------------+', '1                |'), '12'],
    [
      'no status',
      NEW.replace('BBB Second                                   M', 'BBB Second                                    '),
      '9',
    ],
    ['no trailer', NEW.replace('UNT', 'UNS'), String(NEW.split('\n').length)],
  ])('with %s is malformed, and says at which line', (_, text, line) => {
    expect(readMessageTable(linesOf(bytesOf(text)), at)).toEqual({
      ok: false,
      code: 'directory/message-table',
      ...(line !== undefined && { at: line }),
    })
  })

  test('stands behind a title page with the name, over as many lines as it has', () => {
    expect(messageName(linesOf(bytesOf(OLD)))).toBe('Message of an invented kind message')
    expect(messageName(linesOf(bytesOf(NEW)))).toBeUndefined()
  })
})

const RULE = '~'.repeat(70)

describe('specifications', () => {
  const read = (text: string) => readSpecifications(linesOf(bytesOf(text)))

  test('of D.96A repeat nothing; those of later releases say how often', () => {
    const old = `Change indicators\n\n${RULE}\n\n    + QQQ    INVENTED SEGMENT\n\n      Function: To\n                100 say nothing.\n\n010   C999  SOME COMPOSITE            C  \n      9999   A component     M  an..3\n\n020 + 9998  SOME ELEMENT         M  an..35\n`
    expect(read(old)).toEqual([
      {
        code: 'QQQ',
        name: 'INVENTED SEGMENT',
        conditions: [],
        entries: [
          { code: 'C999', mandatory: false, repeat: 1 },
          { code: '9998', mandatory: true, repeat: 1, format: 'an..35' },
        ],
      },
    ])
    const later = `${RULE}\n\n    X  QQQ  INVENTED SEGMENT OF A NAME\n            OVER TWO LINES\n\n       Function: To.\n\n010    9998 SOME ELEMENT THAT IS NAMED AT\n            LENGTH                      M    1 an3\n\n020 X  C999 SOME COMPOSITE              C   99\n       9999  A component      C      n..18\n\n       Dependency note:\n       020  D5(020,010) If first, then all\n`
    expect(read(later)).toEqual([
      {
        code: 'QQQ',
        name: 'INVENTED SEGMENT OF A NAME OVER TWO LINES',
        conditions: [{ kind: 'C', positions: [2, 1] }],
        entries: [
          { code: '9998', mandatory: true, repeat: 1, format: 'an3' },
          { code: 'C999', mandatory: false, repeat: 99 },
        ],
      },
    ])
  })

  test('of composites are read likewise', () => {
    const text = `${'-'.repeat(70)}\n\n   *|  C999 SOME COMPOSITE\n\n       Desc: Some.\n\n010    9999  A component        C      an..3\n020    9998  Another, of a name\n             that is long       M      n3\n`
    expect(read(text)).toMatchObject([
      {
        code: 'C999',
        entries: [
          { code: '9999', mandatory: false },
          { code: '9998', mandatory: true, format: 'n3' },
        ],
      },
    ])
  })

  test('that are cut off in an entry are malformed, with the line', () => {
    const text = `${RULE}\n\n       QQQ  INVENTED\n\n010    9998 SOME ELEMENT`
    expect(read(text)).toEqual({ ok: false, code: 'directory/specification', at: '5' })
    expect(read(`${RULE}\n\n  what is this\n`)).toEqual({ ok: false, code: 'directory/specification', at: '3' })
  })
})

describe('data elements and their codes', () => {
  const later = `${RULE}\n\n*    9998  Some element that is named at\n           length                       [C]\n\n     Desc: Some.\n\n     Repr: an..17\n\n     Note: \n          1 A note, no code.\n\n     1     First\n              What the first means.\n              2 of it.\n\n+    AB    Second that is named at\n           length\n              What it means.\n\nX    X     Third\n     LONGER Fourth\n`
  const old = `${RULE}\n\n  9998  Some element\n\n  Desc: Some.\n\n  Repr: n3\n\n        1 First\n             What it means.\n       10 Tenth that is named at\n          length\n             1 What it means.\n+|    380 Last\n   X      Unknown\n   ABC    Letters\n`

  test.each([
    ['later', later, 'an..17', { 1: 'First', AB: 'Second that is named at length', X: 'Third', LONGER: 'Fourth' }],
    [
      'D.96A',
      old,
      'n3',
      { 1: 'First', 10: 'Tenth that is named at length', 380: 'Last', X: 'Unknown', ABC: 'Letters' },
    ],
  ])('in the layout of %s releases', (_, text, format, codes) => {
    const elements = readElementList(linesOf(bytesOf(text)))
    if ('ok' in elements) throw new Error(elements.code)
    expect(elements).toMatchObject([{ code: '9998', format }])
    expect(Object.fromEntries(readCodes(elements[0]!))).toEqual(codes)
  })

  test('go on in a second file without a rule before the first', () => {
    const second = old.slice(old.indexOf('  9998'))
    expect(readElementList(linesOf(bytesOf(second)), true)).toMatchObject([{ code: '9998' }])
  })

  test('without a representation are malformed', () => {
    expect(readElementList(linesOf(bytesOf(old.replace('Repr: n3', 'Repr: n'))))).toEqual({
      ok: false,
      code: 'directory/element',
      at: '3',
    })
  })
})

test('text is windows-1252, or UTF-8 where it is well-formed', () => {
  expect(linesOf(Uint8Array.of(0x45, 0xf1, 0x92))).toEqual(['Eñ’'])
  expect(linesOf(new TextEncoder().encode('Eñ’'))).toEqual(['Eñ’'])
  expect(linesOf(new TextEncoder().encode('a\tb'))).toEqual(['a       b'])
})

test.each([
  ['EDMD.ZIP/ORDERS_D.01B', 'messages', 'D.01B'],
  ['d96a/TRMD.ZIP/TRMD/ORDERS_D.96A', 'messages', 'D.96A'],
  ['x/edsd.zip/EDSD.21B', 'segments', 'D.21B'],
  ['TRCD.96A', 'composites', 'D.96A'],
  ['eded.21b', 'elements', 'D.21B'],
  ['UNCL-2.96A', 'codes', 'D.96A'],
])('%s is a part of a directory: %s', (path, part, release) => {
  expect(officialFile(path)).toMatchObject({ part, release })
})

test.each(['IDMD.ZIP/RESREQ_D.01B', 'idsd/IDSD.21B', 'IDCD.21B', 'EDSDI1.21B', 'UNSL.96A', 'D100.TXT', 'PKUNZIP.EXE'])(
  '%s is none',
  (path) => {
    expect(officialFile(path)).toBeUndefined()
  },
)
