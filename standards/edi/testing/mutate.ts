import type { ComponentUse, Directory, ElementDefinition } from '../structure.ts'
import type { Segment } from '../tree.ts'
import type { GeneratedSegment } from './generate.ts'
import type { Random } from './random.ts'

/** What may be done to a message, once. */
export const MUTATIONS = [
  'segment dropped',
  'segment doubled',
  'segments swapped',
  'tag unknown',
  'segment added',
  'value too long',
  'value missing',
  'code wrong',
  'figures wrong',
  'element added',
] as const
export type MutationKind = (typeof MUTATIONS)[number]

/** A message with one thing wrong. */
export interface Mutant {
  readonly segments: readonly Segment[]
  /** Index of the segment where it was done. */
  readonly at: number
}

/** Does one thing to a message, somewhere; `undefined` where it cannot be done there. */
export function mutate(
  kind: MutationKind,
  message: readonly GeneratedSegment[],
  directory: Directory,
  random: Random,
): Mutant | undefined {
  const segments = message.map(({ segment }) => segment)
  const at = random.between(0, segments.length - 1)
  const segment = segments[at]
  if (segment === undefined) return undefined
  const next = segments[at + 1]
  switch (kind) {
    case 'segment dropped':
      return { segments: segments.toSpliced(at, 1), at }
    case 'segment doubled':
      return { segments: segments.toSpliced(at, 0, segment), at: at + 1 }
    case 'segments swapped':
      return next && next.tag !== segment.tag ? { segments: segments.toSpliced(at, 2, next, segment), at } : undefined
    case 'tag unknown':
      return { segments: segments.with(at, { ...segment, tag: 'XQZ' }), at }
    case 'segment added': {
      const other = random.pick(segments)
      return other.tag === segment.tag ? undefined : { segments: segments.toSpliced(at, 0, other), at }
    }
    case 'element added':
      return { segments: segments.with(at, withSurplus(directory, segment)), at }
    case 'value too long':
    case 'value missing':
    case 'code wrong':
    case 'figures wrong': {
      const changed = changeValue(kind, directory, segment, random)
      return changed === undefined ? undefined : { segments: segments.with(at, changed), at }
    }
  }
}

function withSurplus(directory: Directory, segment: Segment): Segment {
  const most = (directory.segments.get(segment.tag)?.elements ?? []).reduce((sum, { repeat }) => sum + repeat, 0)
  const empty = Array.from({ length: most - segment.elements.length }, () => [['']])
  return { ...segment, elements: [...segment.elements, ...empty, [['X']]] }
}

/** A value in a segment, and what the directory says of it. */
interface Spot {
  readonly element: number
  readonly component: number
  readonly value: string
  readonly definition: ElementDefinition
  /** It must be there: a component of a conditional composite only beside others. */
  readonly mandatory: boolean
}

function spotsOf(directory: Directory, segment: Segment): Spot[] {
  const uses = (directory.segments.get(segment.tag)?.elements ?? []).flatMap((use) =>
    Array.from({ length: use.repeat }, (_, time) => ({ ...use, mandatory: use.mandatory && time === 0 })),
  )
  return uses.flatMap((use, element) => {
    const components: readonly ComponentUse[] = directory.composites.get(use.code)?.components ?? [
      { code: use.code, mandatory: use.mandatory },
    ]
    const values = segment.elements[element]?.[0] ?? []
    return values.flatMap((value, component) => {
      const definition = directory.elements.get(components[component]?.code ?? '')
      if (value === '' || definition === undefined) return []
      const alone = values.every((other, at) => at === component || other === '')
      const mandatory = (components[component]?.mandatory ?? false) && (use.mandatory || !alone)
      return [{ element, component, value, definition, mandatory }]
    })
  })
}

function changeValue(kind: MutationKind, directory: Directory, segment: Segment, random: Random): Segment | undefined {
  const spots = spotsOf(directory, segment).filter((spot) => changed(kind, spot) !== undefined)
  if (spots.length === 0) return undefined
  const spot = random.pick(spots)
  const elements = segment.elements.map((repetitions, element) =>
    element !== spot.element
      ? repetitions
      : repetitions.map((components, repetition) =>
          repetition === 0 ? components.with(spot.component, changed(kind, spot) ?? '') : components,
        ),
  )
  return { ...segment, elements: trimmed(elements) }
}

function changed(kind: MutationKind, { value, definition, mandatory }: Spot): string | undefined {
  const { representation, max, codes } = definition
  if (kind === 'value too long') return (representation === 'n' ? '1' : 'A').repeat(max + 1)
  if (kind === 'value missing') return mandatory ? '' : undefined
  if (kind === 'figures wrong') return representation === 'n' ? `${value.slice(0, -1)}X` : undefined
  if (codes?.complete !== true) return undefined
  const wrong = ['~', '~~', '~~~'].find((code) => code.length <= max && code.length >= definition.min)
  return wrong
}

/** Without what is empty at the end of a composite, and of the segment. */
function trimmed(elements: readonly (readonly (readonly string[])[])[]): readonly (readonly (readonly string[])[])[] {
  const composites = elements.map((repetitions) =>
    repetitions.map((components) => components.slice(0, components.findLastIndex((value) => value !== '') + 1)),
  )
  return composites.slice(0, composites.findLastIndex((repetitions) => repetitions.some((one) => one.length > 0)) + 1)
}
