import type { Directory, MessageStructure, StructureItem } from '../structure.ts'

/**
 * Reads a structure in a compact notation: `BGM DTM?*35 SG1?*9(RFF DTM?*5)`; `?` is conditional, `*` repeats, `@1=SU,BY` may stand
 * where element 1 is one of the codes.
 */
export function structureOf(notation: string, type = 'TESTER'): MessageStructure {
  const tokens = notation.match(/[A-Z0-9]+[^\s()]*|[()]/g) ?? []
  let at = 0
  const items = (): StructureItem[] => {
    const found: StructureItem[] = []
    for (let token = tokens[at]; token !== undefined && token !== ')'; token = tokens[at]) {
      at++
      const isGroup = tokens[at] === '('
      if (isGroup) at++
      found.push(item(token, isGroup ? items() : undefined))
      if (isGroup) at++
    }
    return found
  }
  return { type, release: 'test', items: items() }
}

function item(token: string, items: StructureItem[] | undefined): StructureItem {
  const [, name = '', conditional, repeat = '1', element, codes = ''] =
    /^([A-Z0-9]+)(\?)?(?:\*(\d+))?(?:@(\d+)=(\S+))?$/.exec(token) ?? []
  const use = { mandatory: conditional === undefined, repeat: Number(repeat) }
  if (items !== undefined) return { group: name, ...use, items }
  if (element === undefined) return { tag: name, ...use }
  return { tag: name, ...use, when: { element: Number(element), codes: codes.split(',') } }
}

/** A directory of one structure, in which each segment holds one text. */
export function directoryOf(structure: MessageStructure): Directory {
  const tags = new Set<string>()
  const collect = (items: readonly StructureItem[]): void => {
    for (const use of items) {
      if ('tag' in use) tags.add(use.tag)
      else collect(use.items)
    }
  }
  collect(structure.items)
  const text = { code: '4440', mandatory: false, repeat: 1 }
  return {
    name: 'test',
    messages: new Map([[structure.type, structure]]),
    segments: new Map(Array.from(tags, (tag) => [tag, { tag, elements: [text, text, text] }])),
    composites: new Map(),
    elements: new Map([['4440', { code: '4440', representation: 'an', min: 1, max: 35 }]]),
  }
}
