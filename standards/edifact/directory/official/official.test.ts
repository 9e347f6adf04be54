import type { Directory, GroupUse, StructureItem } from '@entrepot/edi'
import { describe, expect, test } from 'vitest'
import { describeUnless } from '../../../../checks/testing-programs.ts'
import { OFFICIAL, officialDirectory, officialZip, withoutOfficial } from '../testing.ts'
import { compileDirectory } from './compile.ts'
import { officialFile } from './files.ts'
import { linesOf } from './lines.ts'
import { unzipWanted } from './unzip.ts'

const SERVICE = ['UNH', 'UNT', 'UNS', 'UGH', 'UGT']

/** All files of an official zip, read by nothing of the compiler but its unzipping. */
function filesOf(zip: Uint8Array) {
  const files = unzipWanted(zip, () => true)
  if ('ok' in files) throw new Error(files.code)
  return files
}

/** An item by the names of the groups that it is in, `SG25/LIN`. */
function find(directory: Directory, type: string, path: string): StructureItem | undefined {
  let items: readonly StructureItem[] = directory.messages.get(type)?.items ?? []
  let found: StructureItem | undefined
  for (const step of path.split('/')) {
    found = items.find((item) => ('group' in item ? item.group : item.tag) === step)
    items = found && 'group' in found ? found.items : []
  }
  return found
}

const allGroups = (items: readonly StructureItem[]): GroupUse[] =>
  items.flatMap((item) => ('group' in item ? [item, ...allGroups(item.items)] : []))

describeUnless(withoutOfficial)('official directories', () => {
  describe.each(OFFICIAL)('%s', (name) => {
    test('compiles, and no message is left out', () => {
      expect(compileDirectory(officialZip(name))).toMatchObject({ ok: true, leftOut: [] })
      expect(officialDirectory(name).name).toBe(`D.${name.slice(1).toUpperCase()}`)
    })

    test('has a message for each of its message files', () => {
      const types = filesOf(officialZip(name)).flatMap(({ path }) => officialFile(path)?.type ?? [])
      expect([...officialDirectory(name).messages.keys()].sort()).toEqual(types.toSorted())
    })

    test('refers to nothing that it has not', () => {
      const { messages, segments, composites, elements } = officialDirectory(name)
      const tags = [...messages.values()].flatMap(
        ({ items }) => JSON.stringify(items).match(/(?<="tag":")[A-Z]{3}/g) ?? [],
      )
      expect([...new Set(tags)].filter((tag) => !segments.has(tag) && !SERVICE.includes(tag))).toEqual([])
      const uses = [...segments.values()].flatMap((segment) => segment.elements.map(({ code }) => code))
      const components = [...composites.values()].flatMap((composite) => composite.components.map(({ code }) => code))
      expect(uses.filter((code) => !composites.has(code) && !elements.has(code))).toEqual([])
      expect(components.filter((code) => !elements.has(code))).toEqual([])
    })

    test('has as many groups, numbered in order, as the clarification before each table describes', () => {
      const clarified = new Map<string, number>()
      for (const { path, bytes } of filesOf(officialZip(name))) {
        const type = officialFile(path)?.type
        const lines = linesOf(bytes)
        const table = lines.findIndex((line) => /^\s*Pos\s+Tag\s+Name/.test(line))
        const numbers = lines
          .slice(0, table)
          .flatMap((line) => /^[\d\s+*#|X-]*Segment group (\d+):/i.exec(line)?.[1] ?? [])
        if (type !== undefined) clarified.set(type, Math.max(0, ...numbers.map(Number)))
      }
      for (const [type, { items }] of officialDirectory(name).messages) {
        const groups = allGroups(items).map(({ group }) => group)
        expect({ type, groups }).toEqual({ type, groups: groups.map((_, i) => `SG${i + 1}`) })
        expect({ type, count: groups.length }).toEqual({ type, count: clarified.get(type) })
      }
    })

    test('gives each component the representation that its segment list repeats', () => {
      const { elements } = officialDirectory(name)
      const lists = filesOf(officialZip(name)).filter(({ path }) => officialFile(path)?.part === 'segments')
      const stated = lists.flatMap(({ bytes }) =>
        linesOf(bytes).flatMap((line) => {
          const [, code = '', representation = '', variable, max] =
            /^[\s\d+*#|X-]*?(\d{4})\s.*\s(an?|n)(\.\.)?(\d+)\s*$/.exec(line) ?? []
          return code === ''
            ? []
            : [{ code, representation, min: variable === undefined ? Number(max) : 1, max: Number(max) }]
        }),
      )
      expect(stated.length).toBeGreaterThan(700)
      for (const each of stated) expect(elements.get(each.code)).toMatchObject(each)
    })

    test('has as many code values as there are lines that begin where codes stand', () => {
      const lists = filesOf(officialZip(name)).filter(({ path }) => officialFile(path)?.part === 'codes')
      const blocks = lists.flatMap(({ bytes }) =>
        linesOf(bytes)
          .join('\n')
          .split(/\n[-Ä]{20,}/),
      )
      const count = blocks.reduce((sum, block) => sum + codeLines(block, name === 'd96a' ? 10 : 11), 0)
      const values = [...officialDirectory(name).elements.values()].reduce(
        (sum, { codes }) => sum + (codes?.values.size ?? 0),
        0,
      )
      expect(values).toBe(count)
      expect(count).toBeGreaterThan(6000)
    })
  })

  /** Lines after the representation and its notes whose text begins left of where names stand. */
  function codeLines(block: string, nameColumn: number): number {
    const [, codes = ''] = block.split(/\n[ +*#|X-]*Repr:.*\n/)
    const withoutNotes = codes.replace(/(?:^|\n)[ +*#|X-]*Note:[^]*?(?=\n\s*\n|$)/g, '')
    return withoutNotes.split('\n').filter((line) => line.trim() !== '' && line.slice(1).search(/\S/) + 1 < nameColumn)
      .length
  }

  test.each([
    ['d96a', 'ORDERS', 'SG25', { mandatory: false, repeat: 200_000, position: '0930' }],
    ['d96a', 'ORDERS', 'SG25/SG35/SG38/COM', { mandatory: false, repeat: 5, position: '1590' }],
    ['d96a', 'ORDERS', 'SG25/SG39/SG44/MOA', { mandatory: false, repeat: 1, position: '1780' }],
    ['d96a', 'ORDRSP', 'UNT', { mandatory: true, repeat: 1 }],
    ['d01b', 'ORDERS', 'SG28/SG58/SG59/COM', { mandatory: false, repeat: 5, position: '2320' }],
    ['d01b', 'ORDERS', 'SG60/MOA', { mandatory: true, repeat: 2, position: '2390' }],
    ['d01b', 'ORDERS', 'UNS', { mandatory: true, repeat: 1, position: '2330' }],
    ['d14b', 'QALITY', 'UNH', { mandatory: true, repeat: 1, position: '00010' }],
    ['d21b', 'VERMAS', 'SG4/SG7/SG8/SG9/COM', { mandatory: false, repeat: 9, position: '00300' }],
    ['d21b', 'VERMAS', 'SG4/SG5/DTM', { mandatory: false, repeat: 9, position: '00190' }],
  ] as const)('%s has in %s at %s what its table draws', (name, type, path, place) => {
    expect(find(officialDirectory(name), type, path)).toMatchObject(place)
  })

  test('a segment whose name is wrapped in the table is where it belongs', () => {
    for (const [name, position] of [
      ['d01b', '0510'],
      ['d21b', '00510'],
    ] as const) {
      const text = JSON.stringify(officialDirectory(name).messages.get('QALITY'))
      expect(text).toContain(`{"tag":"SPS","mandatory":false,"repeat":10,"position":"${position}"}`)
    }
  })

  test.each([
    ['d96a', 'ALI', '3239? 9213? 4183? 4183? 4183? 4183? 4183?'],
    ['d01b', 'ADR', 'C817? C090? 3164? 3251? 3207? C819?*5 C517?*5'],
    ['d01b', 'DTM', 'C507'],
    ['d21b', 'BGM', 'C002? C106? 1225? 4343? 1373? 3453?'],
  ] as const)('%s: %s is made of %s', (name, tag, uses) => {
    const written = officialDirectory(name)
      .segments.get(tag)
      ?.elements.map(
        ({ code, mandatory, repeat }) => `${code}${mandatory ? '' : '?'}${repeat === 1 ? '' : `*${repeat}`}`,
      )
    expect(written?.join(' ')).toBe(uses)
  })

  test.each([
    ['d96a', '1000', 'an', 1, 35],
    ['d96a', '0001', undefined, undefined, undefined],
    ['d01b', '1050', 'an', 1, 10],
    ['d01b', '7106', 'n', 3, 3],
    ['d14b', '1490', 'n', 1, 5],
    ['d21b', '1004', 'an', 1, 70],
  ] as const)('%s: element %s is %s, %s to %s characters', (name, code, representation, min, max) => {
    const element = officialDirectory(name).elements.get(code)
    expect(element && { representation: element.representation, min: element.min, max: element.max }).toEqual(
      representation && { representation, min, max },
    )
  })

  test('code values are exact: those that are there, and none besides', () => {
    const codes = (name: (typeof OFFICIAL)[number], code: string) => officialDirectory(name).elements.get(code)?.codes
    expect(codes('d01b', '1001')?.values.has('380')).toBe(true)
    expect(codes('d01b', '1001')?.values.has('749')).toBe(false)
    expect(codes('d21b', '1001')?.values.has('749')).toBe(true)
    expect(codes('d96a', '4439')?.values.has('10')).toBe(true)
    expect(codes('d01b', '6345')).toBeUndefined()
    expect(codes('d01b', '9417')).toMatchObject({ complete: true, values: { size: 5 } })
    expect(codes('d01b', '3055')?.values.get('275')).toMatch(/ñ/)
    expect(codes('d01b', '3055')?.values.get('287')).toMatch(/für.*\)$/)
  })

  test('a dependency note among a segment’s elements is kept as a condition', () => {
    expect(officialDirectory('d14b').segments.get('TDT')?.conditions).toEqual([{ kind: 'C', positions: [4, 3] }])
    expect(officialDirectory('d01b').segments.get('TDT')?.conditions).toBeUndefined()
  })
})
