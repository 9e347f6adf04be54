import type { MessageTree, Segment } from '@entrepot/edi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Document, type MessageDocument, readDocument, treeOf } from '../document.ts'
import { encoded, nearInterchanges } from '../read/testing-interchanges.ts'
import { bytesOf, line } from '../read/testing-trace.ts'
import { rewrite } from './rewrite.ts'
import { type InterchangeToWrite, streamInterchange, writeInterchange, type Written } from './write-interchange.ts'

const order: MessageTree = {
  type: 'ORDERS',
  items: [
    { tag: 'BGM', elements: [[['220']], [['PO1']], [['9']]] },
    { group: 'SG25', items: [{ tag: 'LIN', elements: [[['1']], [], [['4012345012345', 'SRV']]] }] },
  ],
}
const header = {
  sender: { identification: 'SENDER', qualifier: '14', internalIdentification: '', internalSubIdentification: '' },
  recipient: {
    identification: 'RECIPIENT',
    qualifier: '14',
    internalIdentification: '',
    internalSubIdentification: '',
  },
  date: '261129',
  time: '1005',
  reference: 'R1',
}
const message = { header: { version: 'D', release: '01B', agency: 'UN', associationCode: 'EAN010' }, tree: order }

function textOf(written: Written): string {
  if (!written.ok) throw new Error(written.findings.map(line).join('\n'))
  return String.fromCharCode(...written.bytes)
}

describe('an interchange as a stream', () => {
  test('has the same bytes, of any length, and each message is asked for when the one before is written', () => {
    const line = (text: string) => ({ tag: 'FTX', elements: [[['AAI']], [], [], [[text]]] })
    const tree = (text: string): MessageTree => ({ type: 'ORDERS', items: [...order.items, line(text)] })
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 6 }), (lengths) => {
        const content = lengths.map((length) => ({ ...message, tree: tree('x'.repeat(length)) }))
        const pieces: Uint8Array[] = []
        let asked = 0
        function* messages() {
          for (const each of content) {
            // Of what was asked for before, all but a block is handed on.
            const before = lengths.slice(0, asked).reduce((sum, length) => sum + length, 0)
            expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(before - 600_001)
            asked++
            yield each
          }
        }
        const streamed = streamInterchange({ header, content: messages() }, (bytes) => pieces.push(bytes.slice()))
        const whole = writeInterchange({ header, content })
        const bytes = whole.ok ? whole.bytes : new Uint8Array()
        expect(Buffer.compare(Buffer.concat(pieces), bytes)).toBe(0)
        expect(streamed).toEqual({ ok: true, length: bytes.length })
      }),
      { numRuns: 30 },
    )
  })

  test('says what cannot be written, as what is written whole does', () => {
    const tree: MessageTree = { type: 'ORDERS', items: [{ tag: 'FTX', elements: [[['\u4e2d']]] }] }
    const interchange = { header, content: [{ ...message, tree }] }
    expect(streamInterchange(interchange, () => undefined)).toEqual(writeInterchange(interchange))
    const other = { ...interchange, header: { ...header, syntaxIdentifier: 'UNOQ' } }
    const taken: Uint8Array[] = []
    const refused = streamInterchange(other, (bytes) => taken.push(bytes))
    expect(taken).toEqual([])
    expect(refused).toMatchObject({ ok: false, findings: [{ code: 'edi/syntax-not-supported' }] })
  })
})

describe('an interchange', () => {
  test('is written with counts and references', () => {
    expect(textOf(writeInterchange({ header, content: [message, message], lineEnd: '\n' }))).toBe(
      [
        "UNB+UNOC:3+SENDER:14+RECIPIENT:14+261129:1005+R1'",
        "UNH+1+ORDERS:D:01B:UN:EAN010'",
        "BGM+220+PO1+9'",
        "LIN+1++4012345012345:SRV'",
        "UNT+4+1'",
        "UNH+2+ORDERS:D:01B:UN:EAN010'",
        "BGM+220+PO1+9'",
        "LIN+1++4012345012345:SRV'",
        "UNT+4+2'",
        "UNZ+2+R1'",
        '',
      ].join('\n'),
    )
  })

  test('counts its groups where it has any', () => {
    const group = { type: 'ORDERS', reference: 'G7', agency: 'UN', version: 'D', release: '01B' }
    expect(textOf(writeInterchange({ header, content: [{ group, messages: [message, message] }] }))).toMatch(
      /UNG\+ORDERS\+\+\+\+G7\+UN\+D:01B'.*UNE\+2\+G7'UNZ\+1\+R1'$/,
    )
  })

  test('has a service string where its separators are not the defaults, or when asked', () => {
    const separators = { component: 0x7c, element: 0x2b, repetition: 0x2a, release: 0x3f, terminator: 0x27 }
    expect(textOf(writeInterchange({ header, content: [], separators }))).toMatch(/^UNA\|\+\.\? 'UNB\+UNOC\|3/)
    expect(textOf(writeInterchange({ header, content: [], serviceString: true, decimalMark: ',' }))).toMatch(
      /^UNA:\+,\? 'UNB/,
    )
    const version4 = { ...header, syntaxVersion: '4' }
    expect(textOf(writeInterchange({ header: version4, content: [], serviceString: true }))).toMatch(
      /^UNA:\+\.\?\*'UNB/,
    )
  })

  test.each<[string, Partial<InterchangeToWrite>, string]>([
    [
      'a character outside of the repertoire',
      { header: { ...header, syntaxIdentifier: 'UNOA' }, content: [{ header: {}, tree: text('b') }] },
      'character-set FTX 4.1 #2 @72 b>UNOA',
    ],
    [
      'a syntax that is not on the list',
      { header: { ...header, syntaxIdentifier: 'UNOZ' } },
      'syntax-not-supported UNB #0 @0 UNOZ:3>',
    ],
    [
      'separators that are the same',
      { separators: { component: 43, element: 43, repetition: -1, release: 63, terminator: 39 } },
      'envelope UNB #0 @0 UNA>',
    ],
    [
      'repetitions before version 4',
      { content: [{ header: {}, tree: { type: 'X', items: [{ tag: 'RFF', elements: [[['a'], ['b']]] }] } }] },
      'repetition-too-many RFF 1 #2 @62 >1',
    ],
  ])('is not written with %s', (_, given, finding) => {
    const written = writeInterchange({ header, content: [], ...given })
    expect(written.ok ? [] : written.findings.map(line)).toEqual([finding])
  })

  test('is read as it was written, and written again as it was read', () => {
    fc.assert(
      fc.property(interchanges, (interchange) => {
        const written = writeInterchange(interchange)
        if (!written.ok) throw new Error(written.findings.map(line).join('\n'))
        const document = readDocument(written.bytes)
        expect(document.findings.map(line)).toEqual([])
        const again = writeInterchange({
          ...interchange,
          header: document.interchanges[0]!.header,
          content: contentOf(document),
        })
        expect(again).toEqual(written)
      }),
      { numRuns: 300 },
    )
  })
})

function text(content: string): MessageTree {
  return { type: 'ORDERS', items: [{ tag: 'FTX', elements: [[['AAI']], [], [], [[content]]] }] }
}

const texts = fc.string({ unit: fc.constantFrom('A', '7', '+', ':', '?', "'", '*', ' ', '|', '~', '.'), maxLength: 6 })
const segments: fc.Arbitrary<Segment> = fc.record({
  tag: fc.constantFrom('BGM', 'LIN', 'FTX', 'UNS'),
  elements: fc.array(fc.array(fc.array(texts, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 1 }), {
    maxLength: 4,
  }),
})
const trees = fc.array(segments, { maxLength: 5 }).map((items): MessageTree => ({ type: 'ORDERS', items }))
const interchanges: fc.Arbitrary<InterchangeToWrite> = fc.record({
  header: fc.constantFrom(header, { ...header, syntaxIdentifier: 'UNOY', syntaxVersion: '4' }),
  content: fc.array(
    trees.map((tree) => ({ header: message.header, tree })),
    { maxLength: 4 },
  ),
  separators: fc.constantFrom(
    { component: 0x3a, element: 0x2b, repetition: 0x2a, release: 0x3f, terminator: 0x27 },
    { component: 0x7c, element: 0x2b, repetition: 0x5e, release: 0x3f, terminator: 0x7e },
  ),
  serviceString: fc.boolean(),
  lineEnd: fc.constantFrom('' as const, '\n' as const, '\r\n' as const),
})

function contentOf({ interchanges: [interchange] }: Document): InterchangeToWrite['content'] {
  return (interchange?.content ?? []).flatMap((item) =>
    item.kind === 'message' ? [{ header: item.header, tree: treeOf(item) }] : [],
  )
}

describe('a document', () => {
  const UNB = "UNB+UNOC:3+A+B+261129:1005+R1'"
  const first = "UNH+1+ORDERS:D:01B:UN'\r\nBGM+220+?A++'\r\nUNT+3+1'\r\n"
  const second = "UNH+2+ORDERS:D:01B:UN'\r\nBGM+221+B'\r\nUNT+0003+2'\r\n"
  const source = `\r\nUNA:+,? '\r\n${UNB}\r\n${first}${second}UNZ+2+R1'\r\n`
  const document = readDocument(bytesOf(source))
  const messages = document.interchanges[0]!.content.filter((item): item is MessageDocument => item.kind === 'message')

  test('whatever was read is written byte for byte', () => {
    fc.assert(
      fc.property(nearInterchanges, (near) => {
        const bytes = encoded(near)
        const written = rewrite(readDocument(bytes))
        expect(written.ok && [...written.bytes]).toEqual([...bytes])
      }),
      { numRuns: 500 },
    )
  })

  test('with one message changed differs in that message alone', () => {
    const changed = rewrite(document, new Map([[messages[1]!, order]]))
    expect(textOf(changed)).toBe(
      source.replace("BGM+221+B'\r\nUNT+0003+2'", "BGM+220+PO1+9'\r\nLIN+1++4012345012345:SRV'\r\nUNT+4+2'"),
    )
  })

  test('with a message removed counts those that are left', () => {
    const changed = rewrite(document, new Map([[messages[0]!, 'removed']]))
    expect(textOf(changed)).toBe(source.replace(first, '').replace('UNZ+2', 'UNZ+1'))
  })

  test('with a message removed from a group counts there, too', () => {
    const grouped = `${UNB}UNG+ORDERS+A+B+1:2+G1+UN+D:01B'${first}${second}UNE+2+G1'UNZ+1+R1'`
    const read = readDocument(bytesOf(grouped))
    const group = read.interchanges[0]!.content[0]!
    const last = group.kind === 'group' ? group.messages[1]! : undefined
    expect(textOf(rewrite(read, new Map([[last!, 'removed']])))).toBe(
      grouped.replace(second, '').replace('UNE+2', 'UNE+1'),
    )
  })

  test('is not written with a character that it cannot hold', () => {
    const changed = rewrite(document, new Map([[messages[0]!, text('港')]]))
    expect(changed.ok ? [] : changed.findings.map(({ code, path, found }) => [code, path, found])).toEqual([
      ['edi/character-set', 'FTX[1]', '港'],
    ])
  })

  test('a body that is written anew is what a canonical one was', () => {
    const canonical = source.replace('+?A++', '+A').replace('0003', '3')
    const read = readDocument(bytesOf(canonical))
    const all = read.interchanges[0]!.content.filter((item): item is MessageDocument => item.kind === 'message')
    expect(textOf(rewrite(read, new Map(all.map((item) => [item, treeOf(item)]))))).toBe(canonical)
  })
})
