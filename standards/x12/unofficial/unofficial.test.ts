import { compileMessage, type StructureItem } from '@entrepot/edi'
import { expect, test } from 'vitest'
import { OUTSIDE } from '../validate.ts'
import { unofficialSchemas } from './index.ts'

const [schema] = unofficialSchemas
if (!schema) throw new Error('there is one')
const { directory, groups, unofficial } = schema

test('the sets of a trade are there, each with its functional group, and marked unofficial', () => {
  expect(Object.fromEntries(groups)).toEqual({
    ...{ 850: 'PO', 855: 'PR', 856: 'SH', 810: 'IN', 304: 'SO', 315: 'QO', 820: 'RA' },
  })
  expect([directory.name, unofficial]).toEqual(['004010', true])
  for (const { release } of directory.messages.values()) expect(release).toBe('unofficial')
})

test('every set compiles for validation', () => {
  for (const type of directory.messages.keys())
    expect(() => compileMessage(directory, type, { outside: OUTSIDE })).not.toThrow()
})

test('nothing is defined that no set uses, and conditions name elements that are there', () => {
  const tagsOf = (items: readonly StructureItem[]): string[] =>
    items.flatMap((item) => ('group' in item ? tagsOf(item.items) : [item.tag]))
  const used = new Set([...directory.messages.values()].flatMap(({ items }) => tagsOf(items)))
  expect([...directory.segments.keys()].filter((tag) => !used.has(tag))).toEqual([])
  for (const { elements, conditions = [], tag } of directory.segments.values())
    for (const { positions } of conditions)
      expect([tag, Math.max(...positions) <= elements.length]).toEqual([tag, true])
  const codes = new Set([...directory.segments.values()].flatMap(({ elements }) => elements.map(({ code }) => code)))
  for (const { code, components } of directory.composites.values())
    if (codes.has(code)) for (const component of components) codes.add(component.code)
  expect([...directory.elements.keys(), ...directory.composites.keys()].filter((code) => !codes.has(code))).toEqual([])
})

test('no list of codes pretends to be complete', () => {
  for (const { codes } of directory.elements.values()) if (codes) expect(codes.complete).toBe(false)
})
