import type { MessageStructure, StructureItem } from '../structure.ts'

/**
 * Whether an order of tags is one that a structure allows: an exact judge, written in another way than the engine, and slow.
 *
 * Follows every way at once: a state is the items behind which the message stands, from the inside out, each with its count.
 */
export function isAllowedOrder(
  structure: MessageStructure,
  tags: readonly string[],
  outside: readonly string[] = [],
): boolean {
  const items = structure.items.filter((item) => !('tag' in item) || !outside.includes(item.tag))
  let states = new Map<string, State>([['', []]])
  for (const tag of tags) {
    const next = new Map<string, State>()
    for (const state of states.values()) {
      for (const reached of steps(items, state, tag)) next.set(JSON.stringify(reached), reached)
    }
    if (next.size === 0) return false
    states = next
  }
  return [...states.values()].some((state) => canEnd(items, state))
}

/** From the message inwards: index of the item reached, and its repetition. */
type State = readonly (readonly [index: number, count: number])[]

const itemsOf = (item: StructureItem | undefined): readonly StructureItem[] =>
  item !== undefined && 'items' in item ? item.items : []

/** Whether nothing mandatory stands in `items` from `from` up to, not including, `to`. */
const nothingNeeded = (items: readonly StructureItem[], from: number, to: number): boolean =>
  items.slice(from, to).every((item) => !item.mandatory)

function steps(items: readonly StructureItem[], state: State, tag: string): State[] {
  const [head, ...rest] = state
  if (head === undefined) return enterFrom(items, 0, tag)
  const [index, count] = head
  const item = items[index]
  if (item === undefined) return []
  const reached: State[] = []
  if ('tag' in item) {
    if (item.tag === tag && count < item.repeat) reached.push([[index, count + 1]])
  } else {
    for (const inner of steps(item.items, rest, tag)) reached.push([[index, count], ...inner])
    if (count < item.repeat && canEnd(item.items, rest)) {
      for (const inner of enterFrom(item.items, 0, tag)) reached.push([[index, count + 1], ...inner])
    }
    if (!canEnd(item.items, rest)) return reached
  }
  return [...reached, ...enterFrom(items, index + 1, tag)]
}

function enterFrom(items: readonly StructureItem[], from: number, tag: string): State[] {
  const reached: State[] = []
  for (let to = from; to < items.length && nothingNeeded(items, from, to); to++) {
    const item = items[to]
    if (item === undefined) break
    if ('tag' in item) {
      if (item.tag === tag) reached.push([[to, 1]])
    } else {
      for (const inner of enterFrom(item.items, 0, tag)) reached.push([[to, 1], ...inner])
    }
  }
  return reached
}

function canEnd(items: readonly StructureItem[], state: State): boolean {
  const [head, ...rest] = state
  if (head === undefined) return nothingNeeded(items, 0, items.length)
  const [index] = head
  return canEnd(itemsOf(items[index]), rest) && nothingNeeded(items, index + 1, items.length)
}
