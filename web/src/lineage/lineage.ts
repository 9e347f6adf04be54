import type { ActVerdict, VerdictKind } from '@entrepot/trade/evidence'
import {
  type Commitment,
  type ElementVersion,
  elementAt,
  type ElementDefinition,
  type FileState,
  type FoldableAct,
  type How,
  type Path,
  type Value,
} from '@entrepot/trade/file'

/** What a reader may say of one step of a lineage. */
export type StepVerdict = VerdictKind

/** One step of where a value comes from; its children are what it was computed or cited from. */
export interface LineageStep {
  /** Unique within the tree. */
  readonly key: string
  /** Absent where this reader sees nothing but that there is something. */
  readonly seen?: SeenStep
  readonly commitment: Commitment
  readonly verdict: StepVerdict
  readonly children: readonly LineageStep[]
  /** There are more inputs than are shown. */
  readonly isCut?: true
}

/** What is known of a step that its reader sees. */
export interface SeenStep {
  readonly path: Path
  readonly value: Value
  readonly how: How
  readonly organisation: string
  readonly definition?: ElementDefinition
  /** Its file and act, where they are in this dossier; a citation's origin may lie outside of it. */
  readonly file?: FileState
  readonly act?: FoldableAct
}

/** What tracing takes. */
export interface Tracing {
  readonly files: ReadonlyMap<string, FileState>
  /** Verdicts of acts by file, as evidence was opened. */
  readonly acts: ReadonlyMap<string, readonly ActVerdict[]>
}

/** Steps of one tree, and how deep it goes. */
const MAX_STEPS = 400
const MAX_DEPTH = 12

/** Finds where a version comes from, step by step, until it was keyed; follows citations into other files. */
export function lineageOf(version: ElementVersion, tracing: Tracing): LineageStep {
  const tracer = new Tracer(tracing)
  return tracer.step(version, tracer.homeOf(version), [])
}

class Tracer {
  readonly #files: Tracing['files']
  readonly #verdicts = new Map<string, StepVerdict>()
  #left = MAX_STEPS

  constructor({ files, acts }: Tracing) {
    this.#files = files
    for (const verdicts of acts.values())
      for (const { identity, elements, verdict } of verdicts) {
        this.#verdicts.set(identity, verdict)
        for (const element of elements) this.#verdicts.set(`${identity} ${element.path}`, element.verdict)
      }
  }

  /** The file in which a version's act stands. */
  homeOf({ act }: Pick<ElementVersion, 'act'>): FileState | undefined {
    return [...this.#files.values()].find((file) => file.byIdentity.has(act))
  }

  step(version: ElementVersion, file: FileState | undefined, above: readonly Commitment[]): LineageStep {
    this.#left -= 1
    const { path, value, how, organisation, commitment } = version
    const act = file?.byIdentity.get(version.act)
    const definition = file && elementAt(file.kind, path)?.definition
    return {
      key: [...above, commitment, path].join('/'),
      commitment,
      seen: {
        ...{ path, value, how, organisation },
        ...(definition ? { definition } : {}),
        ...(file ? { file } : {}),
        ...(act ? { act } : {}),
      },
      verdict: this.#verdictOf(version),
      ...this.#inputs(version, [...above, commitment]),
    }
  }

  #inputs(version: ElementVersion, above: readonly Commitment[]): Pick<LineageStep, 'children' | 'isCut'> {
    const wanted = version.how === 'cited' && version.origin ? [version.origin.commitment] : (version.from ?? [])
    const children: LineageStep[] = []
    for (const commitment of new Set(wanted)) {
      if (above.includes(commitment)) continue
      if (this.#left <= 0 || above.length > MAX_DEPTH) return { children, isCut: true }
      children.push(this.#input(commitment, version, above))
    }
    return { children }
  }

  #input(commitment: Commitment, of: ElementVersion, above: readonly Commitment[]): LineageStep {
    for (const file of this.#files.values()) {
      const found = file.byCommitment.get(commitment)
      // What a citation brought along is known in the citing file, too; its own file says more.
      if (found && (file.byIdentity.has(found.act) || found.how === 'certificate')) return this.step(found, file, above)
    }
    const key = [...above, commitment].join('/')
    if (of.origin?.commitment !== commitment) return { key, commitment, verdict: 'not-visible', children: [] }
    // The origin's file is not ours to see; the citation carried its sealed act, whose signature was checked.
    const { path, organisation } = of.origin
    const seen: SeenStep = { path, organisation, value: of.value, how: 'keyed' }
    return { key, commitment, seen, verdict: this.#verdictOf(of), children: [] }
  }

  #verdictOf({ act, path }: ElementVersion): StepVerdict {
    const ofElement = this.#verdicts.get(`${act} ${path}`)
    if (ofElement) return ofElement
    // Dates of envelopes and facts of certificates are no statements: they hold as their act does.
    const ofAct = this.#verdicts.get(act)
    return ofAct === 'failed' || ofAct === undefined ? (ofAct ?? 'attested') : 'checked'
  }
}

/** The steps at which a value was first said: keyed, read off, dated by an envelope, or named by a certificate. */
export function leavesOf(step: LineageStep): readonly LineageStep[] {
  return step.children.length === 0 ? [step] : step.children.flatMap(leavesOf)
}
