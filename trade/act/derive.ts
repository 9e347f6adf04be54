import {
  asPath,
  type Commitment,
  createRecorder,
  type ElementVersion,
  type FileState,
  fill,
  type FoldableAct,
  type Path,
  pathEntries,
  type PathTemplate,
  type Recorder,
  segmentsOf,
  type Value,
  variableOf,
  viewFile,
} from '@entrepot/trade/file'
import type { ActDefinition } from './define.ts'
import { MAX_STATEMENTS } from './sealed.ts'

/** A computed element with what it was computed from. */
export interface Derived {
  readonly path: Path
  readonly value: Value
  readonly from: readonly Commitment[]
  /** Some of what it reads is hidden from, or erased for, this reader: the value is its signer's word alone. */
  readonly partial: boolean
}

/**
 * Computes every element that an act's definition derives, over the file with `overlay` laid on it.
 *
 * @returns at most one more than `MAX_STATEMENTS`: no act can carry so many.
 */
export function deriveAll(
  definition: ActDefinition,
  file: FileState,
  given: {
    readonly act: Pick<FoldableAct, 'at'>
    readonly overlay: ReadonlyMap<Path, ElementVersion>
    readonly organisation?: string
    /** Takes every read of every derivation. */
    readonly trace?: Recorder
  },
): Derived[] {
  const derived: Derived[] = []
  for (const [template, derivation] of pathEntries(definition.derives ?? {})) {
    for (const instances of derivedInstances(definition, template, { file, overlay: given.overlay })) {
      const recorder = createRecorder()
      if (derived.length > MAX_STATEMENTS) return derived
      // A derivation never reads what stood at its own path: it would derive from itself.
      const view = viewFile(file, {
        overlay: given.overlay,
        recorder,
        ...(given.organisation ? { organisation: given.organisation } : {}),
      })
      const value = derivation(view, instances, given.act)
      for (const read of recorder.reads) given.trace?.record(read)
      const path = fill(template, instances)
      if (path === undefined) continue
      const from = recorder.reads.flatMap((read) => (read.found === 'present' ? [read.commitment] : []))
      const partial = recorder.reads.some((read) => read.found === 'hidden' || read.found === 'erased')
      if (value !== undefined) derived.push({ path, value, from, partial })
      else if (partial) derived.push({ path, value: '', from, partial })
    }
  }
  return derived
}

/**
 * The instances for which an element is derived: those that stand at its own place, and those that the definition's
 * other elements name (an item that is declared is assessed, though nothing stands under its assessment yet).
 */
function derivedInstances(
  definition: ActDefinition,
  template: PathTemplate,
  { file, overlay }: { readonly file: FileState; readonly overlay: ReadonlyMap<Path, ElementVersion> },
): Iterable<ReadonlyMap<string, string>> {
  const wanted = variablesOf(template)
  const found = new Map<Path, ReadonlyMap<string, string>>()
  for (const source of [template, ...(definition.requires ?? []), ...(definition.may ?? [])]) {
    const variables = variablesOf(source)
    if (source !== template && (wanted.length === 0 || wanted.some((variable) => !variables.includes(variable))))
      continue
    for (const bound of instancesOf(source, file, overlay)) {
      const instances = new Map([...bound].filter(([variable]) => wanted.includes(variable)))
      const path = fill(template, instances)
      if (path !== undefined && !found.has(path)) found.set(path, instances)
    }
  }
  return found.values()
}

const variablesOf = (template: PathTemplate): string[] =>
  segmentsOf(template).flatMap((segment) => variableOf(segment) ?? [])

/** Every binding of a template's variables to the instances that stand in the file. */
export function instancesOf(
  template: PathTemplate,
  file: FileState,
  overlay: ReadonlyMap<Path, ElementVersion>,
): ReadonlyMap<string, string>[] {
  const view = viewFile(file, { overlay })
  let found: { path: string; instances: Map<string, string> }[] = [{ path: '', instances: new Map() }]
  for (const segment of segmentsOf(template)) {
    const variable = variableOf(segment)
    if (variable === undefined) {
      found = found.map(({ path, instances }) => ({ path: `${path}/${segment}`, instances }))
      continue
    }
    found = found.flatMap(({ path, instances }) =>
      view
        .enumerate(asPath(path))
        .map((id) => ({ path: `${path}/${id}`, instances: new Map([...instances, [variable, id]]) })),
    )
  }
  return found.map(({ instances }) => instances)
}
