import type { ComponentUse, Directory, ElementUse, Segment } from '@entrepot/edi'
import type { ShownElement, ShownValue } from './shown.ts'

/** What a segment's values are called and mean, as far as a directory knows. */
export function describeSegment(
  segment: Segment,
  directory: Directory | undefined,
  repeats: boolean,
): { readonly name?: string; readonly elements: readonly ShownElement[] } {
  const definition = directory?.segments.get(segment.tag)
  const uses = usesOf(definition?.elements ?? [], repeats, segment.elements.length)
  const elements = segment.elements.flatMap((repetitions, i) => {
    const filled = repetitions.some((components) => components.some((value) => value !== ''))
    return filled ? [describeElement(repetitions, { directory, use: uses[i], position: i + 1 })] : []
  })
  return { ...(definition?.name === undefined ? {} : { name: definition.name }), elements }
}

/** Without a repetition separator an element that may be repeated takes so many places. */
function usesOf(uses: readonly ElementUse[], repeats: boolean, length: number): readonly ElementUse[] {
  if (repeats) return uses
  const places: ElementUse[] = []
  for (const use of uses) for (let i = 0; i < use.repeat && places.length < length; i++) places.push(use)
  return places
}

interface Place {
  readonly directory: Directory | undefined
  readonly use: ElementUse | undefined
  readonly position: number
}

function describeElement(
  repetitions: readonly (readonly string[])[],
  { directory, use, position }: Place,
): ShownElement {
  const composite = use && directory?.composites.get(use.code)
  const parts: readonly (ComponentUse | undefined)[] = composite ? composite.components : [use]
  const name = composite?.name ?? (use && directory?.elements.get(use.code)?.name)
  return {
    position,
    ...(use ? { code: use.code } : {}),
    ...(name === undefined ? {} : { name }),
    repetitions: repetitions.map((components) =>
      components.map((value, i) => describeValue(value, parts[i]?.code, directory)),
    ),
  }
}

function describeValue(value: string, code: string | undefined, directory: Directory | undefined): ShownValue {
  if (code === undefined) return { value }
  const element = directory?.elements.get(code)
  const meaning = value === '' ? undefined : element?.codes?.values.get(value)
  return {
    ...{ value, code },
    ...(element?.name === undefined ? {} : { name: element.name }),
    ...(meaning === undefined ? {} : { meaning }),
  }
}
