import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interchange, isa, ORDER, set } from '../testing/samples.ts'
import type { InterchangeHandler } from './handler.ts'
import { InterchangeReader } from './interchange-reader.ts'

/** `ENTREPOT_FUZZ_CASES=1000000` takes minutes. */
const LONG_RUN_MS = 60 * 60_000

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Everything that is told of some bytes, as lines. */
function read(text: string, chunk = text.length || 1, options: { maxSegmentBytes?: number } = {}) {
  const told: string[] = []
  const handler: InterchangeHandler = {
    interchange: ({ controlNumber, sender, receiver }) => told.push(`ISA ${controlNumber} ${sender.id}>${receiver.id}`),
    acknowledgement: (segment) => told.push(`TA1 ${segment.component(3)}`),
    group: ({ identifier, version }) => told.push(`GS ${identifier} ${version}`),
    set: ({ identifier, controlNumber }) => told.push(`ST ${identifier} ${controlNumber}`),
    segments: ({ bytes, starts }, from, to) => {
      for (let i = from; i < to; i++)
        told.push(`. ${String.fromCharCode(...bytes.subarray(starts[i], (starts[i] ?? 0) + 2))}`)
    },
    setEnd: ({ counted, trailer }) => told.push(`SE ${counted}${trailer ? '' : ' missing'}`),
    groupEnd: ({ counted }) => told.push(`GE ${counted}`),
    interchangeEnd: ({ counted }) => told.push(`IEA ${counted}`),
  }
  const reader = new InterchangeReader(handler, options)
  const bytes = bytesOf(text)
  for (let at = 0; at < bytes.length; at += chunk) reader.push(bytes.subarray(at, at + chunk))
  reader.end()
  const findings = reader.findings.list.map(({ code, tag, segment, found, expected }) =>
    [code, tag, segment, found, expected].filter((part) => part !== undefined && part !== '').join(' '),
  )
  return { told, findings }
}

describe('interchanges', () => {
  test('one set in one group', () => {
    expect(read(interchange([set(['BEG*00*SA*1**20261129'])]))).toEqual({
      told: [
        'ISA 000000905 BUYER>SELLER',
        'GS PO 004010',
        'ST 850 0001',
        '. ST',
        '. BE',
        '. SE',
        'SE 3',
        'GE 1',
        'IEA 1',
      ],
      findings: [],
    })
  })

  test.each([
    ['a line feed for the terminator', { terminator: '\n' }],
    ['tabulators between elements', { element: '\t' }],
    ['bars, and a caret for components', { element: '|', component: '^', terminator: '\u001c' }],
  ])('%s', (_what, form) => {
    const { element = '*', terminator = '~' } = { ...form } as { element?: string; terminator?: string }
    const body = ['GS*PO*B*S*20261129*1200*1*X*004010', ...set(['BEG*00']), 'GE*1*1', 'IEA*1*000000905']
    const text = isa('000000905', form) + body.map((each) => each.replaceAll('*', element) + terminator).join('')
    const { told, findings } = read(text)
    expect(findings).toEqual([])
    expect(told.slice(-3)).toEqual(['SE 3', 'GE 1', 'IEA 1'])
  })

  test('elements are repeated from version 00402 on, and not before', () => {
    const bodies = (version: string) => {
      const seen: number[] = []
      const reader = new InterchangeReader({
        interchange: ({ separators }) => seen.push(separators.repetition),
      })
      reader.push(bytesOf(isa('1', { version, repetition: '^' })))
      reader.end()
      return seen
    }
    expect([bodies('00402'), bodies('00401'), bodies('00501')]).toEqual([[0x5e], [-1], [0x5e]])
  })

  test('several interchanges, each with separators of its own, and an acknowledgement between ISA and the group', () => {
    const ta1 = 'TA1*000000001*261129*1200*A*000~IEA*0*000000007~'
    const { told, findings } = read(
      `${interchange([])}\r\n${isa('000000007')}${ta1}${isa('000000008', { element: '|' })}IEA|0|000000008~`,
    )
    expect(findings).toEqual([])
    expect(told.filter((line) => !line.startsWith('G'))).toEqual([
      ...['ISA 000000905 BUYER>SELLER', 'IEA 1', 'ISA 000000007 BUYER>SELLER', 'TA1 A', 'IEA 0'],
      ...['ISA 000000008 BUYER>SELLER', 'IEA 0'],
    ])
  })
})

describe('what is wrong', () => {
  const good = interchange([set(ORDER)])
  test.each([
    ['nothing at all', '', ['edi/no-interchange ISA']],
    ['something else', 'UNB+UNOA:1+A+B', ['edi/no-interchange UNB+UNOA:1+A+B ISA']],
    ['blanks', ' \r\n\t', ['edi/no-interchange ISA']],
    ['data behind the end', `${good}more data`, ['edi/envelope more data ISA']],
    ['a wrong count of segments', good.replace('SE*10*', 'SE*11*'), ['edi/count-differs SE 10 11 10']],
    ['another control number', good.replace('SE*10*0001', 'SE*10*0002'), ['edi/reference-differs SE 10 0002 0001']],
    ['a wrong count of sets', good.replace('GE*1*', 'GE*2*'), ['edi/count-differs GE 2 1']],
    ['a wrong count of groups', good.replace('IEA*1*', 'IEA*x*'), ['edi/count-differs IEA x 1']],
    ['no end of the set', good.replace(/SE\*10[^~]*~\n/, ''), ['edi/trailer-missing SE 10']],
    ['no end of the group', good.replace(/GE[^~]*~\n/, ''), ['edi/trailer-missing GE']],
    ['no end of the interchange', good.replace(/IEA[^~]*~\n/, ''), ['edi/trailer-missing IEA']],
    ['no beginning of the set', good.replace(/ST[^~]*~\n/, ''), ['edi/envelope BEG BEG ST']],
    ['no beginning of the group', good.replace(/GS[^~]*~\n/, ''), ['edi/envelope ST 0 ST GS', 'edi/envelope GE 0 GE']],
    ['one set number twice', interchange([set(ORDER), set(ORDER)]), ['edi/duplicate-reference ST 1 0001']],
    [
      'a cut interchange',
      good.slice(0, good.indexOf('CTT') + 4),
      ['edi/not-terminated CTT 9', 'edi/trailer-missing SE 10', 'edi/trailer-missing GE', 'edi/trailer-missing IEA'],
    ],
    ['a control character', good.replace('UTRECHT', 'UTRECHT\u0007'), ['edi/character-set N1 4 \u0007 X12']],
    ['a header that is not padded', good.replace(/ +\*/, '*'), ['edi/envelope ISA ISA 106 bytes']],
  ])('%s', (_what, text, findings) => {
    const found = read(text).findings.map((line) => line.replace(' 0 ', ' '))
    expect(found.map((line) => line.replace(/ 0$/, ''))).toEqual(findings.map((line) => line.replace(' 0 ', ' ')))
  })

  test('a segment over the limit is passed over, and what follows is read', () => {
    const long = interchange([set([ORDER[0] ?? '', `PID*F****${'x'.repeat(5000)}`, 'CTT*1'])])
    const { told, findings } = read(long, 700, { maxSegmentBytes: 1000 })
    expect(findings).toEqual(['edi/limit PID 3 MAX_SEGMENT_BYTES'])
    expect(told.slice(-3)).toEqual(['SE 5', 'GE 1', 'IEA 1'])
  })
})

describe('any bytes', () => {
  const mangled = fc
    .tuple(
      fc.constantFrom(interchange([set(ORDER)]), interchange([set(ORDER), set(ORDER, '850', '0002')])),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '~', '*', 'ISA*', 'SE*1*1~', 'x', '\u0000', 'IEA*'))),
    )
    .map(([text, changes]) =>
      changes.reduce((now, [at, by]) => now.slice(0, at % now.length) + by + now.slice((at % now.length) + 1), text),
    )

  test('any chunking tells the same', () => {
    fc.assert(
      fc.property(mangled, fc.integer({ min: 1, max: 300 }), (text, chunk) => {
        expect(read(text, chunk)).toEqual(read(text))
      }),
      { numRuns: 60 },
    )
  })

  test(
    'none makes the reader throw',
    () => {
      const random = fc.uint8Array({ maxLength: 400 }).map((bytes) => String.fromCharCode(...bytes))
      const near = fc
        .array(fc.constantFrom('ISA', '*', '~', 'GS', 'ST', 'SE', 'GE', 'IEA', 'TA1', ':', '1', '\n', isa()), {
          maxLength: 60,
        })
        .map((parts) => parts.join(''))
      fc.assert(
        fc.property(fc.oneof(random, near, mangled), (text) => void read(text)),
        { numRuns: Number(process.env['ENTREPOT_FUZZ_CASES'] ?? 1500) },
      )
    },
    LONG_RUN_MS,
  )
})
