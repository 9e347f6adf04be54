import { describe, expect, test } from 'vitest'
import { isGroup } from '@entrepot/edi'
import { testSchema, TEST_SCHEMA } from '../testing/samples.ts'
import { acknowledgementSchema } from './built-in.ts'
import { readSchema } from './read-schema.ts'
import { schemaFor } from './versions.ts'

describe('schemas', () => {
  test('sets, loops, conditions and codes are read', () => {
    const { directory, groups, unofficial } = testSchema
    expect([directory.name, groups.get('850'), unofficial]).toEqual(['004010', 'PO', true])
    const items = directory.messages.get('850')?.items ?? []
    expect(items[3]).toMatchObject({ tag: 'REF', mandatory: false, repeat: 0x7fffffff, position: '0040' })
    expect(items[4]).toMatchObject({ group: 'N1', repeat: 200, items: [{ tag: 'N1', position: '0060' }, {}, {}, {}] })
    expect(directory.segments.get('N1')?.conditions).toEqual([
      { kind: 'R', positions: [2, 3] },
      { kind: 'P', positions: [3, 4] },
    ])
    expect(directory.elements.get('353')?.codes).toEqual({
      complete: true,
      values: new Map([
        ['00', 'Original'],
        ['05', 'Replace'],
      ]),
    })
    const [, , level] = directory.messages.get('856')?.items ?? []
    expect(level && 'items' in level && level.items[0]).toMatchObject({ tag: 'HL', when: { element: 3, codes: ['S'] } })
    expect(items.some((item) => isGroup({ group: '', items: [], ...item } as never))).toBe(true)
  })

  test.each([
    ['', 'schema/notation', 0],
    ['schema', 'schema/notation', 1],
    ['schema 1\n850 PO', 'schema/notation', 2],
    ['schema 1\n850 PO\n  A(', 'schema/notation', 2],
    ['schema 1\n850 PO\n  AB(CD))', 'schema/notation', 2],
    ['schema 1\n850 PO\n  AB*0', 'schema/notation', 2],
    ['schema 1\nAB 1 X(1,2)', 'schema/notation', 2],
    ['schema 1\n1 AN 2/1', 'schema/notation', 2],
    ['schema 1\n1 ID 1/1 all', 'schema/notation', 2],
    ['schema 1\n1 AN 1/1\n1 AN 1/1', 'schema/notation', 3],
    ['schema 1\n850 PO\n  AB', 'schema/unknown-reference', 1],
    ['schema 1\nAB 1', 'schema/unknown-reference', 1],
    ['schema 1\nC001 1', 'schema/unknown-reference', 1],
    [`schema 1\n${'#'.repeat(9_000_000)}`, 'schema/too-long', 1],
  ])('%j', (text, code, line) => {
    expect(readSchema(text)).toMatchObject({ ok: false, code, line })
  })

  test('a loop is not told by a code of its own', () => {
    expect(readSchema('schema 1\n856 SH\n  HL[3=S](HL)')).toMatchObject({ ok: false, code: 'schema/notation' })
  })
})

describe('versions', () => {
  const other = (name: string) => {
    const read = readSchema(TEST_SCHEMA.replace('004010', name))
    if (!read.ok) throw new Error(read.code)
    return read.schema
  }
  const schemas = [other('004010'), other('005010'), other('005010X1'), acknowledgementSchema]

  test.each([
    ['850', '004010', '004010'],
    ['850', '005010X1A2', '005010X1'],
    ['850', '005010', '005010'],
    ['850', '006020', '005010X1'],
    ['850', '004030', '004010'],
    ['850', '003050', undefined],
    ['997', '005010', '005010'],
    ['210', '004010', undefined],
  ])('%s of %s is judged by %s', (set, version, name) => {
    expect(schemaFor(schemas, { set, version })?.directory.name).toBe(name)
  })
})
