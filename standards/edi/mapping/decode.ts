import { MAX_QUOTED_CHARACTERS } from '../limits.ts'
import { isGroup, type MessageTree, type Node, type Segment } from '../tree.ts'
import { type Content, type Fields, sameContent } from './content.ts'
import type { PlacedElement } from './encode.ts'
import { namesOf, placesIn } from './place.ts'
import { isGroupPlan, type PartPlan, type Plan, type SegmentPlan } from './plan.ts'
import type { NotUnderstood } from './trouble.ts'

/** What a message says, and everything in it that its mapping did not take over. */
export interface Decoded {
  readonly fields: Fields
  /** Every data element that says a field, in the order of the message. */
  readonly elements: readonly PlacedElement[]
  /** In the order of the message. */
  readonly notUnderstood: readonly NotUnderstood[]
}

/** Reads the fields of a message. */
export function decodeTree(plans: readonly Plan[], { items }: MessageTree): Decoded {
  const top: Row = { position: 1, pointer: '', fields: {}, tables: new Map() }
  const reading: Reading = { top, elements: [], notUnderstood: [], later: [] }
  readNodes(items, { plans, row: top, path: '' }, reading)
  for (const compare of reading.later) compare()
  return { fields: fieldsOf(top), elements: reading.elements, notUnderstood: reading.notUnderstood }
}

/** What was read so far of a row, or of the message. */
interface Row {
  readonly position: number
  readonly pointer: string
  readonly fields: Record<string, Content>
  /** Of a list whose items are no rows, the item. */
  item?: Content
  readonly tables: Map<string, Row[]>
}

interface Reading {
  readonly top: Row
  readonly elements: PlacedElement[]
  readonly notUnderstood: NotUnderstood[]
  /** What is compared with fields that may stand further on. */
  readonly later: (() => void)[]
}

interface Within {
  readonly plans: readonly Plan[]
  readonly row: Row
  readonly path: string
}

function fieldsOf({ fields, tables }: Row): Fields {
  const rows = [...tables].map(([table, list]) => [table, list.map((row) => row.item ?? fieldsOf(row))] as const)
  return { ...fields, ...Object.fromEntries(rows) }
}

function readNodes(nodes: readonly Node[], { plans, row, path }: Within, reading: Reading): void {
  const counts = new Map<Plan, number>()
  const names = namesOf(nodes, path)
  for (const [i, node] of nodes.entries()) {
    const at = names[i] ?? ''
    const fitting = plans.filter((plan) => fits(plan, node))
    const plan = fitting.find((each) => each.each !== undefined || !counts.has(each))
    if (!plan) {
      reading.notUnderstood.push(...unread(node, at, fitting.length > 0 ? 'mapping/repeated' : 'mapping/no-place'))
      continue
    }
    const count = (counts.get(plan) ?? 0) + 1
    counts.set(plan, count)
    const within = plan.each === undefined ? row : rowOf(row, plan.each, count)
    if (!isGroup(node)) readSegment(node, { plan, row: within, path: at }, reading)
    else if (isGroupPlan(plan)) readNodes(node.items, { plans: plan.items, row: within, path: `${at}/` }, reading)
  }
}

/** A node is what a plan means where the plan's qualifiers stand in it; a group, where they stand in its trigger. */
function fits(plan: Plan, node: Node): boolean {
  if (isGroup(node)) {
    const [first] = node.items
    const trigger = isGroupPlan(plan) && plan.group === node.group ? plan.items[0] : undefined
    return first !== undefined && trigger !== undefined && fits(trigger, first)
  }
  if (isGroupPlan(plan) || plan.tag !== node.tag) return false
  return plan.parts.every(({ decides, constant, element, component }) => {
    return !decides || node.elements[element - 1]?.[0]?.[component - 1] === constant
  })
}

function rowOf({ tables, pointer }: Row, table: string, position: number): Row {
  const rows = tables.get(table) ?? []
  tables.set(table, rows)
  const known = rows[position - 1]
  if (known) return known
  const own = `${pointer}/${table}/${position - 1}`
  const row = { position, pointer: own, fields: {}, tables: new Map<string, Row[]>() }
  rows.push(row)
  return row
}

function unread(node: Node, path: string, code: NotUnderstood['code']): NotUnderstood[] {
  const places = isGroup(node) ? placesIn(node.items, `${path}/`) : [{ segment: node, path }]
  return places.map(({ segment, path: at }) => ({ code, path: at, tag: segment.tag, found: quoted(textOf(segment)) }))
}

const textOf = ({ elements }: Segment): string =>
  elements
    .flat(2)
    .filter((text) => text !== '')
    .join(' ')

const quoted = (text: string): string => [...text].slice(0, MAX_QUOTED_CHARACTERS).join('')

interface AtSegment {
  readonly plan: Plan
  readonly row: Row
  readonly path: string
}

function readSegment(segment: Segment, { plan, row, path }: AtSegment, reading: Reading): void {
  if (isGroupPlan(plan)) return
  const place = { path, tag: segment.tag }
  for (const [i, repetitions] of segment.elements.entries())
    for (const [j, components] of repetitions.entries())
      for (const [k, found] of components.entries())
        if (found !== '' && !(j === 0 && isPlanned(plan, i + 1, k + 1)))
          reading.notUnderstood.push({
            ...{ code: 'mapping/no-place', ...place, element: i + 1, repetition: j + 1, component: k + 1 },
            found: quoted(found),
          })
  for (const part of plan.parts) readPart(part, textsAt(segment, part), { place, row, reading })
}

const isPlanned = ({ parts }: SegmentPlan, element: number, component: number): boolean =>
  parts.some(
    (part) => part.element === element && component >= part.component && component < part.component + part.rooms.length,
  )

const textsAt = ({ elements }: Segment, { element, component, rooms }: PartPlan): string[] =>
  rooms.map((_, i) => elements[element - 1]?.[0]?.[component - 1 + i] ?? '')

interface AtPart {
  readonly place: Pick<NotUnderstood, 'path' | 'tag'>
  readonly row: Row
  readonly reading: Reading
}

function readPart(part: PartPlan, texts: readonly string[], { place, row, reading }: AtPart): void {
  const { constant, slot, element, component, rooms } = part
  const [first = ''] = texts
  const remark = (code: NotUnderstood['code'], at: number, expected?: string): void =>
    void reading.notUnderstood.push({
      ...{ code, ...place, element, repetition: 1, component: component + at - 1 },
      found: quoted(texts[at - 1] ?? ''),
      ...(expected === undefined ? {} : { expected }),
    })
  if (constant !== undefined && first !== '' && first !== constant) remark('mapping/other-constant', 1, constant)
  if (!slot || texts.every((text) => text === '')) return
  const understood = slot.read(texts, rooms)
  if (understood.remark) remark(understood.remark.code, understood.remark.component, understood.remark.expected)
  const { content } = understood
  if (content === undefined || (slot.ordinal && content === String(row.position))) return
  if (slot.counts) {
    const rows = String(row.tables.get(slot.field)?.length ?? 0)
    if (content !== rows) remark('mapping/contradicts', 1, rows)
    return
  }
  const { follows } = slot
  if (follows) {
    reading.later.push(() => {
      const field = known(slot.field, { row, reading })
      const expected = field === undefined ? undefined : follows(field)
      if (expected !== content) remark('mapping/contradicts', 1, expected)
    })
    return
  }
  if (!take(slot.field, content, { row, reading })) return remark('mapping/contradicts', 1)
  const field = pointerTo(slot.field, row)
  for (const [i, text] of texts.entries())
    if (text !== '') reading.elements.push({ ...place, element, component: component + i, text, field })
}

/** Takes a field over. @returns `false` where it was read otherwise before. */
function take(name: string, content: Content, at: Pick<AtPart, 'row' | 'reading'>): boolean {
  const before = known(name, at)
  if (before !== undefined) return sameContent(before, content)
  if (name === '') at.row.item = content
  else if (name.startsWith('/')) at.reading.top.fields[name.slice(1)] = content
  else at.row.fields[name] = content
  return true
}

const pointerTo = (name: string, { pointer }: Row): string => {
  if (name.startsWith('/')) return name
  return name === '' ? pointer : `${pointer}/${name}`
}

/** What was read of a field so far: of the row, of the message (`/name`), or the item itself (`''`). */
function known(name: string, { row, reading }: Pick<AtPart, 'row' | 'reading'>): Content | undefined {
  if (name === '') return row.item
  const [{ fields }, own] = name.startsWith('/') ? [reading.top, name.slice(1)] : [row, name]
  return Object.hasOwn(fields, own) ? fields[own] : undefined
}
