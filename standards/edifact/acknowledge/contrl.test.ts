import type { FindingCode } from '@entrepot/edi'
import { describe, expect, test } from 'vitest'
import { type InterchangeReport, serviceDirectory, validateInterchange, writeInterchange } from '../index.ts'
import { bytesOf, interchangeOf, messageOf, ORDER_SEGMENTS } from '../validate/testing-order.ts'
import { contrl, type ContrlOptions } from './contrl.ts'
import { SYNTAX_ERRORS, syntaxErrorOf } from './syntax-errors.ts'

function reportOf(text: string): InterchangeReport {
  const [report] = validateInterchange(bytesOf(text)).reports
  if (report === undefined) throw new Error('no report')
  return report
}

/** The whole interchange that answers another. */
function written(text: string, options: ContrlOptions = {}): string {
  const answer = contrl(reportOf(text), options)
  if (answer === undefined) throw new Error('no answer')
  const { header, tree, interchange } = answer
  const date = interchange.syntaxVersion === '4' ? '20261129' : '261129'
  const result = writeInterchange({
    header: { ...interchange, date, time: '1006', reference: 'C1' },
    content: [{ header, tree }],
  })
  if (!result.ok) throw new Error(JSON.stringify(result.findings))
  return new TextDecoder().decode(result.bytes)
}

/** What stands between UNH and UNT. */
const bodyOf = (text: string, options: ContrlOptions = {}): string =>
  written(text, options)
    .replace(/^.*?'UNH[^']*'/, '')
    .replace(/UNT\+\d+\+1'UNZ.*$/, '')

const GOOD = messageOf(ORDER_SEGMENTS)
const UCI = 'UCI+I1+5412345000013:14+4012345000009:14'
const UCM = 'UCM+M1+ORDERS:D:01B:UN'

describe('CONTRL of syntax version 3', () => {
  test('acknowledges an interchange without a mistake, to its sender, in its syntax', () => {
    expect(written(interchangeOf([GOOD]))).toBe(
      `UNB+UNOC:3+4012345000009:14+5412345000013:14+261129:1006+C1'UNH+1+CONTRL:D:3:UN'${UCI}+7'UNT+3+1'UNZ+1+C1'`,
    )
  })

  const wrong = (from: string, to: string): string => interchangeOf([GOOD]).replace(from, to)
  const cases: readonly (readonly [name: string, interchange: string, body: string])[] = [
    ['a missing segment, by the one before it', wrong("UNS+S'", ''), `${UCI}+7'${UCM}+4'UCS+14+13'`],
    ['an unknown segment', wrong("UNS+S'", "XYZ+1'UNS+S'"), `${UCI}+7'${UCM}+4'UCS+15+15'`],
    ['a segment too often', wrong("BGM+220+PO-4711+9'", "BGM+220+PO-4711+9'BGM+220'"), `${UCI}+7'${UCM}+4'UCS+3+35'`],
    ['a value too long', wrong('220+PO', '220XX+PO'), `${UCI}+7'${UCM}+4'UCS+2'UCD+39+2:1'`],
    ['a missing element', wrong('QTY+21:1200:PCE', 'QTY'), `${UCI}+7'${UCM}+4'UCS+11'UCD+13+2'`],
    ['a missing component', wrong('21:1200:PCE', '21::PCE'), `${UCI}+7'${UCM}+4'UCS+11'UCD+13+2:2'`],
    ['a wrong number', wrong('3.75', '3..75'), `${UCI}+7'${UCM}+4'UCS+12'UCD+37+2:2'`],
    ['a number without its first figure', wrong('3.75', '.75'), `${UCI}+7'${UCM}+4'UCS+12'UCD+38+2:2'`],
    ['too many elements', wrong('220+PO-4711+9', '220+PO-4711+9+AB+X'), `${UCI}+7'${UCM}+4'UCS+2+16'`],
    ['a separator at an end', wrong('PO-4711+9', 'PO-4711+9+'), `${UCI}+7'${UCM}+4'UCS+2'UCD+18+5'`],
    ['a wrong count in UNT', wrong('UNT+17', 'UNT+18'), `${UCI}+7'${UCM}+4+29+UNT+2'`],
    ['a wrong reference in UNT', wrong('UNT+17+M1', 'UNT+17+M2'), `${UCI}+7'${UCM}+4+28+UNT+3'`],
    ['no UNT', wrong("UNT+17+M1'", ''), `${UCI}+7'${UCM}+4+13+UNT'`],
    [
      'a message of no directory',
      wrong('ORDERS:D', 'ORDERX:D'),
      `${UCI}+7'${UCM.replace('ORDERS', 'ORDERX')}+4+14+UNH+3'`,
    ],
    ['a wrong count in UNZ', wrong('UNZ+1', 'UNZ+2'), `${UCI}+4+29+UNZ+2'`],
    ['no UNZ', wrong("UNZ+1+I1'", ''), `${UCI}+4+13+UNZ'`],
    ['a message that can not be named', wrong('UNH+M1+', 'UNH++').replace('UNT+17+M1', 'UNT+17'), `${UCI}+4+13'`],
    [
      'two wrong values of a segment, and one of another',
      wrong('220+PO', '220XX+PO').replace('PO-4711+9', 'PO-4711+9999').replace('NLRTM', 'N'.repeat(30)),
      `${UCI}+7'${UCM}+4'UCS+2'UCD+39+2:1'UCD+39+4'UCS+5'UCD+39+3:1'`,
    ],
  ]
  test.each(cases)('reports %s', (_, interchange, body) => {
    expect(bodyOf(interchange)).toBe(body)
  })

  test('names the messages that it rejects, and no others', () => {
    const bad = messageOf([...ORDER_SEGMENTS, 'XYZ+1'], 'M2')
    expect(bodyOf(interchangeOf([GOOD, bad, messageOf(ORDER_SEGMENTS, 'M3')]))).toBe(
      `${UCI}+7'UCM+M2+ORDERS:D:01B:UN+4'UCS+17+15'`,
    )
  })

  test('answers group by group', () => {
    const bad = messageOf([...ORDER_SEGMENTS, 'XYZ+1'], 'M2')
    const group = (reference: string, messages: readonly string[][], count = messages.length) => [
      `UNG+ORDERS+A+B:14+261129:1005+${reference}+UN+D:01B`,
      ...messages.flat(),
      `UNE+${count}+${reference}`,
    ]
    const interchange = interchangeOf([
      group('G1', [GOOD]),
      group('G2', [bad]),
      group('G3', [messageOf(ORDER_SEGMENTS, 'M3')], 2),
    ])
    expect(bodyOf(interchange)).toBe(
      `${UCI}+7'UCF+G2+A+B:14+7'UCM+M2+ORDERS:D:01B:UN+4'UCS+17+15'UCF+G3+A+B:14+4+29+UNE+2'`,
    )
  })

  test('only says that it was received, when that is all that is asked', () => {
    const report = reportOf(wrong('220+PO', '220XX+PO'))
    expect(bodyOf(wrong('220+PO', '220XX+PO'), { isReceiptOnly: true })).toBe(`${UCI}+8'`)
    expect(contrl(report, { isReceiptOnly: true })?.action).toBe('received')
    expect(contrl(report)?.action).toBe('partly-rejected')
  })

  test('rejects nothing for what partners have agreed to tolerate', () => {
    const tolerated: ReadonlySet<FindingCode> = new Set(['edi/trailing-separator'])
    expect(bodyOf(wrong('PO-4711+9', 'PO-4711+9+'), { tolerated })).toBe(`${UCI}+7'`)
  })

  test('can not be made where the interchange has no reference', () => {
    expect(contrl(reportOf(interchangeOf([GOOD]).replaceAll('+I1', '+')))).toBeUndefined()
  })
})

describe('CONTRL of syntax version 4', () => {
  test('has its own version, codes and repetitions', () => {
    const text = interchangeOf([GOOD], { version: '4' }).replace('PO-4711+9', 'PO-4711+9+')
    const answer = written(text)
    expect(answer).toContain('CONTRL:4:1:UN')
    expect(bodyOf(text)).toBe(`${UCI}+7'${UCM}+4'UCS+2'UCD+45+5'`)
  })
})

describe('our own CONTRL', () => {
  const mistakes: readonly (readonly [from: string, to: string])[] = [
    ["UNS+S'", ''],
    ['220+PO', '220XX+PO'],
    ['UNT+17', 'UNT+18'],
    ['UNZ+1', 'UNZ+2'],
    ['ORDERS:D', 'ORDERX:D'],
    ['QTY+21:1200:PCE', 'QTY+'],
  ]
  test.each(['3', '4'])('has no mistake itself: syntax version %s', (version) => {
    for (const [from, to] of mistakes) {
      const answer = written(interchangeOf([GOOD], { version }).replace(from, to))
      expect(validateInterchange(bytesOf(answer)).findings, answer).toEqual([])
    }
  })
})

describe('codes of syntax errors', () => {
  const list = (version: string) => serviceDirectory(version).elements.get('0085')?.codes?.values
  test.each(['3', '4'])('are of the list of data element 0085, version %s', (version) => {
    for (const [code, { before4 }] of Object.entries(SYNTAX_ERRORS)) {
      const error =
        version === '3' ? (before4 ?? SYNTAX_ERRORS[code as FindingCode].code) : SYNTAX_ERRORS[code as FindingCode].code
      expect(syntaxErrorOf(code as FindingCode, version)).toBe(error)
      expect(list(version)?.has(error), `${code} ${error}`).toBe(true)
      if (version === '3') expect(Number(error), code).toBeLessThanOrEqual(43)
    }
  })
})
