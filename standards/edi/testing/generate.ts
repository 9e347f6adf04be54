import type {
  ComponentUse,
  Directory,
  ElementUse,
  MessageStructure,
  SegmentDefinition,
  SegmentUse,
  StructureItem,
} from '../structure.ts'
import type { Segment } from '../tree.ts'
import type { Random } from './random.ts'
import { valueFor } from './values.ts'

/** How full generated messages are. */
export interface Density {
  /** Chance that a conditional segment or group is there. */
  readonly items: number
  /** Chance that it is there once more, as long as it may. */
  readonly again: number
  /** Chance that a conditional element or component is there. */
  readonly elements: number
  /** Repetitions of one segment or group at most. */
  readonly most: number
}

/** How messages are generated. */
export interface GenerateOptions {
  /** @default USUAL */
  readonly density?: Density
  /** Tags that the structure lists and that stand around the body (`UNH`, `UNT`). */
  readonly outside?: readonly string[]
  /** Whether the syntax has a repetition separator; without one an element that may be repeated takes as many places. @default false */
  readonly repeats?: boolean
}

/** As full as messages of a trade are. */
export const USUAL: Density = { items: 0.25, again: 0.35, elements: 0.4, most: 6 }

/** A segment of a generated message, and whether the structure asked for it. */
export interface GeneratedSegment {
  readonly segment: Segment
  /** `SG25/QTY`. */
  readonly place: string
  /** Its place is mandatory, and it is the first there. */
  readonly needed: boolean
  /** It begins its group. */
  readonly trigger: boolean
}

/** Makes a valid message of a structure: what is mandatory, and some of what is not. The same seed gives the same message. */
export function generateMessage(
  directory: Directory,
  structure: MessageStructure,
  random: Random,
  options: GenerateOptions = {},
): GeneratedSegment[] {
  const { density = USUAL, outside = [] } = options
  const made: GeneratedSegment[] = []
  const repetitions = (mandatory: boolean, repeat: number): number => {
    let count = mandatory || random.chance(density.items) ? 1 : 0
    while (count > 0 && count < Math.min(repeat, density.most) && random.chance(density.again)) count++
    return count
  }
  const fill = (items: readonly StructureItem[], path: string): void => {
    items.forEach((item, index) => {
      const trigger = path !== '' && index === 0
      const count = trigger ? 1 : repetitions(item.mandatory, item.repeat)
      for (let turn = 0; turn < count; turn++) {
        if ('tag' in item) {
          const segment = told(generateSegment(directory, item.tag, random, options), item, random)
          made.push({ segment, place: path + item.tag, needed: (item.mandatory || trigger) && turn === 0, trigger })
        } else fill(item.items, `${path}${item.group}/`)
      }
    })
  }
  fill(
    structure.items.filter((item) => !('tag' in item) || !outside.includes(item.tag)),
    '',
  )
  return made
}

/** Gives a segment the code by which its place is told from others with the same tag. */
function told(segment: Segment, { when }: SegmentUse, random: Random): Segment {
  if (when === undefined) return segment
  const length = Math.max(segment.elements.length, when.element)
  const elements = Array.from({ length }, (_, at) => segment.elements[at] ?? [])
  return { ...segment, elements: elements.with(when.element - 1, [[random.pick(when.codes)]]) }
}

/** Makes a valid segment. */
export function generateSegment(
  directory: Directory,
  tag: string,
  random: Random,
  { density = USUAL, repeats = false }: GenerateOptions = {},
): Segment {
  const definition = directory.segments.get(tag)
  if (definition === undefined) throw new Error(`${directory.name} has no segment ${tag}`)
  const elements = withoutEnd(
    definition.elements.flatMap((use) => generateUse(directory, use, random, { density, repeats })),
    (repetitions) => repetitions.length === 0,
  )
  return { tag, elements: satisfied(directory, definition, elements, random) }
}

/** Adds and drops elements until the definition's conditions hold, as far as they can all hold. */
function satisfied(
  directory: Directory,
  { elements: uses, conditions = [] }: SegmentDefinition,
  generated: (readonly (readonly string[])[])[],
  random: Random,
): (readonly (readonly string[])[])[] {
  const elements = uses.map((_, at) => generated[at] ?? [])
  const there = (position: number): boolean => (elements[position - 1] ?? []).length > 0
  const add = (position: number | undefined): void => {
    const use = position === undefined ? undefined : uses[position - 1]
    if (position === undefined || use === undefined || there(position)) return
    elements[position - 1] = generateElement(directory, { ...use, mandatory: true }, random, USUAL)
  }
  for (const { kind, positions } of [...conditions, ...conditions]) {
    const [first = 0, ...others] = positions
    if (kind === 'P' && positions.some(there)) positions.forEach(add)
    else if (kind === 'R' && !positions.some(there)) add(first)
    else if (kind === 'C' && there(first)) others.forEach(add)
    else if (kind === 'L' && there(first) && !others.some(there)) add(others[0])
    else if (kind === 'E') {
      for (const position of positions.filter(there).slice(1)) elements[position - 1] = []
    }
  }
  return withoutEnd(elements, (repetitions) => repetitions.length === 0)
}

/** An element with its repetitions, or as many elements. */
function generateUse(
  directory: Directory,
  use: ElementUse,
  random: Random,
  { density, repeats }: { readonly density: Density; readonly repeats: boolean },
): (readonly (readonly string[])[])[] {
  const first = generateElement(directory, use, random, density)
  const others: (readonly (readonly string[])[])[] = []
  while (others.length + 1 < use.repeat) {
    const more = first.length > 0 && others.every((other) => other.length > 0) && random.chance(density.again)
    if (!more && repeats) break
    others.push(more ? generateElement(directory, { ...use, mandatory: true }, random, density) : [])
  }
  return repeats ? [[first, ...others].flat()] : [first, ...others]
}

function generateElement(
  directory: Directory,
  use: ElementUse,
  random: Random,
  density: Density,
): readonly (readonly string[])[] {
  if (!use.mandatory && !random.chance(density.elements)) return []
  const composite = directory.composites.get(use.code)
  if (composite === undefined) return [[generateValue(directory, use.code, random)]]
  return [generateComposite(directory, composite.components, random, density)]
}

function generateComposite(
  directory: Directory,
  components: readonly ComponentUse[],
  random: Random,
  density: Density,
): readonly string[] {
  const values: string[] = components.map(({ code, mandatory }) =>
    mandatory || random.chance(density.elements) ? generateValue(directory, code, random) : '',
  )
  const empty = values.every((value) => value === '')
  const filled = empty ? [generateValue(directory, components[0]?.code ?? '', random)] : values
  return withoutEnd(filled, (value) => value === '')
}

function generateValue(directory: Directory, code: string, random: Random): string {
  const element = directory.elements.get(code)
  if (element === undefined) throw new Error(`${directory.name} has no element ${code}`)
  return valueFor(random, element)
}

function withoutEnd<T>(items: readonly T[], isEmpty: (item: T) => boolean): T[] {
  return items.slice(0, items.findLastIndex((item) => !isEmpty(item)) + 1)
}
