import type { Commitment, FileState, Path, Read } from '@entrepot/trade/file'
import type { Basis } from './claims.ts'

/** A version that an act relied on and that is no longer the one in force. */
export interface Conflict {
  readonly path: Path
  /** The commitment now in force, or `undefined` where the element was taken back. */
  readonly current: Commitment | undefined
}

/**
 * Finds what changed within the basis of an act: a version that it read was replaced or taken back, or something stands now
 * where its signer's judge had read nothing. Whatever else happened in the file is no conflict.
 *
 * @param reads what the judge read of the file as it stands now.
 */
export function conflictsOf(file: FileState, basis: Basis, reads: readonly Read[]): Conflict[] {
  const conflicts = new Map<Path, Conflict>()
  const on = new Set(basis.on)
  for (const commitment of on) {
    const version = file.byCommitment.get(commitment)
    const versions = version && file.elements.get(version.path)
    // What stood in a proposal only was never in force: whether it may still be answered is judged, not conflicted.
    if (!version || !versions) continue
    const isTakenBack =
      file.undone.has(commitment) || (file.retracted.has(version.act) && !file.proposals.has(version.act))
    if (!isTakenBack && !versions.some((each) => each.commitment === commitment)) continue
    const current = versions.at(-1)?.commitment
    if (current !== commitment) conflicts.set(version.path, { path: version.path, current })
  }
  for (const read of reads) {
    if (read.found !== 'present' || read.file !== file.id || on.has(read.commitment)) continue
    const version = file.elements.get(read.path)?.at(-1)
    if (version?.commitment === read.commitment && version.seq > basis.seen)
      conflicts.set(read.path, { path: read.path, current: read.commitment })
  }
  return [...conflicts.values()]
}
