import type { Segment } from '@entrepot/edi'
import { readSchema, type Schema } from '../schema/read-schema.ts'

/** A small schema for tests: orders with a loop of parties, lines, and levels told apart by their code. */
export const TEST_SCHEMA = `
schema 004010 unofficial
850 PO | order
  ST BEG CUR? REF?*>
  N1?*200(N1 N3?*2 N4? PER?*>)
  PO1*1000(PO1 PID?*1000)
  CTT?(CTT AMT?)
  SE
856 SH | despatch
  ST BSN
  HL-S(HL[3=S] TD1?*20)
  HL-I?*>(HL[3=I] SN1)
  SE
ST 143 329
SE 96 329
BEG 353 92 324 328? 373
CUR 98 100
REF 128 127? 352? R(2,3)
N1 98 93? 66? 67? R(2,3) P(3,4)
N3 166 166?
N4 19? 156? 116? 26?
PER 366 93?
PO1 350? 330? 355? 212? 639? 235? 234? P(6,7)
PID 349 750? 559? 751? 752?
CTT 354 347?
AMT 522 782
BSN 353 396 373 337
HL 628 734? 735
TD1 103? 80?
SN1 350? 382 355
C001 355 1018?
19 AN 2/30
26 ID 2/3
66 ID 1/2
67 AN 2/80
80 N0 1/7
92 ID 2/2 some
  SA Stand-alone  NE New
93 AN 1/60
96 N0 1/10
98 ID 2/3 all
  BY Buyer  SE Seller  ST Ship to
100 ID 3/3
103 AN 3/5
116 ID 3/15
127 AN 1/30
128 ID 2/3
143 ID 3/3
156 ID 2/2
166 AN 1/55
212 R 1/17
234 AN 1/48
235 ID 2/2
324 AN 1/22
328 AN 1/30
329 AN 4/9
330 R 1/15
337 TM 4/8
347 R 1/10
349 ID 1/1
350 AN 1/20
352 AN 1/80
353 ID 2/2 all
  00 Original  05 Replace
354 N0 1/6
355 ID 2/2
366 ID 2/2
373 DT 8/8
382 R 1/10
396 AN 2/30
522 ID 1/3
559 ID 2/2
628 AN 1/12
639 ID 2/2
734 AN 1/12
735 ID 1/2
750 ID 2/3
751 AN 1/12
752 AN 1/80
782 R 1/18
1018 R 1/15
`

export const testSchema: Schema = (() => {
  const read = readSchema(TEST_SCHEMA)
  if (!read.ok) throw new Error(`${read.code} ${read.line} ${read.name ?? ''}`)
  return read.schema
})()

const pad = (text: string, width: number): string => text.padEnd(width)

/** How a test interchange is written. */
export interface Form {
  readonly element?: string
  readonly component?: string
  readonly repetition?: string
  readonly terminator?: string
  readonly version?: string
}

/** ISA with elements of the standard's widths. */
export function isa(control = '000000905', form: Form = {}): string {
  const { element = '*', component = ':', repetition = 'U', terminator = '~', version = '00401' } = form
  const widths = ['00', pad('', 10), '00', pad('', 10), 'ZZ', pad('BUYER', 15), 'ZZ', pad('SELLER', 15)]
  return `${['ISA', ...widths, '261129', '1200', repetition, version, control, '0', 'T', component].join(element)}${terminator}`
}

/** The body of an order, ST and SE left out. */
export const ORDER = [
  'BEG*00*SA*PO-1**20261129',
  'REF*CT*SC-2026-118',
  'N1*BY*UTRECHT PRACTICE SUPPLY',
  'N4*UTRECHT',
  'N1*SE*QINGDAO PRACTICE TOOLS',
  'PO1*1*2400*EA*14.85**VN*D750',
  'PID*F****IMPACT DRILL',
  'CTT*1',
]

/** One transaction set. */
export const set = (body: readonly string[], type = '850', control = '0001'): string[] => [
  `ST*${type}*${control}`,
  ...body,
  `SE*${body.length + 2}*${control}`,
]

/** An interchange with one functional group. */
export function interchange(sets: readonly (readonly string[])[], { group = 'PO', version = '004010' } = {}): string {
  const body = [
    `GS*${group}*BUYER*SELLER*20261129*1200*1*X*${version}`,
    ...sets.flat(),
    `GE*${sets.length}*1`,
    'IEA*1*000000905',
  ]
  return isa() + body.map((segment) => `${segment}~\n`).join('')
}

/** Writes segments with the usual separators. */
export const written = (segments: readonly Segment[]): string[] =>
  segments.map(({ tag, elements }) =>
    [tag, ...elements.map((repetitions) => repetitions.map((each) => each.join(':')).join('^'))].join('*'),
  )
