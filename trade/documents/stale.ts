import type { Commitment, FileState, IssuedDocument, Path } from '@entrepot/trade/file'

/** An input of an issued document that has changed since. */
export interface StaleInput {
  readonly file: string
  readonly path: Path
  readonly pinned: Commitment
  /** The version now in force; `undefined` where it was taken back or erased. */
  readonly current: Commitment | undefined
  readonly fields: readonly string[]
}

/**
 * Lists what has changed under an issued document: versions that it pinned and that are no longer in force.
 *
 * @param files the files that its reader sees; inputs outside of them are not judged.
 */
export function staleInputs(document: IssuedDocument, files: Iterable<FileState>): StaleInput[] {
  const fieldsOf = new Map<Commitment, string[]>()
  for (const [name, { from }] of document.fields)
    for (const commitment of from ?? []) fieldsOf.set(commitment, [...(fieldsOf.get(commitment) ?? []), name])
  const stale: StaleInput[] = []
  for (const file of files) {
    for (const [pinned, fields] of fieldsOf) {
      const version = file.byCommitment.get(pinned)
      const versions = version && file.elements.get(version.path)
      if (!version || !versions) continue
      const current = versions.at(-1)?.commitment
      // What stood in a proposal only was never in force, so nothing replaced it.
      const stood = file.undone.has(pinned) || versions.some((each) => each.commitment === pinned)
      if (current !== pinned && stood) stale.push({ file: file.id, path: version.path, pinned, current, fields })
    }
    for (const [path, commitment] of file.erased) {
      const fields = fieldsOf.get(commitment)
      if (fields) stale.push({ file: file.id, path, pinned: commitment, current: undefined, fields })
    }
  }
  return stale
}
