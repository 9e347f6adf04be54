import { type Group, isGroup, type MessageTree, type Node, type Segment } from '../tree.ts'
import { type Content, type Fields, isContentList, isFields } from './content.ts'
import { placesIn } from './place.ts'
import { type GroupPlan, isGroupPlan, type PartPlan, type Plan, type SegmentPlan } from './plan.ts'
import type { Slot } from './slot.ts'
import type { Unsayable } from './trouble.ts'

/** One data element, and the field that it says. */
export interface PlacedElement {
  /** `SG28[2]/QTY[1]`. */
  readonly path: string
  readonly tag: string
  /** From 1. */
  readonly element: number
  readonly component: number
  readonly text: string
  /** JSON pointer (RFC 6901) of the field that it says, `/lines/0/quantity`; absent for what the mapping itself says. */
  readonly field?: string
}

/** Fields as a message. It is whole only where nothing in it was unsayable. */
export interface Encoded {
  readonly tree: MessageTree
  /** Every data element that was written, in order. */
  readonly elements: readonly PlacedElement[]
  readonly unsayable: readonly Unsayable[]
}

/** Says fields as a message. */
export function encodeFields(type: string, plans: readonly Plan[], fields: Fields): Encoded {
  const writing: Writing = { unsayable: [], said: new Map() }
  const top: Scope = { content: fields, pointer: '', position: 1, top: fields }
  const items = nodesOf(plans, top, writing)
  const tree = { type, items }
  return { tree, elements: elementsIn(tree, writing.said), unsayable: writing.unsayable }
}

/** Where names of fields are looked up: the message, or a row of it. */
interface Scope {
  readonly content: Content
  readonly pointer: string
  /** Position of the row among its like, from 1. */
  readonly position: number
  readonly top: Fields
}

/** What stands at a component, before its place in the message is known. */
type Said = Pick<PlacedElement, 'element' | 'component' | 'text' | 'field'>

interface Writing {
  readonly unsayable: Unsayable[]
  readonly said: Map<Segment, readonly Said[]>
}

function nodesOf(plans: readonly Plan[], scope: Scope, writing: Writing): Node[] {
  const nodes: Node[] = []
  const counts = new Map<number, number>()
  for (const plan of plans.filter(({ isOther }) => !isOther)) {
    for (const row of rowsOf(plan, scope, writing)) {
      const node = isGroupPlan(plan) ? groupOf(plan, row, writing) : segmentOf(plan, row, writing)
      if (!node) continue
      const count = (counts.get(plan.position) ?? 0) + 1
      counts.set(plan.position, count)
      if (count === plan.repeat + 1) writing.unsayable.push(tooMany(plan, row))
      nodes.push(node)
    }
  }
  return nodes
}

const tooMany = ({ at, repeat }: Plan, { pointer }: Scope): Unsayable => ({
  ...{ code: 'mapping/too-many', at, limit: String(repeat) },
  field: pointer,
})

function rowsOf({ each, at }: Plan, scope: Scope, writing: Writing): Scope[] {
  if (each === undefined) return [scope]
  const found = lookUp(each, scope)
  if (!found) return []
  if (!isContentList(found.content)) {
    writing.unsayable.push({ code: 'mapping/not-rows', field: found.pointer, at })
    return []
  }
  const { top } = scope
  return found.content.map((content, i) => ({ content, pointer: `${found.pointer}/${i}`, position: i + 1, top }))
}

/** A group is there where a field of it is, or where it is nothing but constants; for a row it always is. */
function groupOf(plan: GroupPlan, scope: Scope, writing: Writing): Group | undefined {
  const [trigger, ...others] = plan.items
  if (!trigger || isGroupPlan(trigger)) return undefined
  const items = nodesOf(others, scope, writing)
  const isNeeded = plan.each !== undefined || !plan.hasSlots || items.some((node) => saysField(node, writing))
  const head = segmentOf(trigger, scope, writing, isNeeded)
  return head && (isNeeded || saysField(head, writing)) ? { group: plan.group, items: [head, ...items] } : undefined
}

const saysField = (node: Node, writing: Writing): boolean =>
  isGroup(node)
    ? node.items.some((item) => saysField(item, writing))
    : (writing.said.get(node)?.some(({ field }) => field !== undefined) ?? false)

/** A segment is there where a field of it is, or where it has none; as the trigger of a group that is needed, always. */
function segmentOf(plan: SegmentPlan, scope: Scope, writing: Writing, isNeeded = false): Segment | undefined {
  const said: Said[] = []
  let isFilled = isNeeded || !plan.hasSlots
  for (const part of plan.parts) {
    const { slot } = part
    if (!slot) continue
    const texts = writeSlot(slot, { part, plan, scope, writing })
    if (texts.length > 0 && !slot.along) isFilled = true
    said.push(...texts)
  }
  return isFilled ? segmentFrom(plan, [...constants(plan, said), ...said], writing) : undefined
}

/** What the mapping itself says. Beside fields of the same element that are all empty, only qualifiers are said. */
function constants({ parts }: SegmentPlan, said: readonly Said[]): Said[] {
  const filled = new Set(said.map(({ element }) => element))
  const open = new Set(parts.flatMap(({ slot, element }) => (slot && !filled.has(element) ? [element] : [])))
  return parts.flatMap(({ constant, decides, element, component }) =>
    constant === undefined || (open.has(element) && !decides) ? [] : [{ element, component, text: constant }],
  )
}

interface SlotPlace {
  readonly part: PartPlan
  readonly plan: SegmentPlan
  readonly scope: Scope
  readonly writing: Writing
}

function writeSlot(slot: Slot, { part, plan, scope, writing }: SlotPlace): Said[] {
  const found = lookUp(slot.field, scope)
  if (!found && !slot.ordinal) return []
  const { element, component, rooms } = part
  const result = slot.write(found?.content ?? String(scope.position), rooms)
  if (!result.ok) {
    const { code, limit } = result
    writing.unsayable.push({ code, field: found?.pointer ?? scope.pointer, at: plan.at, ...(limit ? { limit } : {}) })
    return []
  }
  return result.texts.flatMap((text, i) =>
    text === '' ? [] : [{ element, component: component + i, text, ...(found ? { field: found.pointer } : {}) }],
  )
}

/** A field by its name: of the row, `/name` of the message, `''` the item itself. */
function lookUp(name: string, { content, pointer, top }: Scope): { content: Content; pointer: string } | undefined {
  if (name === '') return { content, pointer }
  const [within, at] = name.startsWith('/') ? [top, ''] : [content, pointer]
  const own = name.replace(/^\//, '')
  const found = isFields(within) && Object.hasOwn(within, own) ? within[own] : undefined
  return found === undefined ? undefined : { content: found, pointer: `${at}/${own}` }
}

function segmentFrom({ tag }: SegmentPlan, said: readonly Said[], writing: Writing): Segment {
  const elements: string[][][] = []
  for (const { element, component, text } of said) {
    while (elements.length < element) elements.push([])
    const repetitions = elements[element - 1] ?? []
    const components = repetitions[0] ?? []
    while (components.length < component - 1) components.push('')
    components[component - 1] = text
    repetitions[0] = components
  }
  const segment = { tag, elements }
  writing.said.set(
    segment,
    said.toSorted((a, b) => a.element - b.element || a.component - b.component),
  )
  return segment
}

function elementsIn(tree: MessageTree, said: ReadonlyMap<Segment, readonly Said[]>): PlacedElement[] {
  return placesIn(tree.items).flatMap(({ segment, path }) =>
    (said.get(segment) ?? []).map((each) => ({ path, tag: segment.tag, ...each })),
  )
}
