import { expect, test } from 'vitest'
import { readDocument, treeOf } from './document.ts'
import { interchange, ORDER, set, written } from './testing/samples.ts'

test('a document is its interchanges, groups and sets, each set its segments as text when they are asked for', () => {
  const text = interchange([set(ORDER), set(ORDER.slice(0, 2), '850', '0002')])
  const { interchanges, findings } = readDocument(
    new TextEncoder().encode(text + text.replaceAll('000000905', '000000906')),
  )
  expect([findings, interchanges.map(({ header }) => header.controlNumber)]).toEqual([[], ['000000905', '000000906']])
  const [first] = interchanges[0]?.groups ?? []
  expect(first?.header?.identifier).toBe('PO')
  const trees = first?.sets.map(treeOf) ?? []
  expect(trees.map(({ items }) => written(items.filter((each) => 'tag' in each)))).toEqual([ORDER, ORDER.slice(0, 2)])
  expect(first?.sets[0]?.segments.length).toBe(ORDER.length + 2)
})
