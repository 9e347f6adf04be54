import {
  type ElementDefinition,
  elementAt,
  type ElementType,
  type ElementVersion,
  type FileState,
  type Kind,
  type Label,
  type Path,
  segmentsOf,
  viewFile,
} from '@entrepot/trade/file'
import type { ElementPlace } from '@entrepot/trade/party'

/** An element in force somewhere in the dossier. */
export interface Standing {
  readonly place: ElementPlace
  readonly kind: Kind
  readonly label: Label
  readonly definition: ElementDefinition
  readonly version: ElementVersion
}

/** An element that a field could link to instead of keying it again; the higher the score, the likelier it is the same fact. */
export interface Suggestion extends Standing {
  readonly score: number
}

/** Every element of the dossier that its reader sees, in force. */
export function standingIn(files: Iterable<FileState>, organisation: string): readonly Standing[] {
  const found: Standing[] = []
  for (const file of files) {
    const view = viewFile(file, { organisation })
    for (const path of file.elements.keys()) {
      const reading = view.read(path)
      const element = elementAt(file.kind, path)
      if (reading.is !== 'present' || !element) continue
      const { definition } = element
      const place = { file: file.id, path }
      found.push({ place, kind: file.kind, label: definition.label, definition, version: reading.version })
    }
  }
  return found
}

/** The field that wants a link. */
export interface Wanting {
  readonly path: Path
  readonly definition: ElementDefinition
  /** The act's file, and its kind. */
  readonly file: string
  readonly kind: Kind
}

/** From so much on, two elements are taken for the same fact. */
const LIKELY = 3

/**
 * Finds what a field could link to: elements of its type in files from which its own kind may cite, the same number in the
 * trade data directory, the same fact, or the same label first.
 */
export function suggestionsFor(wanting: Wanting, standing: readonly Standing[]): readonly Suggestion[] {
  const byOrigin = new Map<string, Suggestion>()
  for (const each of standing) {
    if (!mayLink(wanting, each)) continue
    const score = likeness(wanting, each)
    const key = each.version.origin?.commitment ?? each.version.commitment
    const known = byOrigin.get(key)
    // Where the origin itself stands in the dossier, it is what is linked, however well a citation of it fits.
    const shown = known && (known.version.origin === undefined || each.version.origin !== undefined) ? known : each
    byOrigin.set(key, { ...shown, score: Math.max(score, known?.score ?? score) })
  }
  return [...byOrigin.values()].toSorted((a, b) => b.score - a.score)
}

/** The one element that is likely the same fact; none where two different values are equally likely. */
export function likelyLink(suggestions: readonly Suggestion[]): Suggestion | undefined {
  const [first, second] = suggestions
  if (!first || first.score < LIKELY) return undefined
  return second && second.score === first.score ? undefined : first
}

function mayLink({ file, kind, path, definition }: Wanting, other: Standing): boolean {
  const isSelf = other.place.file === file && other.place.path === path
  const mayCite = other.place.file === file || kind.citesFrom.includes(other.kind.name)
  return !isSelf && mayCite && isSameType(definition.type, other.definition.type)
}

function isSameType(a: ElementType, b: ElementType): boolean {
  if (a.is === 'code' && b.is === 'code') return a.list === b.list
  if (a.is === 'choice' && b.is === 'choice') return Object.keys(b.of).every((option) => Object.hasOwn(a.of, option))
  if (a.is === 'list' && b.is === 'list') return isSameType(a.of, b.of)
  if (a.is === 'decimal' && b.is === 'decimal') return a.scale >= b.scale
  return a.is === b.is
}

function likeness({ path, definition }: Wanting, { place, definition: other, label }: Standing): number {
  const isSame = (a: string | undefined, b: string | undefined) => a !== undefined && a === b
  const own = segmentsOf(path)
  const theirs = segmentsOf(place.path)
  const named = own.at(-1) === theirs.at(-1) ? 1 : 0
  const within = sharedInstances(own, theirs)
  const facts =
    (isSame(definition.untded, other.untded) ? 4 : 0) +
    (isSame(definition.fact, other.fact) ? 3 : 0) +
    (definition.label.en === label.en ? 3 : 0)
  // Another line's quantity is of the same kind and not the same fact.
  return facts + named + (within === 'other' ? -3 : within)
}

/** Both under the same list: the same instance, or another one. */
function sharedInstances(own: readonly string[], theirs: readonly string[]): number | 'other' {
  for (const [i, list] of own.slice(0, -2).entries()) {
    const at = theirs.indexOf(list)
    const [id, otherId] = [own[i + 1], at < 0 ? undefined : theirs[at + 1]]
    if (id === undefined || otherId === undefined) continue
    if (/\d$/.test(id)) return id === otherId ? 1 : 'other'
  }
  return 0
}
