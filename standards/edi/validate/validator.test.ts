import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Findings } from '../findings.ts'
import type { Finding } from '../finding.ts'
import type { ElementDefinition, ElementUse } from '../structure.ts'
import type { Segment } from '../tree.ts'
import { directoryOf, findingsIn, LATIN_1, SEPARATORS_3, structureOf, textOf, tokensOf } from '../testing/index.ts'
import { compileMessage } from './compile.ts'
import { keepSegment } from './kept-segment.ts'
import { TreeBuilder } from './message-tree.ts'
import { createValidator } from './validator.ts'

const STRUCTURE = structureOf(
  'BGM DTM*5 SG1?*9(RFF DTM?*2) SG2?*9(NAD LOC?*5 SG3?*9(RFF DTM?)) UNS SG4?*9999(LIN QTY SG5?*2(LOC QTY?)) CNT?',
)
const DIRECTORY = directoryOf(STRUCTURE)
const TAGS = ['BGM', 'DTM', 'RFF', 'NAD', 'LOC', 'UNS', 'LIN', 'QTY', 'CNT', 'XYZ', 'TOOLONG', '1', '']

const use = (code: string): ElementUse => ({ code, mandatory: false, repeat: 1 })
const bodyOf = (tags: string): string =>
  tags
    .split(' ')
    .map((tag) => `${tag}+1'`)
    .join('')
const message = compileMessage(DIRECTORY, 'TESTER')

interface Heard {
  readonly findings: readonly Finding[]
  readonly events: readonly string[]
}

/** Validates tokens given in pieces of so many segments. */
function hear(body: string, pieces: readonly number[] = [], limit?: number): Heard {
  if (message === undefined) throw new Error('no message')
  const tokens = tokensOf(body, SEPARATORS_3)
  const findings = new Findings(limit)
  const events: string[] = []
  const validator = createValidator(message, {
    findings,
    separators: SEPARATORS_3,
    characters: LATIN_1,
    segmentOf: (given, segment) => keepSegment(given, segment, LATIN_1),
    handler: {
      beginGroup: (group, repetition) => events.push(`${group}[${repetition}](`),
      endGroup: (group) => events.push(`)${group}`),
      segment: ({ tag }, placed) => events.push(placed ? tag : `?${tag}`),
    },
  })
  validator.begin()
  let at = 0
  for (const piece of pieces) {
    const to = Math.min(tokens.count, at + piece)
    validator.segments(tokens, at, to)
    at = to
  }
  validator.segments(tokens, at, tokens.count)
  validator.end(tokens.bytes.length)
  return { findings: findings.list, events }
}

describe('groups are told as they begin and end', () => {
  test.each([
    ['BGM DTM UNS', 'BGM DTM UNS'],
    ['BGM DTM RFF DTM RFF UNS', 'BGM DTM SG1[1]( RFF DTM )SG1 SG1[2]( RFF )SG1 UNS'],
    [
      'BGM DTM NAD RFF RFF DTM NAD UNS',
      'BGM DTM SG2[1]( NAD SG3[1]( RFF )SG3 SG3[2]( RFF DTM )SG3 )SG2 SG2[2]( NAD )SG2 UNS',
    ],
    ['BGM DTM XYZ UNS LIN QTY LOC', 'BGM DTM ?XYZ UNS SG4[1]( LIN QTY SG5[1]( LOC )SG5 )SG4'],
  ])('%s', (tags, expected) => {
    expect(hear(bodyOf(tags)).events.join(' ')).toBe(expected)
  })

  test('the tree has the groups, and the segments as they stand', () => {
    if (message === undefined) throw new Error('no message')
    const builder = new TreeBuilder('TESTER')
    const validator = createValidator(message, {
      findings: new Findings(),
      separators: SEPARATORS_3,
      characters: LATIN_1,
      handler: builder,
      segmentOf: (tokens, segment) => keepSegment(tokens, segment, LATIN_1),
    })
    const tokens = tokensOf("BGM'DTM+137?::2026'RFF+ON:1'UNS+S'", SEPARATORS_3)
    validator.begin()
    validator.segments(tokens, 0, tokens.count)
    tokens.bytes.fill(0)
    validator.end(0)
    expect(builder.tree()).toEqual({
      type: 'TESTER',
      items: [
        { tag: 'BGM', elements: [] },
        { tag: 'DTM', elements: [[['137:', '2026']]] },
        { group: 'SG1', items: [{ tag: 'RFF', elements: [[['ON', '1']]] }] },
        { tag: 'UNS', elements: [[['S']]] },
      ],
    })
  })
})

describe('paths name groups and segments with their repetitions', () => {
  test.each([
    ['BGM DTM UNS LIN QTY LIN QTY LOC QTY LIN LIN QTY', ['SG4[3]/QTY[1]']],
    ['BGM DTM DTM DTM DTM DTM DTM UNS', ['DTM[6]']],
    ['BGM DTM NAD RFF XYZ UNS', ['SG2[1]/SG3[1]/XYZ[1]']],
    ['BGM DTM NAD LOC NAD RFF DTM DTM UNS', ['SG2[2]/SG3[1]/DTM[2]']],
    ['', ['BGM[1]', 'DTM[1]', 'UNS[1]']],
  ])('%s', (tags, paths) => {
    const body = tags === '' ? '' : bodyOf(tags)
    expect(findingsIn(DIRECTORY, 'TESTER', body).map(({ path }) => path)).toEqual(paths)
  })

  test('of a value that is wrong in a segment whose place is settled later', () => {
    const findings = findingsIn(DIRECTORY, 'TESTER', `${bodyOf('BGM DTM NAD LOC NAD')}RFF+${'9'.repeat(36)}'UNS+S'`)
    expect(findings).toMatchObject([{ code: 'edi/too-long', path: 'SG2[2]/SG3[1]/RFF[1]', segment: 7 }])
  })
})

const tags = fc.array(fc.constantFrom(...TAGS), { maxLength: 300 })

test('pieces make no difference', () => {
  fc.assert(
    fc.property(tags, fc.array(fc.integer({ min: 0, max: 40 })), (order, pieces) => {
      const body = bodyOf(order.join(' '))
      expect(hear(body, pieces)).toEqual(hear(body))
    }),
  )
})

test('every segment is told once, in its order, whatever comes', () => {
  fc.assert(
    fc.property(tags, (order) => {
      const { events } = hear(bodyOf(order.join(' ')))
      const told = events.filter((event) => !/[()]/.test(event)).map((event) => event.replace('?', ''))
      expect(told).toEqual(order.length === 0 ? [''] : order)
      let depth = 0
      for (const event of events) {
        if (event.endsWith('(')) depth++
        else if (event.startsWith(')')) depth--
        expect(depth).toBeGreaterThanOrEqual(0)
      }
      expect(depth).toBe(0)
    }),
  )
})

test('random bytes and random tokens never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const text = Uint8Array.from([...bytes, 0x27])
      const tokens = tokensOf(text, SEPARATORS_3)
      const findings = new Findings()
      if (message === undefined) throw new Error('no message')
      const validator = createValidator(message, { findings, separators: SEPARATORS_3, characters: LATIN_1 })
      validator.begin()
      validator.segments(tokens, 0, tokens.count)
      validator.end(text.length)
      for (const { offset, segment, path } of findings.list) {
        expect(offset).toBeLessThanOrEqual(text.length)
        expect(segment).toBeGreaterThan(1)
        expect(path).not.toBe('')
      }
    }),
    { numRuns: 2000 },
  )
})

describe('a message in which nothing is right', () => {
  /** Wrong from beginning to end, in a hundred different ways. */
  const wrong = (length: number): Segment[] =>
    Array.from({ length }, (_, i) => ({ tag: TAGS[(i * 7 + (i >> 3) * 5) % 10] ?? '', elements: [[['1']]] }))
  /** The best of three, so that what else runs here counts little. */
  const cpuMsFor = (length: number, limit: number | undefined): number => {
    const body = textOf(wrong(length), SEPARATORS_3)
    const times = [1, 2, 3].map(() => {
      const before = process.cpuUsage()
      findingsIn(DIRECTORY, 'TESTER', body, { findings: new Findings(limit) })
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    return Math.min(...times)
  }

  test.each([
    ['explained', Number.MAX_SAFE_INTEGER],
    ['counted', 100],
  ])('costs time in proportion to its length: %s', (_, limit) => {
    cpuMsFor(10_000, limit)
    expect(cpuMsFor(80_000, limit)).toBeLessThan(8 * 4 * Math.max(cpuMsFor(10_000, limit), 5))
  })

  test('has no more findings than are kept, and the rest are counted', () => {
    const findings = new Findings(10)
    const all = findingsIn(DIRECTORY, 'TESTER', wrong(3_000), { findings: new Findings(100_000) })
    findingsIn(DIRECTORY, 'TESTER', wrong(3_000), { findings })
    expect(findings.list).toHaveLength(10)
    expect(all).toHaveLength(0)
    expect(findings.omitted).toBeGreaterThan(500)
  })
})

test('a megabyte in one value, in a tag, in a number or in a code is one finding each', () => {
  const element = { code: 'n', representation: 'n', min: 1, max: 9 } as const
  const codes = { complete: true, values: new Map([['LONGER-THAN-8', undefined]]) }
  const directory = {
    ...directoryOf(structureOf('BGM*9@1=SU')),
    segments: new Map([['BGM', { tag: 'BGM', elements: ['4440', 'n', 'c'].map((code) => use(code)) }]]),
    elements: new Map(
      [
        element,
        { code: '4440', representation: 'an', min: 1, max: 35 },
        { ...element, code: 'c', representation: 'an', codes },
      ].map((one) => [one.code, one as ElementDefinition]),
    ),
  }
  const long = 'SU'.repeat(500_000)
  const found = (body: string) =>
    findingsIn(directory, 'TESTER', body).map(({ code, tag }) => `${code.slice(4)} ${tag}`)
  expect(found(`BGM+SU'BGM+SU+${'1'.repeat(1_000_000)}'`)).toEqual(['too-long BGM'])
  expect(found(`BGM+SU'BGM+SU++${long}'`)).toEqual(['too-long BGM'])
  expect(found(`BGM+SU'BGM+${long}'`)).toEqual(['too-long BGM'])
  expect(found(`BGM+SU'${long}'`)).toEqual(['segment-unknown SUSUSUSUSUSUSUSU'])
  expect(found(`BGM+SU'BGM+SU${'+'.repeat(1_000_000)}'`)).toEqual(['trailing-separator BGM'])
})

describe('where codes tell places apart', () => {
  const structure = structureOf(
    'BHT HL1*9(HL@3=S TD5? HL2*9(HL@3=O PRF HL3*9(HL@3=I LIN SN1?))) CTT? N1A?(N1@1=SU N3?) N1B?(N1@1=BY,BU N4)',
  )
  const directory = directoryOf(structure)
  const found = (body: string) =>
    findingsIn(directory, 'TESTER', body).map(({ code, path, element }) =>
      `${code.slice(4)} ${path} ${element ?? ''}`.trim(),
    )

  test.each([
    ["BHT'HL+1++S'TD5'HL+2+1+O'PRF'HL+3+2+I'LIN'SN1'HL+4+2+I'LIN'HL+5+1+O'PRF'HL+6+5+I'LIN'CTT'", []],
    ["BHT'HL+1++S'HL+2+1+O'PRF'HL+3+2+I'LIN'HL+4++S'HL+5+4+O'PRF'HL+6+5+I'LIN'N1+BU'N4'", []],
    ["BHT'HL+1++S'HL+2+1+O'PRF'HL+3+2+I'LIN'N1+SU'N3'N1+BY'N4'", []],
    ["BHT'HL+1++S'HL+2+1+O'PRF'HL+3+2+X'LIN'CTT'", ['code-unknown HL1[1]/HL2[1]/HL3[1]/HL[1] 3']],
    [
      "BHT'HL+1++S'HL+2+1+O'PRF'HL+3+2+I'LIN'N1+BY'N4'N1+SU'N3'",
      ['segment-unexpected N1B[1]/N1[1]', 'segment-unexpected N1B[1]/N3[1]'],
    ],
    ["BHT'HL+1++S'HL+3+1+I'LIN'CTT'", ['segment-missing HL1[1]/HL2[1]/HL[1]']],
  ])('%s', (body, expected) => {
    expect(found(body)).toEqual(expected)
  })
})
