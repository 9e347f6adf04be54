import { MAX_GROUP_DEPTH, MAX_QUALIFIED_PLACES, MAX_STRUCTURE_ITEMS } from '../limits.ts'
import type { MessageStructure, SegmentUse, StructureItem } from '../structure.ts'
import { CodeTable } from './code-table.ts'
import type { Qualification } from './qualification.ts'
import { StructureInvalid } from './structure-invalid.ts'
import { packTag, TagTable } from './tag-table.ts'

/**
 * A message structure as arrays: its segments and groups are nodes, numbered in their order of appearance; node 0 is the
 * message itself, as a group that appears once.
 */
export interface StructureTable {
  readonly structure: MessageStructure
  readonly tags: TagTable
  /** The node's tag, or its group's: an index into `tags`. */
  readonly symbol: Int32Array
  /** Nodes of segments, by symbol, in order. */
  readonly places: readonly (readonly number[])[]
  readonly isGroup: Uint8Array
  readonly parent: Int32Array
  /** The first node behind the node's own. */
  readonly end: Int32Array
  /** Groups around the node, the message among them. */
  readonly depth: Int32Array
  readonly mandatory: Uint8Array
  readonly repeat: Int32Array
  /** `QTY`, `SG25`. */
  readonly names: readonly string[]
  /** What must hold of a segment's code before it may stand at the node: one bit by condition; 0 where none is. */
  readonly when: Int32Array
  /** By symbol, the conditions that tell its places apart. */
  readonly conditions: readonly (readonly Qualification[])[]
}

class Builder {
  readonly symbol: number[] = []
  readonly isGroup: number[] = []
  readonly parent: number[] = []
  readonly end: number[] = []
  readonly depth: number[] = []
  readonly mandatory: number[] = []
  readonly repeat: number[] = []
  readonly names: string[] = []
  readonly when: number[] = []
  readonly places: number[][] = []
  readonly conditions: Qualification[][] = []
  readonly tags: string[] = []
  readonly symbols = new Map<string, number>()

  symbolOf(tag: string): number {
    const known = this.symbols.get(tag)
    if (known !== undefined) return known
    if (packTag(tag) === 0) throw new StructureInvalid(`${tag} is no tag`)
    const symbol = this.tags.length
    this.tags.push(tag)
    this.symbols.set(tag, symbol)
    this.places.push([])
    this.conditions.push([])
    return symbol
  }

  node(parent: number, name: string): number {
    const node = this.names.length
    if (node > MAX_STRUCTURE_ITEMS) throw new StructureInvalid(`more than ${MAX_STRUCTURE_ITEMS} items`)
    const depth = node === 0 ? 0 : (this.depth[parent] ?? 0) + 1
    if (depth >= MAX_GROUP_DEPTH) throw new StructureInvalid(`more than ${MAX_GROUP_DEPTH} groups within groups`)
    this.names.push(name)
    this.parent.push(parent)
    this.depth.push(depth)
    this.end.push(node + 1)
    this.isGroup.push(0)
    this.symbol.push(-1)
    this.mandatory.push(1)
    this.repeat.push(1)
    this.when.push(0)
    return node
  }

  segment(parent: number, use: SegmentUse): void {
    const node = this.node(parent, use.tag)
    const symbol = this.symbolOf(use.tag)
    this.symbol[node] = symbol
    this.mandatory[node] = use.mandatory ? 1 : 0
    this.repeat[node] = use.repeat
    this.when[node] = this.qualify(symbol, use)
    this.places[symbol]?.push(node)
  }

  qualify(symbol: number, use: SegmentUse): number {
    if (use.when === undefined) return 0
    const conditions = this.conditions[symbol] ?? []
    const { element } = use.when
    const codes = use.when.codes.toSorted()
    const same = conditions.find((one) => one.element === element && one.codes.join(' ') === codes.join(' '))
    if (same !== undefined) return same.bit
    if (conditions.length === MAX_QUALIFIED_PLACES)
      throw new StructureInvalid(`${use.tag} has too many qualified places`)
    const bit = 1 << conditions.length
    const values = new Map(codes.map((code) => [code, undefined]))
    conditions.push({ bit, element, codes, table: new CodeTable({ complete: true, values }) })
    return bit
  }

  items(group: number, items: readonly StructureItem[]): void {
    for (const item of items) {
      if ('tag' in item) this.segment(group, item)
      else this.group(group, item)
    }
    this.end[group] = this.names.length
  }

  group(parent: number, use: Exclude<StructureItem, SegmentUse>): void {
    const node = this.node(parent, use.group)
    this.isGroup[node] = 1
    this.mandatory[node] = use.mandatory ? 1 : 0
    this.repeat[node] = use.repeat
    if (use.items.length === 0) throw new StructureInvalid(`${use.group} is empty`)
    this.items(node, use.items)
    // Without its trigger there is no group, whatever the table says of it.
    this.mandatory[node + 1] = 1
    this.symbol[node] = this.symbol[node + 1] ?? 0
  }
}

/**
 * Compiles a structure into arrays.
 *
 * @param outside Tags of service segments that the structure lists but that stand around the message's body (`UNH`, `UNT`).
 * @throws StructureInvalid when the structure itself is impossible: it comes from a directory, not from a partner.
 */
export function tabulate(structure: MessageStructure, outside: readonly string[] = []): StructureTable {
  const builder = new Builder()
  builder.node(0, structure.type)
  builder.isGroup[0] = 1
  builder.items(
    0,
    structure.items.filter((item) => !('tag' in item) || !outside.includes(item.tag)),
  )
  return {
    structure,
    tags: new TagTable(builder.tags),
    symbol: Int32Array.from(builder.symbol),
    places: builder.places,
    isGroup: Uint8Array.from(builder.isGroup),
    parent: Int32Array.from(builder.parent),
    end: Int32Array.from(builder.end),
    depth: Int32Array.from(builder.depth),
    mandatory: Uint8Array.from(builder.mandatory),
    repeat: Int32Array.from(builder.repeat),
    names: builder.names,
    when: Int32Array.from(builder.when),
    conditions: builder.conditions,
  }
}

/** The group around a node at a depth. */
export function groupAt(table: StructureTable, node: number, depth: number): number {
  let at = node
  for (let left = (table.depth[node] ?? 0) - depth; left > 0; left--) at = table.parent[at] ?? 0
  return at
}
