import { type Capacity, elementAt, inAudience } from './kind.ts'
import { asPath, type Path } from './path.ts'
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
  /** The instance ids or names below a path under which something stands that the reader may see, in the order of their first statement. */
  enumerate(path: Path | ''): readonly string[]
}

/** What a view reads beside the elements in force. */
export interface ViewOptions {
  /** The organisation that reads; its capacities decide what it sees. Absent: the whole file (the operator, its own process). */
  readonly organisation?: string
  /** Day of business time on which it reads: an agent whose authority ended before reads no more. */
  readonly today?: string
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
      // The same path may be read twice with another outcome: before an act and with it.
      const what = read.found === 'present' ? read.commitment : read.found
      const key = `${read.file}${read.path} ${what}`
      if (seen.has(key)) return
      seen.add(key)
      reads.push(read)
    },
  }
}

/** Opens a view of a file. */
export function viewFile(file: FileState, options: ViewOptions = {}): FileView {
  const { organisation, recorder, overlay, pinned, today } = options
  const eyes = organisation === undefined ? undefined : { organisation, held: capacitiesOf(file, organisation, today) }
  const proposal = options.proposal === undefined ? undefined : file.proposals.get(options.proposal)?.content
  const stands = (version: ElementVersion): boolean => eyes === undefined || seesAct(file, version, eyes)

  const current = (path: Path): ElementVersion | undefined => {
    const laid = overlay?.get(path) ?? proposal?.get(path)
    const versions = file.elements.get(path)
    if (laid && stands(laid) && (!pinned || overlay?.has(path) || pinned.has(laid.commitment))) return laid
    if (pinned) return versions?.findLast((version) => pinned.has(version.commitment) && stands(version))
    const version = versions?.findLast(stands)
    return version && version.seq < (file.erasedAt.get(path) ?? 0) ? undefined : version
  }

  const find = (path: Path): Reading => {
    const version = current(path)
    if (eyes && !maySee(file, path, { version, eyes, find })) return HIDDEN
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
      const isWhole = eyes === undefined && file.retracted.size === 0
      const known = [...(file.children.get(path) ?? [])]
      const instances = new Set(isWhole ? known : known.filter((child) => isSeenBelow(file, `${path}/${child}`, find)))
      for (const layer of [proposal, overlay])
        for (const at of layer?.keys() ?? [])
          if (eyes === undefined || find(at).is === 'present') addChild(instances, path, at)
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

/** Whether anything stands at a path or below it that a reader sees: an instance of hidden elements alone does not exist for him. */
function isSeenBelow(file: FileState, path: Path, find: (path: Path) => Reading): boolean {
  if (file.elements.has(path) || file.erased.has(path)) {
    const { is } = find(path)
    if (is === 'present' || is === 'erased') return true
  }
  for (const child of file.children.get(path) ?? []) if (isSeenBelow(file, `${path}/${child}`, find)) return true
  return false
}

interface Eyes {
  readonly organisation: string
  readonly held: ReadonlySet<Capacity>
}

const isOwn = ({ organisation, principal }: ElementVersion, eyes: Eyes): boolean =>
  organisation === eyes.organisation || principal === eyes.organisation

/** What an act says that a reader sees as a stub only does not stand for him. */
function seesAct(file: FileState, version: ElementVersion, eyes: Eyes): boolean {
  if (version.among === undefined || file.kind.public || isOwn(version, eyes)) return true
  return version.among.some((capacity) => eyes.held.has(capacity))
}

interface Sought {
  readonly version: ElementVersion | undefined
  readonly eyes: Eyes
  readonly find: (path: Path) => Reading
}

/** The audience of the definition decides; the keyer sees its own; what came without a definition (parties, documents) goes by the file. */
function maySee(file: FileState, path: Path, { version, eyes, find }: Sought): boolean {
  const found = elementAt(file.kind, path)
  // The fields of a cited document are for those who may know that it is cited there.
  const citedAt = found ? undefined : documentAbove(file, path)
  if (citedAt !== undefined && find(citedAt).is === 'hidden') return false
  if (version && isOwn(version, eyes)) return true
  if (file.kind.public) return true
  if (eyes.held.size === 0) return false
  if (version?.audience) return version.audience.some((capacity) => eyes.held.has(capacity))
  return found === undefined || inAudience(found.definition, eyes.held)
}

/** The element of type document below which a path lies. */
function documentAbove(file: FileState, path: Path): Path | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const above = asPath(path.slice(0, end))
    if (elementAt(file.kind, above)?.definition.type.is === 'document') return above
  }
  return undefined
}
