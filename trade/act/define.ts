import type {
  Capacity,
  Effect,
  FileView,
  FoldableAct,
  Kind,
  Label,
  Path,
  PathTemplate,
  Statement,
  Value,
} from '@entrepot/trade/file'
import type { JudgeContext } from './context.ts'
import type { Verdict } from './verdict.ts'

/** What a rule looks at: the file with the act laid over it, the act, and the world outside as dated facts. */
export interface Scene {
  readonly file: FileView
  /** The file as it stood before the act: what an act replaces (the controller of a bill) is read here. */
  readonly before: FileView
  readonly act: FoldableAct
  readonly context: JudgeContext
}

/** A pure, named, cited rule. */
export interface Rule {
  /** The code under which it refuses or advises, `sale/offer-lapsed`. */
  readonly name: string
  /** The article it rests on. */
  readonly cites: string
  /** One verdict, several (one for each difference; the first refusal counts), or none. */
  readonly judge: (scene: Scene) => Verdict | readonly Verdict[] | undefined
}

/** Computes an element of an act from what its file says; `instances` are those of the template. */
export type Derivation = (
  file: FileView,
  instances: ReadonlyMap<string, string>,
  act: Pick<FoldableAct, 'at'>,
) => Value | undefined

/** A movement in a register (a bank's books, a quota) that an act causes. Amounts are decimal texts. */
export interface RegisterEffect {
  readonly register: 'ledger'
  /** The organisation whose register it is. */
  readonly keeper: string
  readonly kind: 'post' | 'hold' | 'postHold' | 'voidHold'
  /** Stable within the act: the transfer's id is made of the act and this name. */
  readonly name: string
  readonly debit: string
  readonly credit: string
  readonly amount: string
  readonly currency: string
  /** For `postHold` and `voidHold`: the act whose hold it ends, and the hold's name. */
  readonly hold?: { readonly act: string; readonly name: string }
}

/** One type of act, versioned and frozen once released. */
export interface ActDefinition {
  /** Name and version, `offer/1`. */
  readonly type: string
  /** The kind of file that it belongs to; `*` for every kind. */
  readonly kind: string
  readonly label: Label
  /** What the act's page tells the person who is about to do it. */
  readonly hint?: Label
  readonly effect: Effect
  readonly by: readonly Capacity[]
  /** May be the first act of a file. */
  readonly opens?: true
  readonly enters?: true
  readonly issues?: true
  /** Its rules look at the signer's other files: the judge's context must hold its dossier. */
  readonly readsDossier?: true
  /** Types of act that it answers, by name. */
  readonly answers?: readonly string[]
  /** It counts by its dispatch: it may answer what was taken back before it arrived and had not been when it was sealed. */
  readonly mayCross?: true
  readonly requires?: readonly PathTemplate[]
  readonly may?: readonly PathTemplate[]
  /** Elements that are computed and signed along; recomputed by everyone who sees what they read. */
  readonly derives?: Readonly<Record<PathTemplate, Derivation>>
  /** Elements that take the act's business time as their value: `/invoice/date`. */
  readonly dates?: Readonly<Record<PathTemplate, 'date' | 'instant'>>
  /** Acts that must stand before, by name; an inner list means any one of them. */
  readonly after?: readonly (string | readonly string[])[]
  /** Acts after which it is no longer possible, by name. */
  readonly until?: readonly string[]
  /** At most once in a file, or once for each instance of this template's variables. */
  readonly once?: true | PathTemplate
  /** Who sees the act at all, beside its signer; the file's parties where absent. */
  readonly audience?: readonly Capacity[]
  /** Who reads a statement, where the element's definition does not say (a document's fields). */
  readonly audienceOf?: (
    act: { readonly issues?: { readonly definition: string } },
    path: Path,
  ) => readonly Capacity[] | undefined
  readonly rules?: readonly Rule[]
  /** Goes on as advised where a rule cannot decide. */
  readonly undecidableGoesOn?: true
  readonly effects?: (file: FileView, act: FoldableAct) => readonly RegisterEffect[]
  /** Brings the statements of this released version into the shape of the next one; set on superseded versions. */
  readonly upcast?: (statements: readonly Statement[]) => readonly Statement[]
}

/** Declares a type of act; asserts that its type names a version. */
export function defineAct(definition: ActDefinition): ActDefinition {
  if (!/^[a-z]+(-[a-z]+)*\/[1-9][0-9]*$/.test(definition.type))
    throw new Error(`${definition.type} is not a name and a version`)
  return definition
}

/** Every kind of file and type of act that a port knows. */
export interface Catalogue {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly acts: ReadonlyMap<string, ActDefinition>
}

/** Makes a catalogue; asserts that every act belongs to a known kind and states only elements of it. */
export function catalogueOf(kinds: readonly Kind[], acts: readonly ActDefinition[]): Catalogue {
  const catalogue = {
    kinds: new Map(kinds.map((kind) => [kind.name, kind])),
    acts: new Map<string, ActDefinition>(),
  }
  for (const act of acts) {
    if (catalogue.acts.has(act.type)) throw new Error(`${act.type} is defined twice`)
    // A superseded version speaks of the elements of its own time.
    if (!act.upcast) assertFits(act, catalogue.kinds)
    catalogue.acts.set(act.type, act)
  }
  return catalogue
}

function assertFits(act: ActDefinition, kinds: ReadonlyMap<string, Kind>): void {
  if (act.kind === '*') return
  const kind = kinds.get(act.kind)
  if (!kind) throw new Error(`${act.type} belongs to no known kind ${act.kind}`)
  for (const capacity of act.by)
    if (capacity !== '*' && !Object.hasOwn(kind.capacities, capacity))
      throw new Error(`${act.type}: no capacity ${capacity} in ${kind.name}`)
  const templates = [
    ...(act.requires ?? []),
    ...(act.may ?? []),
    ...Object.keys(act.derives ?? {}),
    ...Object.keys(act.dates ?? {}),
  ]
  for (const template of templates)
    if (!Object.hasOwn(kind.elements, template)) throw new Error(`${act.type}: ${kind.name} has no element ${template}`)
}
