import type { ActIdentity, Commitment, ElementVersion, FileState } from '@entrepot/trade/file'
import type { Staleness } from './verdict.ts'

/** What staleness is judged on: the files as they stand now. */
export interface Standing {
  readonly files: ReadonlyMap<string, FileState>
  /** Acts whose signer's key is held to be lost from before. */
  readonly lost: ReadonlySet<ActIdentity>
}

/**
 * Lists why a document no longer says what its files say: an input has a newer version or was taken back, in its
 * file or, where it was cited, in the file of its origin; or whoever stated it had lost its key before.
 *
 * An erased input is not a change, and what stands outside of the visible files is not judged.
 */
export function stalenessOf(
  fields: ReadonlyMap<string, Pick<ElementVersion, 'from'>>,
  standing: Standing,
): Staleness[] {
  const found: Staleness[] = []
  for (const [field, { from = [] }] of fields)
    for (const { file, version } of inputsOf(from, standing)) {
      const because = whyStale({ file, version }, standing)
      if (because) found.push({ field, file: file.id, path: version.path, because })
    }
  return found
}

/** Everything that a field rests on: what it read, what that was computed from, and so on to the statements. */
function inputsOf(from: readonly Commitment[], standing: Standing): Input[] {
  const inputs: Input[] = []
  const seen = new Set(from)
  for (const commitment of seen) {
    const input = inputOf(commitment, standing)
    if (!input) continue
    inputs.push(input)
    // A set walks what is added to it meanwhile, each once.
    for (const deeper of sourcesOf(input, standing)) seen.add(deeper)
  }
  return inputs
}

function sourcesOf({ version }: Input, { files }: Standing): readonly Commitment[] {
  const { from = [], origin, act } = version
  const source = origin && files.get(origin.file)?.byCommitment.get(origin.commitment)
  return [...from, ...(source?.from ?? [])].map((each) => (each.startsWith('#') ? `${act}${each}` : each))
}

/** Whether an act, or a proposal, was taken back by its signer, or undone, and does not stand again. */
export function isWithdrawn(file: FileState, identity: ActIdentity): boolean {
  return file.retracted.has(identity)
}

interface Input {
  readonly file: FileState
  readonly version: ElementVersion
}

function inputOf(commitment: Commitment, { files }: Standing): Input | undefined {
  for (const file of files.values()) {
    const version = file.byCommitment.get(commitment)
    if (version) return { file, version }
  }
  return undefined
}

function whyStale(input: Input, standing: Standing): Staleness['because'] | undefined {
  const { version, file } = input
  const here = standingOf(input, standing)
  if (here || !version.origin) return here
  const { origin } = version
  if (standing.lost.has(origin.act)) return 'signer-revoked'
  const home = standing.files.get(origin.file)
  if (!home || home.id === file.id) return linkedHere(input, standing)
  if (isWithdrawn(home, origin.act)) return 'withdrawn'
  const source = home.byCommitment.get(origin.commitment)
  return source && standingOf({ file: home, version: source }, standing)
}

/** A link within the file: what it points at may have changed without the link being made anew. */
function linkedHere({ file, version }: Input, standing: Standing): Staleness['because'] | undefined {
  const source = version.origin && file.byCommitment.get(version.origin.commitment)
  return source && source !== version ? standingOf({ file, version: source }, standing) : undefined
}

function standingOf({ file, version }: Input, { lost }: Standing): Staleness['because'] | undefined {
  if (lost.has(version.act)) return 'signer-revoked'
  if (isWithdrawn(file, version.act) || file.undone.has(version.commitment)) return 'withdrawn'
  const versions = file.elements.get(version.path) ?? []
  // What stood in a proposal only was never in force, so nothing replaced it.
  const stood = versions.some(({ commitment }) => commitment === version.commitment)
  return stood && versions.at(-1)?.commitment !== version.commitment ? 'changed' : undefined
}
