import type { ActDefinition } from '@entrepot/trade/act'
import {
  bind,
  type Commitment,
  createRecorder,
  type ElementVersion,
  type FileState,
  type FoldableAct,
  type Path,
  pathEntries,
  type Read,
  sameValue,
  type Statement,
  viewFile,
} from '@entrepot/trade/file'

/** Whether a computed element was computed again from what its reader can see. */
export type Recomputed = 'checked' | 'attested'

/** The file before the act, and the act laid over it. */
export interface Derivable {
  readonly file: FileState
  readonly act: FoldableAct
  readonly definition: ActDefinition
  readonly overlay: ReadonlyMap<Path, ElementVersion>
  /** Nothing of the file so far is hidden from the reader. */
  readonly whole: boolean
  readonly reader?: string
}

/**
 * Computes one derived element again.
 *
 * `checked` only where every version that its signer names is visible, the computation read these and nothing hidden or
 * erased, and the value is the same. `differs` only where it is certain that the reader computed from the same: else it stays
 * its signer's word.
 */
export function recomputeDerived(statement: Statement, given: Derivable): Recomputed | 'differs' {
  const { definition, file, overlay, reader, act } = given
  const found = derivationOf(definition, statement.path)
  if (!found) return 'attested'
  const recorder = createRecorder()
  const view = viewFile(file, { overlay, recorder, ...(reader === undefined ? {} : { organisation: reader }) })
  const value = found.derive(view, found.instances, act)
  if (recorder.reads.some(({ found: is }) => is === 'hidden' || is === 'erased')) return 'attested'
  const own = new Set([...overlay.values()].map(({ commitment }) => commitment))
  const from = (statement.from ?? []).map((commitment) => ownDate(commitment, act))
  if (!from.every((commitment) => own.has(commitment) || file.byCommitment.has(commitment))) return 'attested'
  // A figure that is right but names other inputs than it has stays its signer's word.
  if (value !== undefined && sameValue(value, statement.value))
    return isSameReading(from, recorder.reads, true) ? 'checked' : 'attested'
  return isSameReading(from, recorder.reads, given.whole) ? 'differs' : 'attested'
}

/** Whether the same versions were read, and no list was walked that might be longer than the reader sees. */
export function isSameReading(from: readonly Commitment[], reads: readonly Read[], whole: boolean): boolean {
  const read = new Set(reads.flatMap((each) => (each.found === 'present' ? [each.commitment] : [])))
  const walked = reads.some(({ found }) => found === 'enumerated')
  return (whole || !walked) && read.size === new Set(from).size && from.every((commitment) => read.has(commitment))
}

/** An act is composed before it has an identity, so its own date is named `#date`. */
const ownDate = (commitment: Commitment, act: FoldableAct): Commitment =>
  commitment.startsWith('#') ? `${act.identity}${commitment}` : commitment

function derivationOf(definition: ActDefinition, path: Path) {
  for (const [template, derive] of pathEntries(definition.derives ?? {})) {
    const instances = bind(template, path)
    if (instances) return { derive, instances }
  }
  return undefined
}
