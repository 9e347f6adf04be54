import { type Capacity, elementAt, inAudience } from './kind.ts'
import type { Path } from './path.ts'
import { type ActIdentity, capacitiesOf, type Commitment, type ElementVersion, type FileState } from './state.ts'
import type { Value } from './value.ts'

/**
 * What reading an element gives.
 *
 * - `present`: a version in force, that the reader may see
 * - `absent`: nobody stated it
 * - `hidden`: its definition does not let this reader see it, whether it is there or not
 * - `erased`: it was stated, and its disclosure has been destroyed
 */
export type Reading =
  | { readonly is: 'present'; readonly value: Value; readonly version: ElementVersion }
  | { readonly is: 'absent' }
  | { readonly is: 'hidden' }
  | { readonly is: 'erased' }

/** One thing that was read: lineage is observed, never declared. */
export type Read =
  | { readonly file: string; readonly path: Path; readonly found: 'present'; readonly commitment: Commitment }
  | { readonly file: string; readonly path: Path; readonly found: 'absent' | 'hidden' | 'erased' }
  | { readonly file: string; readonly path: Path; readonly found: 'enumerated'; readonly instances: readonly string[] }

/** Reads a file as one party sees it. */
export interface FileView {
  readonly file: FileState
  read(path: Path): Reading
  /** The value, or `undefined` where it is absent, hidden or erased; the recorder keeps which. */
  value(path: Path): Value | undefined
  /** The value as text, or `undefined` where it is not there or not a text. */
  text(path: Path): string | undefined
  /** The instance ids or names below a path, in the order of their first statement. */
  enumerate(path: Path | ''): readonly string[]
}

/** What a view reads beside the elements in force. */
export interface ViewOptions {
  /** The organisation that reads; its capacities decide what it sees. Absent: the whole file (the operator, its own process). */
  readonly organisation?: string
  /** Reads this proposal's content over what is in force. */
  readonly proposal?: ActIdentity
  /** Reads these versions over all: an act that is being judged. */
  readonly overlay?: ReadonlyMap<Path, ElementVersion>
  /** Reads only these versions, wherever they stand in time: what a document pinned when it was issued. */
  readonly pinned?: ReadonlySet<Commitment>
  readonly recorder?: Recorder
}

/** Keeps what was read, in order, without repetition. */
export interface Recorder {
  readonly reads: readonly Read[]
  record(read: Read): void
}

/** A recorder that keeps every distinct read. */
export function createRecorder(): Recorder {
  const reads: Read[] = []
  const seen = new Set<string>()
  return {
    reads,
    record(read) {
      const key = `${read.file}${read.found === 'enumerated' ? '*' : ''}${read.path}`
      if (seen.has(key)) return
      seen.add(key)
      reads.push(read)
    },
  }
}

/** Opens a view of a file. */
export function viewFile(file: FileState, options: ViewOptions = {}): FileView {
  const { organisation, recorder, overlay, pinned } = options
  const capacities = organisation === undefined ? undefined : capacitiesOf(file, organisation)
  const proposal = options.proposal === undefined ? undefined : file.proposals.get(options.proposal)?.content

  const current = (path: Path): ElementVersion | undefined => {
    const proposed = proposal?.get(path)
    if (!pinned) return proposed ?? file.elements.get(path)?.at(-1)
    if (proposed && pinned.has(proposed.commitment)) return proposed
    return file.elements.get(path)?.findLast((version) => pinned.has(version.commitment))
  }

  const find = (path: Path): Reading => {
    const version = overlay?.get(path) ?? current(path)
    if (organisation !== undefined && capacities && !maySee(file, path, { version, organisation, capacities }))
      return HIDDEN
    if (version) return { is: 'present', value: version.value, version }
    return file.erased.has(path) ? ERASED : ABSENT
  }

  const read = (path: Path): Reading => {
    const reading = find(path)
    if (recorder)
      recorder.record(
        reading.is === 'present'
          ? { file: file.id, path, found: 'present', commitment: reading.version.commitment }
          : { file: file.id, path, found: reading.is },
      )
    return reading
  }

  const value = (path: Path): Value | undefined => {
    const reading = read(path)
    return reading.is === 'present' ? reading.value : undefined
  }

  return {
    file,
    read,
    value,
    text(path) {
      const found = value(path)
      return typeof found === 'string' ? found : undefined
    },
    enumerate(path) {
      const instances = new Set(file.children.get(path))
      for (const layer of [proposal, overlay]) for (const at of layer?.keys() ?? []) addChild(instances, path, at)
      const list = [...instances]
      recorder?.record({ file: file.id, path: path || '/', found: 'enumerated', instances: list })
      return list
    },
  }
}

const ABSENT: Reading = { is: 'absent' }
const HIDDEN: Reading = { is: 'hidden' }
const ERASED: Reading = { is: 'erased' }

function addChild(into: Set<string>, parent: string, path: Path): void {
  if (!path.startsWith(`${parent}/`)) return
  into.add(path.slice(parent.length + 1).split('/')[0] ?? '')
}

/** The audience of the definition decides; the keyer sees its own; what came without a definition (parties, documents) goes by the file. */
function maySee(
  file: FileState,
  path: Path,
  reader: { version: ElementVersion | undefined; organisation: string; capacities: ReadonlySet<Capacity> },
): boolean {
  if (reader.version?.organisation === reader.organisation) return true
  if (file.kind.public) return true
  if (reader.capacities.size === 0) return false
  if (reader.version?.audience) return reader.version.audience.some((capacity) => reader.capacities.has(capacity))
  const found = elementAt(file.kind, path)
  return found === undefined || inAudience(found.definition, reader.capacities)
}
