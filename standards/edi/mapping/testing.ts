/** Test support: a small directory in the manner of UN/EDIFACT, with one message of header, lines and their prices. */
import type { Directory, ElementDefinition, Representation, StructureItem } from '../structure.ts'

function element(
  code: string,
  representation: Representation,
  max: number,
  codes?: readonly string[],
): ElementDefinition {
  const values = codes && { complete: false, values: new Map(codes.map((each) => [each, undefined])) }
  return { code, representation, min: 1, max, ...(values ? { codes: values } : {}) }
}

const elements = [
  element('1001', 'an', 3, ['220', '221']),
  element('1004', 'an', 35),
  element('1082', 'an', 6),
  element('2005', 'an', 3, ['137', '63']),
  element('2379', 'an', 3, ['102', '203', '205']),
  element('2380', 'an', 35),
  element('3035', 'an', 3, ['BY', 'SU']),
  element('3036', 'an', 10),
  element('3039', 'an', 35),
  element('3055', 'an', 3, ['91', 'ZZZ']),
  element('4451', 'an', 3, ['AAI']),
  element('4440', 'an', 20),
  element('5004', 'n', 8),
  element('5025', 'an', 3, ['86', '203']),
  element('5118', 'n', 15),
  element('5125', 'an', 3, ['AAA']),
  element('6060', 'an', 35),
  element('6063', 'an', 3, ['21']),
  element('6345', 'an', 3),
  element('6411', 'an', 3),
  element('N2', 'N2', 6),
]

const composites = {
  C002: ['1001'],
  C507: ['2005', '2380', '2379'],
  C080: ['3036', '3036', '3036'],
  C082: ['3039', '3055'],
  C108: ['4440'],
  C186: ['6063', '6060', '6411'],
  C509: ['5125', '5118'],
  C516: ['5025', '5004', '6345'],
}

const segments: Readonly<Record<string, readonly string[]>> = {
  BGM: ['C002', '1004'],
  DTM: ['C507'],
  FTX: ['4451', 'C108'],
  NAD: ['3035', 'C082', 'C080'],
  LIN: ['1082'],
  QTY: ['C186'],
  PRI: ['C509'],
  MOA: ['C516'],
  UNS: ['1082'],
  TDS: ['N2'],
}

const use = (tag: string, repeat = 1, mandatory = true) => ({ tag, repeat, mandatory })
const loop = (group: string, repeat: number, ...items: readonly StructureItem[]) => ({
  group,
  repeat,
  mandatory: false,
  items,
})

/** A directory with one message, `TESTER`. */
export const smallDirectory: Directory = {
  name: 'small',
  messages: new Map([
    [
      'TESTER',
      {
        ...{ type: 'TESTER', release: 'unofficial' },
        items: [
          ...[use('BGM'), use('DTM', 5), use('FTX', 3, false)],
          loop('SG1', 9, use('NAD'), use('MOA', 2, false)),
          loop(
            'SG2',
            3,
            use('LIN'),
            use('QTY', 2, false),
            use('MOA', 2, false),
            loop('SG3', 2, use('PRI'), use('DTM', 1, false)),
          ),
          ...[use('UNS'), use('MOA', 2, false), use('TDS', 1, false)],
        ],
      },
    ],
  ]),
  segments: new Map(
    Object.entries(segments).map(([tag, codes]) => [
      tag,
      { tag, elements: codes.map((code) => ({ code, mandatory: true, repeat: 1 })) },
    ]),
  ),
  composites: new Map(
    Object.entries(composites).map(([code, codes]) => [
      code,
      { code, components: codes.map((each) => ({ code: each, mandatory: true })) },
    ]),
  ),
  elements: new Map(elements.map((each) => [each.code, each])),
}
