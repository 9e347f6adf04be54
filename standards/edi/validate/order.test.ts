import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StructureItem } from '../structure.ts'
import { directoryOf, findingsIn, isAllowedOrder, Random, structureOf } from '../testing/index.ts'

/** What is found in an order of tags, as `code tag@position`; the header is 1. */
function found(notation: string, tags: string): string[] {
  const structure = structureOf(notation)
  const body = tags.split(' ').map((tag) => `${tag}'`)
  return findingsIn(directoryOf(structure), structure.type, body.join('')).map(
    ({ code, tag, segment }) => `${code.slice(4)} ${tag}@${segment}`,
  )
}

const ORDERS =
  'BGM DTM*5 RFF? SG1?*9(RFF DTM?*2) SG2?*9(NAD LOC?*5 SG3?*9(RFF DTM?)) UNS SG4?*9(LIN QTY SG5?*2(LOC QTY?)) CNT?'

describe('an order that the structure allows', () => {
  test.each([
    ['what is mandatory alone', ORDERS, 'BGM DTM UNS'],
    ['groups, nested groups, and again', ORDERS, 'BGM DTM DTM RFF RFF DTM NAD LOC RFF DTM RFF NAD UNS LIN QTY CNT'],
    ['the same trigger at two levels', ORDERS, 'BGM DTM RFF RFF NAD RFF DTM RFF UNS'],
    [
      'a trigger that repeats in peer groups',
      'BGM SG1?*2(RFF DTM?) SG2?*9(RFF MOA)',
      'BGM RFF DTM RFF RFF MOA RFF MOA',
    ],
    ['the same, where only the second can hold it', 'BGM SG1?*9(RFF DTM?) SG2(RFF MOA)', 'BGM RFF RFF MOA'],
    ['a segment, then a group that begins with it', 'BGM FTX?*2 SG1?*3(FTX LOC)', 'BGM FTX FTX LOC FTX LOC'],
    ['a group that begins with a group', 'BGM SG1?*3(SG2*2(NAD LOC?) TDT?)', 'BGM NAD LOC NAD TDT NAD'],
  ])('%s', (_, notation, tags) => {
    expect(found(notation, tags)).toEqual([])
  })
})

describe('one mistake is one finding, where it was made', () => {
  test.each([
    ['a mandatory segment missing', ORDERS, 'BGM DTM NAD LIN QTY', ['segment-missing UNS@5']],
    ['the first one missing', ORDERS, 'DTM UNS LIN QTY', ['segment-missing BGM@2']],
    ['the last one missing', ORDERS, 'BGM DTM', ['segment-missing UNS@4']],
    ['a mandatory segment of a group missing', ORDERS, 'BGM DTM UNS LIN LIN QTY', ['segment-missing QTY@6']],
    ['a mandatory group missing', 'BGM SG1*3(NAD LOC) CNT', 'BGM CNT', ['group-missing NAD@3']],
    ['a segment too often', ORDERS, 'BGM BGM DTM UNS', ['segment-too-many BGM@3']],
    [
      'a group too often',
      'BGM SG1?*2(NAD LOC) CNT',
      'BGM NAD LOC NAD LOC NAD LOC NAD LOC CNT',
      ['group-too-many NAD@7'],
    ],
    ['a segment that is not of the message', ORDERS, 'BGM DTM XYZ UNS', ['segment-unknown XYZ@4']],
    ['a segment that belongs elsewhere', ORDERS, 'BGM DTM QTY NAD LOC UNS', ['segment-unexpected QTY@4']],
    ['two neighbours swapped', ORDERS, 'DTM BGM NAD UNS', ['segment-unexpected DTM@2']],
    ['the trigger of a group missing', ORDERS, 'BGM DTM NAD LOC RFF LOC LOC RFF NAD UNS', ['segment-missing NAD@7']],
    ['a mandatory segment under a wrong tag', ORDERS, 'BGM XTM NAD UNS', ['segment-unknown XTM@3']],
    ['a trigger under a wrong tag', ORDERS, 'BGM DTM UNS XIN QTY LOC LIN QTY', ['segment-unknown XIN@5']],
    [
      'a segment far ahead of its place, which could stand there alone',
      ORDERS,
      'BGM DTM UNS RFF NAD LOC RFF DTM NAD LOC UNS LIN QTY',
      ['segment-unexpected UNS@4'],
    ],
  ])('%s', (_, notation, tags, findings) => {
    expect(found(notation, tags)).toEqual(findings)
  })

  test('a message without its section separator is one finding, however long', () => {
    const items = Array.from({ length: 236 }, () => 'LIN QTY LOC').join(' ')
    expect(found(ORDERS.replace('*9(LIN', '*9999(LIN'), `BGM DTM NAD ${items} CNT`)).toEqual(['segment-missing UNS@5'])
  })
})

const TAGS = ['AAA', 'BBB', 'CCC', 'DDD'] as const

const segmentUse = fc.record({
  tag: fc.constantFrom(...TAGS),
  mandatory: fc.boolean(),
  repeat: fc.integer({ min: 1, max: 3 }),
})
const { items: structureItems } = fc.letrec<{ items: StructureItem[]; group: StructureItem }>((tie) => ({
  items: fc.array(fc.oneof({ depthSize: 'small' }, segmentUse, tie('group')), { minLength: 1, maxLength: 4 }),
  group: fc
    .tuple(segmentUse, tie('items'), fc.boolean(), fc.integer({ min: 1, max: 3 }))
    .map(([trigger, items, mandatory, repeat]) => ({
      group: 'SG',
      mandatory,
      repeat,
      items: [{ ...trigger, mandatory: true, repeat: 1 }, ...items],
    })),
}))

/** A structure in which three tags mean many things, and an order that it allows. */
function ambiguous(random: Random): { readonly items: StructureItem[]; readonly tags: string[] } {
  const limits = () => ({ mandatory: random.chance(0.3), repeat: random.between(1, 4) })
  const segment = () => ({ tag: random.pick(TAGS.slice(0, 3)), ...limits() })
  const make = (depth: number): StructureItem[] =>
    Array.from({ length: random.between(1, 4) }, () => {
      if (depth === 0 || random.chance(0.55)) return segment()
      const trigger = { ...segment(), mandatory: true, repeat: 1 }
      return { group: 'SG', ...limits(), items: [trigger, ...make(depth - 1)] }
    })
  const draw = (items: readonly StructureItem[]): string[] =>
    items.flatMap((item) => {
      let count = item.mandatory || random.chance(0.4) ? 1 : 0
      while (count > 0 && count < item.repeat && random.chance(0.4)) count++
      return Array.from({ length: count }, () => ('tag' in item ? [item.tag] : draw(item.items))).flat()
    })
  const items = make(3)
  return { items, tags: draw(items) }
}

test('an order that an ambiguous structure allows is found right in 99.8 % of them, even where it shows only later', () => {
  const random = new Random(1)
  const wrong: string[] = []
  for (let count = 0; count < 1500; count++) {
    const { items, tags } = ambiguous(random)
    const structure = { type: 'TESTER', release: 'test', items }
    const findings = findingsIn(directoryOf(structure), 'TESTER', tags.map((tag) => `${tag}'`).join(''))
    if (findings.length > 0) wrong.push(`${JSON.stringify(items)} ${tags.join(' ')}`)
  }
  // What is reconsidered is bounded. In one of some thousands of such structures, far more ambiguous than any real one, it does not reach.
  expect(wrong.length, wrong[0]).toBeLessThanOrEqual(3)
})

test('nothing is found in an order if, and only if, the structure allows it', () => {
  fc.assert(
    fc.property(structureItems, fc.array(fc.constantFrom(...TAGS), { maxLength: 9 }), (items, tags) => {
      const structure = { type: 'TESTER', release: 'test', items }
      const findings = findingsIn(directoryOf(structure), 'TESTER', tags.map((tag) => `${tag}'`).join(''))
      expect(findings.length === 0).toBe(isAllowedOrder(structure, tags))
    }),
    { numRuns: 3000 },
  )
})
