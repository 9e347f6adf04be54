import { expect, test } from 'vitest'
import { documents } from './index.ts'
import type { Block, Pair } from './layout.ts'

const all = [...documents.values()].map((definition) => [definition.definition, definition] as const)

/** Names of fields that a block shows: `number`, `lines/amount`. */
function placed(block: Block): string[] {
  if ('boxes' in block) return block.boxes.flat().flatMap(({ fields }) => fields)
  if ('pairs' in block) return block.pairs.flatMap(placedByPair)
  if ('words' in block) return []
  const { table, columns, totals = {} } = block
  return [...Object.keys(columns).map((column) => `${table}/${column}`), ...Object.values(totals)]
}

function placedByPair(pair: Pair): string[] {
  if (typeof pair === 'string') return [pair]
  return 'table' in pair ? [`${pair.table}/${pair.column}`] : []
}

/** Fields that stand in the data alone, because another field of the page says the same. */
const IN_DATA_ALONE: Readonly<Record<string, readonly string[]>> = {
  // The container's number stands in the table of containers; examiners compare the field.
  'bill-of-lading/1': ['container'],
}

test.each(all)('every field of %s has a place on paper, and every place has its field', (name, definition) => {
  const { fields, tables = {}, layout } = definition
  const defined = [
    ...Object.keys(fields),
    ...Object.entries(tables).flatMap(([table, { columns }]) => Object.keys(columns).map((each) => `${table}/${each}`)),
  ]
  const onPaper = new Set([...layout.blocks.flatMap(placed), ...(IN_DATA_ALONE[name] ?? [])])
  expect(defined.filter((field) => !onPaper.has(field) && !/(Place|Country|Registration)$/.test(field))).toEqual([])
  expect([...onPaper].filter((field) => !defined.includes(field))).toEqual([])
})

test.each(all)(
  'every sentence of %s is printed, and every printed sentence is its own',
  (_, { layout, wording = {} }) => {
    const printed = new Set(
      layout.blocks.flatMap((block) => {
        if ('words' in block) return block.words
        if ('boxes' in block) return block.boxes.flat().flatMap(({ words = [] }) => words)
        if (!('pairs' in block)) return []
        return block.pairs.flatMap((pair) =>
          typeof pair === 'object' && 'words' in pair ? [pair.label, pair.words] : [],
        )
      }),
    )
    expect([...printed].toSorted()).toEqual(Object.keys(wording).toSorted())
  },
)

test.each(all)('a row of boxes of %s fills the width of the page', (_, { layout }) => {
  for (const block of layout.blocks)
    if ('boxes' in block)
      for (const row of block.boxes) expect(row.reduce((width, { span }) => width + span, 0)).toBe(12)
})

test('codes are those of UN/EDIFACT 1001 for the fourteen documents of the trade', () => {
  expect(Object.fromEntries(all.map(([name, { code }]) => [name.split('/')[0], code]))).toEqual({
    quotation: '310',
    'sale-contract': '315',
    'purchase-order': '220',
    'documentary-credit': '465',
    'export-licence': '811',
    'packing-list': '271',
    'commercial-invoice': '380',
    'insurance-certificate': '520',
    'certificate-of-origin': '861',
    'export-declaration': '830',
    'bill-of-lading': '705',
    draft: '490',
    'import-declaration': '929',
    'tax-assessment': '965',
  })
})
