import { describe, expect, test } from 'vitest'
import { chunksOf } from './testing-interchanges.ts'
import { bytesOf, line, trace, traceText } from './testing-trace.ts'

const UNB = "UNB+UNOA:3+SENDER:14+RECIPIENT:14+261129:1005+R1'"
const UNG = "UNG+ORDERS+A+B+261129:1005+G1+UN+D:01B'"
const UNH = "UNH+1+ORDERS:D:01B:UN:EAN010'"
const ORDER = `${UNH}BGM+220+PO1+9'UNT+3+1'`
const UNZ = "UNZ+1+R1'"

/** Findings, with the characters that stand at their offset in place of the number. */
const findingsOf = (text: string): string[] =>
  traceText(text).findings.map((finding) =>
    line(finding).replace(/@\d+/, `@${text.slice(finding.offset, finding.offset + 3)}`),
  )

describe('an interchange', () => {
  test('is told from UNB to UNZ, a message with all of its segments', () => {
    expect(traceText(UNB + ORDER + UNZ).lines).toEqual([
      'UNB UNOA3 SENDER>RECIPIENT R1 @0',
      'UNH 1 ORDERS:D:01B:UN:EAN010 #1 @49',
      '  UNH|1|ORDERS,D,01B,UN,EAN010',
      '  BGM|220|PO1|9',
      '  UNT|3|1',
      'UNT UNT 3 @92',
      'UNZ UNZ 1',
    ])
  })

  test('may have its messages in groups, which UNZ counts', () => {
    const { lines, findings } = traceText(`${UNB}${UNG}${ORDER}UNE+1+G1'${UNZ}`)
    expect(findings).toEqual([])
    expect(lines.filter((event) => !event.startsWith(' '))).toEqual([
      'UNB UNOA3 SENDER>RECIPIENT R1 @0',
      'UNG ORDERS G1',
      'UNH 1 ORDERS:D:01B:UN:EAN010 #2 @88',
      'UNT UNT 3 @131',
      'UNE UNE 1',
      'UNZ UNZ 1',
    ])
  })

  test('may follow another, each with separators of its own', () => {
    const piped = "UNA:|.? ~UNB|UNOC:3|A|B|1:2|R2~UNH|1|INVOIC:D:01B:UN~BGM|380|+'~UNT|3|1~UNZ|1|R2~"
    const { lines, findings } = traceText(`${UNB}${ORDER}${UNZ}\r\n${piped}\n${UNB}${ORDER}${UNZ}`)
    expect(findings).toEqual([])
    expect(lines.filter((event) => event.startsWith('UNB')).map((event) => event.replace(/ @.*/, ''))).toEqual([
      'UNB UNOA3 SENDER>RECIPIENT R1',
      'UNB UNOC3 A>B R2',
      'UNB UNOA3 SENDER>RECIPIENT R1',
    ])
    expect(lines).toContain("  BGM|380|+'")
  })

  test('repeats elements from syntax version 4 on, and has an asterisk before', () => {
    const text = (version: number): string =>
      `UNB+UNOC:${version}+A+B+1:2+R1'UNH+1+ORDERS:D:01B:UN'RFF+ON:1*CT:2'UNT+3+1'${UNZ}`
    expect(traceText(text(3)).lines).toContain('  RFF|ON,1*CT,2')
    expect(traceText(text(4)).lines).toContain('  RFF|ON,1/CT,2')
  })

  test('of level B may separate with information separators', () => {
    const text = 'UNB|UNOB:1|A|B|1:2|R1~UNH|1|ORDERS:D:96A:UN~BGM|220|+:?~UNT|3|1~UNZ|1|R1~'
    const { lines, findings } = traceText(
      text
        .replaceAll('|', '\u001d')
        .replaceAll('UNOB:1', 'UNOB\u001f1')
        .replaceAll('ORDERS:D:96A:UN', 'ORDERS\u001fD\u001f96A\u001fUN')
        .replaceAll('1:2', '1\u001f2')
        .replaceAll('~', '\u001c'),
    )
    expect(findings).toEqual([])
    expect(lines).toContain('  BGM|220|+:?')
  })
})

describe('files as they come', () => {
  test.each([
    ['line ends behind segments', (UNB + ORDER + UNZ).replaceAll("'", "'\r\n")],
    ['a service string and a line end behind it', `UNA:+.? '\n${UNB}${ORDER}${UNZ}`],
    ['a byte order mark', `\u00ef\u00bb\u00bf${UNB}${ORDER}${UNZ}`],
    ['a byte order mark before the service string', `\u00ef\u00bb\u00bfUNA:+.? '${UNB}${ORDER}${UNZ}`],
    ['a byte order mark behind the service string', `UNA:+.? '\u00ef\u00bb\u00bf${UNB}${ORDER}${UNZ}`],
    ['blanks in front and the end-of-file mark of DOS behind', `\r\n  ${UNB}${ORDER}${UNZ}\r\n\u001a`],
    ['a decimal comma', `UNA:+,? '${UNB}${ORDER}${UNZ}`],
    ['a service string without release character', `UNA:+.  '${UNB}${ORDER}${UNZ}`],
    ['a line feed for a terminator', `UNA:+.? \n${(UNB + ORDER + UNZ).replaceAll("'", '\n')}`],
    ['spaces and tabulators between segments', (UNB + ORDER + UNZ).replaceAll("'", "' \t")],
  ])('are read without a finding: %s', (_, text) => {
    const { lines, findings } = traceText(text)
    expect(trace(chunksOf(bytesOf(text), [1])).lines).toEqual(lines)
    expect(findings.map(line)).toEqual([])
    expect(lines.map((event) => event.replace(/ @.*/, ''))).toEqual([
      'UNB UNOA3 SENDER>RECIPIENT R1',
      'UNH 1 ORDERS:D:01B:UN:EAN010 #1',
      '  UNH|1|ORDERS,D,01B,UN,EAN010',
      '  BGM|220|PO1|9',
      '  UNT|3|1',
      'UNT UNT 3',
      'UNZ UNZ 1',
    ])
  })

  test.each([
    ['nothing', '', 'no-interchange  #0 @ >UNB'],
    ['blanks', ' \r\n', 'no-interchange  #0 @ \r\n >UNB'],
    ['something else', 'From: a@b\r\n\r\nhello', 'no-interchange  #0 @Fro From: a@b\r\n\r\nhello>UNB'],
    ['a message by itself', ORDER, `no-interchange  #0 @UNH ${ORDER}>UNB`],
    ['something before', `Subject: x\n\n${UNB}${ORDER}${UNZ}`, 'envelope  #0 @Sub Subject: x>UNB'],
    ['something behind UNZ', `${UNB}${ORDER}${UNZ}-- \nA`, 'envelope  #0 @--  -- \nA>UNB'],
    ['a service string that separates twice alike', `UNA::.? '${UNB}${ORDER}${UNZ}`, 'envelope UNA #0 @UNA >'],
    ['an unknown syntax', `${UNB.replace('UNOA', 'UNOZ')}${ORDER}${UNZ}`, 'syntax-not-supported UNB 1.1 #0 @UNB UNOZ>'],
    ['an unknown version', `${UNB.replace(':3', ':5')}${ORDER}${UNZ}`, 'syntax-not-supported UNB 1.2 #0 @UNB 5>'],
    [
      'an encoding of two bytes a character',
      `${UNB.replace('UNOA:3', 'UNOY:4::8')}${ORDER}${UNZ}`,
      'syntax-not-supported UNB 1.4 #0 @UNB 8>',
    ],
    ['an interactive interchange', "UIB+UNOA:4+1'UIH+A:B'UIT'UIZ'", 'syntax-not-supported UIB #0 @UIB >'],
  ])('with %s have one finding', (_, text, finding) => {
    expect(findingsOf(text)).toEqual([finding])
  })
})

describe('one mistake in the envelope is one finding', () => {
  const TWO = `${UNB}${ORDER}${ORDER.replace('+1+', '+2+').replace('UNT+3+1', 'UNT+3+2')}UNZ+2+R1'`
  const GROUPED = `${UNB}${UNG}${ORDER}UNE+1+G1'${UNZ}`

  test.each([
    ['UNH is missing', TWO.replace(UNH, ''), 'envelope BGM #0 @BGM BGM>UNH'],
    ['UNT is missing', TWO.replace("UNT+3+1'", ''), 'trailer-missing UNT #3 @UNH >'],
    ['UNZ is missing', TWO.replace("UNZ+2+R1'", ''), 'trailer-missing UNZ #0 @ >'],
    [
      'UNZ is missing before another interchange',
      `${UNB}${ORDER}${UNB}${ORDER}${UNZ}`,
      'trailer-missing UNZ #0 @UNB >',
    ],
    ['UNG is missing', GROUPED.replace(UNG, ''), 'envelope UNE #0 @UNE UNE>UNG'],
    ['UNE is missing', GROUPED.replace("UNE+1+G1'", ''), 'trailer-missing UNE #0 @UNZ >'],
    ['UNB comes twice', UNB + TWO, 'envelope UNB #0 @UNB UNB>'],
    ['UNH comes twice', TWO.replace(UNH, UNH + UNH), 'envelope UNH #2 @UNH UNH>'],
    ['UNT comes twice', TWO.replace("UNT+3+1'", "UNT+3+1'UNT+3+1'"), 'envelope UNT #0 @UNT UNT>'],
    ['UNG comes twice', GROUPED.replace(UNG, UNG + UNG), 'envelope UNG #0 @UNG UNG>'],
    ['UNE comes twice', GROUPED.replace("UNE+1+G1'", "UNE+1+G1'UNE+1+G1'"), 'envelope UNE #0 @UNE UNE>'],
    ['UNZ comes twice', `${TWO}UNZ+2+R1'`, "envelope  #0 @UNZ UNZ+2+R1'>UNB"],
    ['UNT counts wrongly', TWO.replace('UNT+3+1', 'UNT+4+1'), 'count-differs UNT 1 #3 @UNT 4>3'],
    [
      'UNT counts no number',
      TWO.replace('UNT+3+1', 'UNT+x+1').replace('UNOA', 'UNOC'),
      'count-differs UNT 1 #3 @UNT x>3',
    ],
    ['UNT refers wrongly', TWO.replace('UNT+3+1', 'UNT+3+7'), 'reference-differs UNT 2 #3 @UNT 7>1'],
    ['UNE counts wrongly', GROUPED.replace('UNE+1', 'UNE+2'), 'count-differs UNE 1 #0 @UNE 2>1'],
    ['UNZ counts wrongly', TWO.replace('UNZ+2', 'UNZ+1'), 'count-differs UNZ 1 #0 @UNZ 1>2'],
    ['UNZ refers wrongly', TWO.replace('UNZ+2+R1', 'UNZ+2+R9'), 'reference-differs UNZ 2 #0 @UNZ R9>R1'],
    [
      'a reference comes again',
      TWO.replaceAll('+2+ORDERS', '+1+ORDERS').replace('UNT+3+2', 'UNT+3+1'),
      'duplicate-reference UNH 1 #1 @UNH 1>',
    ],
    ['a segment stands between messages', TWO.replace("UNT+3+1'", "UNT+3+1'FTX+AAI'"), 'envelope FTX #0 @FTX FTX>UNH'],
    ['the last terminator is missing', TWO.slice(0, -1), 'not-terminated UNZ #0 @UNZ >'],
    ['a package comes', `${UNB}UNO+P1+R+T+10'0123'5'789UNP+10+P1'${UNZ}`, 'syntax-not-supported UNO #0 @UNO UNO>'],
    ['data are encrypted', TWO.replace("BGM+220+PO1+9'", "USD+6'+'?'+'"), 'syntax-not-supported USD #2 @USD USD>'],
  ])('%s', (_, text, finding) => {
    expect(findingsOf(text)).toEqual([finding])
  })

  test('a stream that ends within a segment misses its trailers as well', () => {
    expect(findingsOf(`${UNB}${UNH}BGM+22`)).toEqual([
      'not-terminated BGM #2 @BGM >',
      'trailer-missing UNT #3 @ >',
      'trailer-missing UNZ #0 @ >',
    ])
  })
})

describe('characters outside of the repertoire', () => {
  const withText = (syntax: string, text: string): string =>
    `${UNB.replace('UNOA:3', syntax)}${UNH}FTX+AAI+++1:${text}'UNT+3+1'${UNZ}`

  test.each([
    ['level A', 'UNOA:3', 'ABC'],
    ['level B', 'UNOB:3', 'AbC'],
    ['Latin-1', 'UNOC:3', 'M\u00fcller'],
    ['UTF-8', 'UNOY:4', 'M\u00c3\u00bcller'],
    ['EUC-KR', 'KECA:4', '\u00bc\u00ad'],
  ])('are not in %s', (_, syntax, text) => {
    expect(findingsOf(withText(syntax, text))).toEqual([])
  })

  test.each([
    ['lower case in level A', 'UNOA:3', 'AbC', 1, 'b'],
    ['an umlaut in level B', 'UNOB:3', 'M\u00fcller', 1, '\u00fc'],
    ['a control of Windows in Latin-1', 'UNOC:3', 'A\u0080', 1, '\u0080'],
    ['Latin-1 in UTF-8', 'UNOY:4', 'M\u00fcller', 1, '\ufffd'],
    ['half a character in EUC-KR', 'KECA:4', 'A\u00bc', 1, '\ufffd'],
    ['a line end within an element', 'UNOC:3', 'A\nB', 1, '\n'],
    ['one that is released', 'UNOA:3', 'A?b', 2, 'b'],
    ['an escape to other characters', 'UNOX:4', 'A\u001b$B', 1, '\u001b'],
  ])('are found: %s', (_, syntax, text, at, found) => {
    const whole = withText(syntax, text)
    const { findings } = traceText(whole)
    expect(findings).toEqual([
      {
        code: 'edi/character-set',
        offset: whole.indexOf(text) + at,
        segment: 2,
        path: 'FTX',
        tag: 'FTX',
        element: 4,
        repetition: 1,
        component: 2,
        found,
        expected: syntax.slice(0, 4),
      },
    ])
  })

  test('are reported up to a number, and counted', () => {
    const { findings, omitted } = traceText(withText('UNOA:3', 'x'.repeat(100)))
    expect(findings).toHaveLength(20)
    expect(omitted).toBe(80)
  })
})
