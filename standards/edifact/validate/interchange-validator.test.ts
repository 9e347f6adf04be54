import { type Directory, isGroup, type Node, TreeBuilder } from '@entrepot/edi'
import { generateMessage, Random, textOf } from '@entrepot/edi/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeUnless } from '../../../checks/testing-programs.ts'
import { officialDirectory, withoutOfficial } from '../directory/testing.ts'
import { directoryFor } from '../index.ts'
import { nearInterchanges } from '../read/testing-interchanges.ts'
import { InterchangeValidator } from './interchange-validator.ts'
import { findingsOf, type InterchangeReport } from './reports.ts'
import { bytesOf, interchangeOf, messageOf, ORDER_SEGMENTS } from './testing-order.ts'
import { validateInterchange } from './validate-interchange.ts'

/** What is found, as `code path element.component found`. */
const found = (text: string, directories: readonly Directory[] = []): string[] =>
  validateInterchange(bytesOf(text), { directories }).findings.map(({ code, tag, path, element, component, found }) =>
    [code.slice(4), path || tag, element && (component ? `${element}.${component}` : element), found]
      .filter(Boolean)
      .join(' '),
  )

const ORDER = interchangeOf([messageOf(ORDER_SEGMENTS)])

describe('an interchange without a mistake', () => {
  test.each([
    ['of syntax version 3', ORDER],
    ['of syntax version 4', interchangeOf([messageOf(ORDER_SEGMENTS)], { version: '4' })],
    ['with line ends', ORDER.replaceAll("'", "'\r\n")],
    ['with a service string', interchangeOf([messageOf(ORDER_SEGMENTS)], { advice: "UNA:+.? '" })],
    ['of two messages', interchangeOf([messageOf(ORDER_SEGMENTS), messageOf(ORDER_SEGMENTS, 'M2')])],
    ['of an earlier release, by the nearest directory', ORDER.replace('D:01B', 'D:96A').replace('RFF+VA', 'RFF+VA')],
    ['of an association', ORDER.replace(':UN', ':UN:EAN010')],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([])
  })
})

describe('one mistake', () => {
  const cases: readonly (readonly [name: string, from: string, to: string, findings: readonly string[]])[] = [
    ['a count in UNT', "UNT+17+M1'", "UNT+18+M1'", ['count-differs UNT 1 18']],
    ['a count in UNZ', "UNZ+1+I1'", "UNZ+2+I1'", ['count-differs UNZ 1 2']],
    ['a count that is no number', "UNT+17+M1'", "UNT+X+M1'", ['count-differs UNT 1 X']],
    ['a reference in UNT', "UNT+17+M1'", "UNT+17+M2'", ['reference-differs UNT 2 M2']],
    ['no UNT', "UNT+17+M1'", '', ['trailer-missing UNT']],
    ['a message that no directory has', 'ORDERS:D', 'ORDERX:D', ['message-unknown UNH 2 ORDERX:D:01B:UN']],
    ['a message of another agency', ':UN', ':XX', ['message-unknown UNH 2 ORDERS:D:01B:XX']],
    [
      'a reference that is too long',
      'I1',
      'I12345678901234',
      ['too-long UNB 5 I12345678901234', 'too-long UNZ 2 I12345678901234'],
    ],
    ['UNH without a version', 'ORDERS:D:', 'ORDERS::', ['message-unknown UNH 2 ORDERS::01B:UN']],
    ['a mandatory segment lost, its count not', "UNS+S'", '', ['segment-missing UNS[1]']],
    ['an optional segment lost, its count not', "LOC+7+NLRTM:139:6'", '', ['count-differs UNT 1 17']],
    ['a segment too many, not counted', "UNS+S'", "UNS+S'XYZ+1'", ['segment-unknown XYZ[1] XYZ']],
    ['a decimal mark', 'AAA:3.75', 'AAA:3..75', ['not-numeric SG28[1]/SG32[1]/PRI[1] 1.2 3..75']],
    ['a code of a service segment', 'UNS+S', 'UNS+X', ['code-unknown UNS[1] 1 X']],
    ['a value without end', 'PO-4711', '9'.repeat(99), [`too-long BGM[1] 2.1 ${'9'.repeat(64)}`]],
    ['a separator at an end', 'BGM+220+PO-4711+9', 'BGM+220+PO-4711+9+', ['trailing-separator BGM[1] 4']],
  ]
  test.each(cases)('%s', (_, from, to, findings) => {
    expect(found(ORDER.replaceAll(from, to))).toEqual(findings)
  })

  test('the decimal mark is that of UNA before syntax version 4, and either from then on', () => {
    const withComma = (version: string) => interchangeOf([messageOf(ORDER_SEGMENTS)], { version, advice: "UNA:+,? '" })
    expect(found(withComma('3'))).toEqual(['decimal-mark SG28[1]/SG32[1]/PRI[1] 1.2 3.75'])
    expect(found(withComma('4').replace("UNA:+,? '", "UNA:+,?*'"))).toEqual([])
  })
})

describe('a report', () => {
  const wrong = messageOf([...ORDER_SEGMENTS, 'XYZ+1'], 'M2')
  const reportOf = (text: string): InterchangeReport => {
    const [report] = validateInterchange(bytesOf(text)).reports
    if (report === undefined) throw new Error('no report')
    return report
  }

  test('lists the messages with findings, and counts all', () => {
    const report = reportOf(interchangeOf([messageOf(ORDER_SEGMENTS), wrong, messageOf(ORDER_SEGMENTS, 'M3')]))
    expect(report).toMatchObject({ messageCount: 3, groupCount: 0, findings: [], groups: [], omitted: 0, isCut: false })
    expect(report.messages.map(({ message }) => message.reference)).toEqual(['M2'])
  })

  test('sorts by group', () => {
    const group = ['UNG+ORDERS+A+B+261129:1005+G1+UN+D:01B', ...messageOf(ORDER_SEGMENTS), ...wrong, 'UNE+3+G1']
    const report = reportOf(interchangeOf([group]))
    expect(report.groups).toMatchObject([
      {
        group: { reference: 'G1' },
        findings: [{ code: 'edi/count-differs', tag: 'UNE' }],
        messages: [{ message: { reference: 'M2' } }],
      },
    ])
  })

  test('keeps what was found up to a limit, and the messages in which more was found', () => {
    const many = Array.from({ length: 50 }, (_, i) => messageOf([...ORDER_SEGMENTS, 'XYZ+1'], `M${i}`))
    const reports: InterchangeReport[] = []
    const validator = new InterchangeValidator({ maxFindings: 10, reported: (report) => reports.push(report) })
    validator.push(bytesOf(interchangeOf(many)))
    validator.end()
    expect(reports).toHaveLength(1)
    expect(reports.flatMap(findingsOf)).toHaveLength(10)
    expect(reports[0]).toMatchObject({ omitted: 40, messageCount: 50 })
    expect(reports[0]?.messages).toHaveLength(50)
  })
})

test('a message can be had as a tree with its groups', () => {
  const builders: TreeBuilder[] = []
  validateInterchange(bytesOf(ORDER), {
    handlerFor: ({ type }) => {
      const builder = new TreeBuilder(type)
      builders.push(builder)
      return builder
    },
  })
  const shape = (items: readonly Node[]): string =>
    items.map((item) => (isGroup(item) ? `${item.group}(${shape(item.items)})` : item.tag)).join(' ')
  expect(builders.map((builder) => shape(builder.tree().items))).toEqual([
    'BGM DTM SG2(NAD LOC SG3(RFF)) SG2(NAD) SG7(CUX) SG28(LIN IMD QTY SG32(PRI)) SG28(LIN QTY) UNS CNT',
  ])
})

test('any chunking comes to the same', () => {
  fc.assert(
    fc.property(nearInterchanges, fc.array(fc.nat({ max: 40 }), { minLength: 1 }), (text, sizes) => {
      const bytes = bytesOf(text)
      const reports: InterchangeReport[] = []
      const validator = new InterchangeValidator({ reported: (report) => reports.push(report) })
      let at = 0
      for (let turn = 0; at < bytes.length; turn++) {
        const size = 1 + (sizes[turn % sizes.length] ?? 0)
        validator.push(bytes.slice(at, at + size))
        at += size
      }
      validator.end()
      const whole = validateInterchange(bytes)
      expect(reports.map(findingsOf)).toEqual(whole.reports.map(findingsOf))
    }),
    { numRuns: 300 },
  )
})

test('random bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      const text = bytesOf("UNB+UNOC:3+A+B+261129:1005+I1'UNH+1+ORDERS:D:01B:UN'BGM+")
      validateInterchange(Uint8Array.from([...text, ...noise]))
    }),
    { numRuns: 500 },
  )
})

describeUnless(withoutOfficial)('by the official directories', () => {
  test.each(['d96a', 'd01b', 'd21b'] as const)('%s: a valid message of any type has no findings', (name) => {
    const official = officialDirectory(name)
    const [version = '', release = ''] = official.name.split('.')
    const random = new Random(5)
    for (const [type, structure] of official.messages) {
      const identifier = { type, version, release, agency: 'UN', syntaxVersion: '4' }
      const directory = directoryFor(identifier, [official])?.directory
      if (directory === undefined) throw new Error(type)
      const body = generateMessage(directory, structure, random, { outside: ['UNH', 'UNT'], repeats: true })
      const text = textOf(body.map(({ segment }) => segment))
      const around = `UNB+UNOC:4+A+B+20261129:1005+I1'UNH+1+${type}:${version}:${release}:UN'${text}UNT+${body.length + 2}+1'UNZ+1+I1'`
      expect(validateInterchange(bytesOf(around), { directories: [official] }).findings, text).toEqual([])
    }
  })
})
