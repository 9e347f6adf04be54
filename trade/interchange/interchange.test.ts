import { describe, expect, test } from 'vitest'
import { readSchema } from '@entrepot/x12'
import { acknowledge } from './acknowledge.ts'
import { findingsIn, inspect } from './inspect.ts'
import { MAX_INSPECTED_BYTES } from './limits.ts'
import type { ShownNode, ShownSegment } from './shown.ts'
import { syntaxOf } from './syntax.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const ORDER = [
  ...["UNB+UNOC:3+BUYER:ZZZ+SELLER:ZZZ+261129:1200+000123'", "UNH+1+ORDERS:D:01B:UN'", "BGM+220+PO-1+9'"],
  ...["DTM+137:20261129:102'", "NAD+BY+UTRECHT::ZZZ'", "CTA+OC'", "NAD+SE+QINGDAO'", "LIN+1++D750:SRV'"],
  ...["QTY+21:2400:PCE'", "UNS+S'", "UNT+10+1'", "UNZ+1+000123'"],
]

const schema = (() => {
  const read = readSchema(
    'schema 004010\n850 PO\n  ST BEG PO1*9(PO1) SE\nST 143 329\nSE 96 329\nBEG 353\nPO1 350\n143 ID 3/3\n329 AN 4/9\n96 N0 1/10\n353 ID 2/2 all\n  00 Original\n350 AN 1/20',
  )
  if (!read.ok) throw new Error(read.code)
  return read.schema
})()
const ISA = 'ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *261129*1200*U*00401*000000905*0*T*>~'
const SET = `${ISA}GS*PO*BUYER*SELLER*20261129*1200*1*X*004010~ST*850*0001~BEG*00~PO1*1~PO1*2~SE*5*0001~GE*1*1~IEA*1*000000905~`

const segmentsIn = (nodes: readonly ShownNode[]): ShownSegment[] =>
  nodes.flatMap((node) => (node.is === 'segment' ? [node] : segmentsIn(node.nodes)))
const path = (nodes: readonly ShownNode[]): string =>
  nodes.map((node) => (node.is === 'segment' ? node.tag : `${node.group}(${path(node.nodes)})`)).join(' ')

describe('looking into UN/EDIFACT', () => {
  test('a message is a tree of its groups, its codes with their meaning', () => {
    const { syntax, interchanges, findings } = inspect(bytesOf(ORDER.join('\n')))
    expect([syntax, findings, interchanges.length]).toEqual(['edifact', [], 1])
    const [message] = interchanges[0]?.messages ?? []
    expect(message).toMatchObject({
      type: 'ORDERS',
      judgedBy: { name: 'D.01B', source: 'built-in', isExact: true },
      segments: 10,
    })
    expect(path(message?.nodes ?? [])).toBe('BGM DTM SG2(NAD SG5(CTA)) SG2(NAD) SG28(LIN QTY) UNS')
    const [, date] = segmentsIn(message?.nodes ?? [])
    expect(date?.elements[0]?.repetitions[0]).toMatchObject([
      { value: '137', code: '2005' },
      { value: '20261129', code: '2380' },
      { value: '102', code: '2379', meaning: 'CCYYMMDD' },
    ])
  })

  test('what is wrong stands at its segment, and what is missing where it was missed', () => {
    const wrong = inspect(bytesOf(ORDER.with(3, "DTM+137:20261129:1029'").toSpliced(2, 1).join('')))
    const [message] = wrong.interchanges[0]?.messages ?? []
    const [date] = segmentsIn(message?.nodes ?? [])
    expect(date?.findings.map(({ code }) => code)).toEqual(['edi/segment-missing', 'edi/too-long'])
    expect(findingsIn(wrong).map(({ code }) => code)).toEqual(['edi/segment-missing', 'edi/too-long'])
  })

  test('what is wrong with the envelope stands there', () => {
    const { interchanges } = inspect(bytesOf(ORDER.with(11, "UNZ+2+000124'").join('')))
    expect(interchanges[0]?.findings.map(({ code }) => code)).toEqual(['edi/count-differs', 'edi/reference-differs'])
    expect(interchanges[0]?.messages[0]?.findings).toEqual([])
  })
})

describe('looking into X12', () => {
  test('a set is a tree of its loops by the user’s schema', () => {
    const { syntax, interchanges } = inspect(bytesOf(SET), { schemas: [schema] })
    const [set] = interchanges[0]?.messages ?? []
    expect([syntax, interchanges[0]?.isTest, set?.judgedBy?.source, set?.segments]).toEqual(['x12', true, 'user', 5])
    expect(path(set?.nodes ?? [])).toBe('BEG PO1(PO1) PO1(PO1)')
    expect(segmentsIn(set?.nodes ?? [])[0]?.elements[0]?.repetitions[0]?.[0]?.meaning).toBe('Original')
  })

  test('a set for which the user has no schema is judged by the unofficial one, which says so', () => {
    const [set] = inspect(bytesOf(SET)).interchanges[0]?.messages ?? []
    expect(set?.judgedBy).toEqual({ name: '004010', source: 'unofficial', isExact: true })
  })

  test('a set that nobody knows says so', () => {
    const file = inspect(bytesOf(SET.replace('ST*850', 'ST*210')))
    expect(findingsIn(file)).toMatchObject([{ code: 'edi/message-unknown', found: '210' }])
    expect(file.interchanges[0]?.messages[0]?.judgedBy).toBeUndefined()
  })
})

describe('files that are none', () => {
  test.each([
    ['', 'unknown'],
    ['hello', 'unknown'],
    ['%PDF-1.7', 'unknown'],
    ['UNBELIEVABLE', 'unknown'],
    ['\ufeffUNB+UNOA', 'edifact'],
    ['\r\nISA*', 'x12'],
  ])('%j is %s', (text, syntax) => {
    expect(syntaxOf(bytesOf(text))).toBe(syntax)
    expect(findingsIn(inspect(bytesOf(text))).length).toBeGreaterThan(0)
  })

  test('a file over the limit is not looked into', () => {
    expect(inspect(new Uint8Array(MAX_INSPECTED_BYTES + 1)).findings).toMatchObject([{ code: 'edi/limit' }])
  })
})

describe('acknowledgements', () => {
  const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)
  const at = '2026-11-29T14:05'

  test('CONTRL goes back to the sender, and is not answered itself', () => {
    const [answer] = acknowledge(bytesOf(ORDER.with(3, "DTM+137:20261129:1029'").join('')), { at })
    expect(text(answer?.bytes)).toBe(
      "UNB+UNOC:3+SELLER:ZZZ+BUYER:ZZZ+261129:1405+C000123'UNH+1+CONTRL:D:3:UN'UCI+000123+BUYER:ZZZ+SELLER:ZZZ+7'UCM+1+ORDERS:D:01B:UN+4'UCS+3'UCD+39+2:3'UNT+6+1'UNZ+1+C000123'",
    )
    expect(findingsIn(inspect(answer?.bytes ?? new Uint8Array()))).toEqual([])
    expect(acknowledge(answer?.bytes ?? new Uint8Array(), { at })).toEqual([])
  })

  test('APERAK says of each message what was found in it, and where', () => {
    const [answer] = acknowledge(bytesOf(ORDER.with(3, "DTM+137:20261129:1029'").join('')), { at, edifact: 'APERAK' })
    expect(text(answer?.bytes)).toBe(
      "UNB+UNOC:3+SELLER:ZZZ+BUYER:ZZZ+261129:1405+A000123'UNH+1+APERAK:D:01B:UN'BGM+313+000123-1+9'DTM+137:202611291405:203'RFF+ACW:1'NAD+MS+SELLER'NAD+MR+BUYER'ERC+ZZZ'FTX+AAO+++edi/too-long:1029:DTM[1] 1 3'UNT+9+1'UNZ+1+A000123'",
    )
    expect(findingsIn(inspect(answer?.bytes ?? new Uint8Array()))).toEqual([])
    expect(acknowledge(answer?.bytes ?? new Uint8Array(), { at, edifact: 'APERAK' })).toEqual([])
  })

  test('APERAK accepts a message in which nothing was found', () => {
    const [answer] = acknowledge(bytesOf(ORDER.join('')), { at, edifact: 'APERAK' })
    expect(text(answer?.bytes)).toContain("'BGM+312+000123-1+9'")
    expect(text(answer?.bytes)).not.toContain('ERC')
  })

  test.each([
    ['997', 'AK1*PO*1~AK2*850*0001~AK5*A~AK9*A*1*1*1~'],
    ['999', 'AK1*PO*1*004010~AK2*850*0001~IK5*A~AK9*A*1*1*1~'],
    ['TA1', 'TA1*000000905*261129*1200*A*000~'],
  ] as const)('%s goes back to the sender of X12', (x12, body) => {
    const [answer] = acknowledge(bytesOf(SET), { at, x12, schemas: [schema] })
    expect(text(answer?.bytes)).toContain(body)
    expect(text(answer?.bytes)).toContain('*ZZ*SELLER         *ZZ*BUYER          *261129*1405*')
    expect(findingsIn(inspect(answer?.bytes ?? new Uint8Array()))).toEqual([])
  })
})
