import type { Directory, StructureItem } from '@entrepot/edi'
import { describe, expect, test } from 'vitest'
import { describeUnless } from '../../../../checks/testing-programs.ts'
import { officialDirectory, withoutOfficial } from '../testing.ts'
import { CODES_OF_OTHERS } from './d01b-codes-transport.ts'
import { builtInDirectories, builtInDirectory, serviceDirectory } from './index.ts'

const MESSAGES =
  'APERAK COREOR CREADV CUSDEC CUSRES DESADV DOCADV DOCAPP DOCINF IFTMAN IFTMBC IFTMBF IFTMCS IFTMIN IFTSTA INVOIC ORDERS ORDRSP PAYORD QUOTES REQOTE SANCRT'
const SERVICE = ['UNH', 'UNT', 'UNS']
const others = new Set(CODES_OF_OTHERS.split('\n').flatMap((line) => /^\d{4}/.exec(line) ?? []))

/** Names are the original's; ours has none. */
const nameless = (key: string, value: unknown): unknown => (key === 'name' || key === 'codes' ? undefined : value)
const facts = (value: unknown): unknown => JSON.parse(JSON.stringify(value, nameless) ?? 'null')

const tagsOf = (items: readonly StructureItem[]): string[] =>
  items.flatMap((item) => ('group' in item ? tagsOf(item.items) : [item.tag]))

test('the messages of a trade are built in, as D.01B has them, and verified gross mass as D.21B', () => {
  expect([...builtInDirectory.messages.keys()].sort().join(' ')).toBe(MESSAGES)
  expect(builtInDirectories.map(({ name }) => name)).toEqual(['D.01B', 'D.21B'])
  expect([...(builtInDirectories[1]?.messages.keys() ?? [])]).toEqual(['VERMAS'])
})

describe.each([...builtInDirectories, serviceDirectory('3'), serviceDirectory('4')])(
  '$name',
  (directory: Directory) => {
    test('every segment of a message, and all that it is made of, is there', () => {
      const { segments, composites, elements } = directory
      const tags = [...directory.messages.values()].flatMap(({ items }) => tagsOf(items))
      expect(tags.filter((tag) => !segments.has(tag) && !SERVICE.includes(tag))).toEqual([])
      const uses = [...segments.values()].flatMap((segment) => segment.elements)
      expect(uses.filter(({ code }) => !composites.has(code) && !elements.has(code))).toEqual([])
      const components = [...composites.values()].flatMap((composite) => composite.components)
      expect(components.filter(({ code }) => !elements.has(code))).toEqual([])
    })

    test('nothing is there that no message uses', () => {
      const tags = new Set([...directory.messages.values()].flatMap(({ items }) => tagsOf(items)))
      const enveloped = [...directory.segments.keys()].filter((tag) => !tags.has(tag) && !/^U[NG][A-Z]$/.test(tag))
      expect(enveloped).toEqual([])
      const used = new Set([...directory.segments.values()].flatMap(({ elements }) => elements.map(({ code }) => code)))
      for (const code of used)
        for (const component of directory.composites.get(code)?.components ?? []) used.add(component.code)
      expect([...directory.composites.keys(), ...directory.elements.keys()].filter((code) => !used.has(code))).toEqual(
        [],
      )
    })

    test('a group begins with its trigger, and groups are numbered in order', () => {
      for (const { items } of directory.messages.values()) {
        const numbers: number[] = []
        const walk = (of: readonly StructureItem[]): void => {
          for (const item of of) {
            if (!('group' in item)) continue
            numbers.push(Number(item.group.slice(2)))
            expect(item.items[0]).toMatchObject({ mandatory: true, repeat: 1, tag: expect.any(String) })
            walk(item.items)
          }
        }
        walk(items)
        expect(numbers).toEqual(numbers.map((_, i) => i + 1))
      }
    })
  },
)

describeUnless(withoutOfficial)('built-in tables beside the originals', () => {
  describe.each([
    ['D.01B', 'd01b', builtInDirectories[0]!],
    ['D.21B', 'd21b', builtInDirectories[1]!],
  ] as const)('%s', (_, zip, ours) => {
    test('each message has the same segments and groups, with status, repetition and position', () => {
      const original = officialDirectory(zip)
      for (const [type, message] of ours.messages) expect(facts(message)).toEqual(facts(original.messages.get(type)))
    })

    test('each segment and composite has the same elements, with status and repetition', () => {
      const original = officialDirectory(zip)
      for (const [tag, segment] of ours.segments) expect(facts(segment)).toEqual(facts(original.segments.get(tag)))
      for (const [code, composite] of ours.composites)
        expect(facts(composite)).toEqual(facts(original.composites.get(code)))
    })

    test('each data element has the same representation', () => {
      const original = officialDirectory(zip)
      for (const [code, element] of ours.elements) expect(facts(element)).toEqual(facts(original.elements.get(code)))
    })

    test('each code exists, and none of our lists pretends to be complete', () => {
      const original = officialDirectory(zip)
      for (const [code, { codes }] of ours.elements) {
        const list = original.elements.get(code)?.codes?.values ?? new Map()
        const unknown = others.has(code) ? [] : [...(codes?.values.keys() ?? [])].filter((value) => !list.has(value))
        expect({ code, unknown, complete: codes?.complete ?? false }).toEqual({ code, unknown: [], complete: false })
      }
    })
  })
})
