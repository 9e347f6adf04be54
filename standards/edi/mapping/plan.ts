import type { Directory, ElementDefinition, GroupUse, SegmentDefinition, StructureItem } from '../structure.ts'
import type { Slot } from './slot.ts'
import {
  type ElementTemplate,
  type GroupTemplate,
  isUsual,
  type MappingTemplate,
  type Part,
  type SegmentTemplate,
  type Template,
} from './template.ts'

/** A part with its place in the segment and the formats of its components. */
export interface PartPlan {
  /** From 1. */
  readonly element: number
  /** Of its first component, from 1. */
  readonly component: number
  readonly rooms: readonly ElementDefinition[]
  readonly constant?: string
  /** A constant that tells the segment from others. */
  readonly decides: boolean
  readonly slot?: Slot
}

interface InStructure {
  /** How often its like may stand in its group. */
  readonly repeat: number
  /** Position among the items of its group. */
  readonly position: number
  /** The table or list whose rows it repeats over. */
  readonly each?: string
  /** Where it stands, without repetitions, `SG28/IMD`. */
  readonly at: string
  /** Read, and never written. */
  readonly isOther: boolean
  /** A field fills something in it. */
  readonly hasSlots: boolean
}

export interface SegmentPlan extends InStructure {
  readonly tag: string
  readonly parts: readonly PartPlan[]
}

export interface GroupPlan extends InStructure {
  readonly group: string
  readonly items: readonly Plan[]
}

export type Plan = SegmentPlan | GroupPlan

export const isGroupPlan = (plan: Plan): plan is GroupPlan => 'group' in plan

/**
 * Lays a mapping over the structure of its message.
 *
 * @throws where the mapping is wrong: a segment or group that the message has not there, an element or component that the segment has not,
 * a constant that does not fit its format or is not in its code list.
 */
export function planOf({ type, items }: MappingTemplate, directory: Directory): readonly Plan[] {
  const structure = directory.messages.get(type)
  if (!structure) throw new Error(`${directory.name} has no message ${type}`)
  return planItems(items, { directory, structure: structure.items, at: '', message: type })
}

interface Within {
  readonly directory: Directory
  readonly structure: readonly StructureItem[]
  readonly at: string
  readonly message: string
}

function planItems(templates: readonly Template[], within: Within): Plan[] {
  let position = 0
  return templates.map((template) => {
    const { each, of } = opened(template)
    const name = 'group' in of ? of.group : of.tag
    const found = within.structure.findIndex((item, i) => i >= position && nameOf(item) === name)
    const use = within.structure[found]
    if (!use) throw new Error(`${within.message}: ${within.at}${name} does not stand there`)
    position = found
    const place = {
      ...{ position, repeat: use.repeat, at: `${within.at}${name}`, isOther: 'alsoRead' in template },
      ...(each === undefined ? {} : { each }),
    }
    return 'group' in of && 'group' in use
      ? planGroup(of, use, { place, within })
      : planSegment(of, use, { place, within })
  })
}

function opened(template: Template): { readonly each?: string; readonly of: SegmentTemplate | GroupTemplate } {
  if ('each' in template) return template
  return { of: 'alsoRead' in template ? template.alsoRead : template }
}

const nameOf = (item: StructureItem): string => ('group' in item ? item.group : item.tag)

interface At {
  readonly place: Omit<InStructure, 'hasSlots'>
  readonly within: Within
}

function planGroup(template: GroupTemplate, use: GroupUse, { place, within }: At): GroupPlan {
  const items = planItems(template.items, { ...within, structure: use.items, at: `${place.at}/` })
  const [trigger] = items
  if (!trigger || trigger.position !== 0 || trigger.each !== undefined)
    throw new Error(`${within.message}: ${place.at} does not begin with its trigger`)
  return { ...place, group: use.group, items, hasSlots: items.some(({ hasSlots }) => hasSlots) }
}

function planSegment(
  template: SegmentTemplate | GroupTemplate,
  use: StructureItem,
  { place, within }: At,
): SegmentPlan {
  if ('group' in template || 'group' in use)
    throw new Error(`${within.message}: ${place.at} is segment here, group there`)
  const definition = within.directory.segments.get(use.tag)
  if (!definition) throw new Error(`${within.directory.name} has no segment ${use.tag}`)
  const parts = template.elements.flatMap((element, i) => planElement(element, i + 1, { definition, place, within }))
  return { ...place, tag: use.tag, parts, hasSlots: parts.some(({ slot }) => slot !== undefined) }
}

function planElement(
  template: ElementTemplate,
  element: number,
  at: At & { readonly definition: SegmentDefinition },
): PartPlan[] {
  const rooms = roomsOf(at.definition, element, at)
  const plans: PartPlan[] = []
  let component = 1
  for (const part of isComposite(template) ? template : [template]) {
    const width = typeof part === 'object' && 'width' in part ? part.width : 1
    const own = rooms.slice(component - 1, component - 1 + width)
    if (own.length < width)
      throw new Error(`${at.within.message}: ${at.place.at} ${element} has ${rooms.length} components`)
    if (part !== '') plans.push(planPart(part, { element, component, rooms: own }, at))
    component += width
  }
  return plans
}

const isComposite = (template: ElementTemplate): template is readonly Part[] => Array.isArray(template)

function planPart(part: Part, place: Pick<PartPlan, 'element' | 'component' | 'rooms'>, at: At): PartPlan {
  const [room] = place.rooms
  const plan = partOf(part)
  for (const code of [...(plan.constant === undefined ? [] : [plan.constant]), ...(plan.slot?.codes ?? [])])
    if (room && !fits(code, room))
      throw new Error(`${at.within.message}: ${at.place.at} says ${code}, which ${room.code} does not hold`)
  return { ...place, ...plan }
}

function partOf(part: Part): Pick<PartPlan, 'constant' | 'decides' | 'slot'> {
  if (typeof part === 'string') return { constant: part, decides: true }
  return isUsual(part) ? { constant: part.usual, decides: false } : { slot: part, decides: false }
}

const fits = (constant: string, { min, max, codes }: ElementDefinition): boolean =>
  constant.length >= min && constant.length <= max && (codes === undefined || codes.values.has(constant))

/** Formats of the components of an element; of a simple element, its own. */
function roomsOf({ tag, elements }: SegmentDefinition, element: number, { within, place }: At): ElementDefinition[] {
  const { directory, message } = within
  const code = elements[element - 1]?.code
  if (code === undefined) throw new Error(`${message}: ${place.at} has no element ${element}`)
  const composite = directory.composites.get(code)
  const codes = composite ? composite.components.map((each) => each.code) : [code]
  return codes.map((each) => {
    const definition = directory.elements.get(each)
    if (!definition) throw new Error(`${directory.name}: ${tag} names no known element ${each}`)
    return definition
  })
}

/** Names of the fields that a plan says, columns as `lines/goods`. */
export function fieldsOf(plans: readonly Plan[], table = ''): Set<string> {
  const names = new Set<string>()
  for (const plan of plans.filter(({ isOther }) => !isOther)) {
    const inner = plan.each === undefined ? table : `${table}${plan.each}/`
    if (isGroupPlan(plan)) for (const name of fieldsOf(plan.items, inner)) names.add(name)
    else
      for (const { slot } of plan.parts)
        if (slot && !slot.ordinal && !slot.counts && !slot.follows) names.add(nameIn(slot.field, inner))
  }
  return names
}

function nameIn(field: string, table: string): string {
  if (field.startsWith('/')) return field.slice(1)
  return field === '' ? table.replace(/\/$/, '') : `${table}${field}`
}
