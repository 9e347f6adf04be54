import type { ActIdentity } from '@entrepot/trade/file'
import { type Finding, fault, mark, type Place } from './finding.ts'
import { fileEntry } from './format.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'
import { isWithdrawn } from './stale.ts'

/**
 * Checks what acts cite against the files that it came from, where these are at hand: the cited act stands in its
 * file's sequence, and stood there before; an origin that was taken back since marks the citation, which stands.
 */
export function checkCitations(files: ReadonlyMap<string, OpenedFile>): {
  readonly findings: readonly Finding[]
  /** Acts that cite what never stood. */
  readonly failed: ReadonlySet<ActIdentity>
} {
  const findings: Finding[] = []
  for (const file of files.values())
    for (const entry of file.entries) {
      findings.push(...checkSources(file, entry, files))
      findings.push(...markWithdrawn(file, entry, files))
    }
  const failed = findings.flatMap(({ severity, place: { act } }) => (severity === 'fault' && act ? [act] : []))
  return { findings, failed: new Set(failed) }
}

function checkSources(file: OpenedFile, entry: OpenedEntry, files: ReadonlyMap<string, OpenedFile>): Finding[] {
  if (!entry.act) return []
  return (entry.read?.citations ?? []).flatMap((cited) => {
    const origin = files.get(cited.claims.file)
    const place = { ...placeOf(file, entry), path: `citation of ${cited.claims.type} in file ${cited.claims.file}` }
    if (!origin) return []
    const source = origin.entries.find(({ identity }) => identity === cited.identity)
    if (!source) return [fault('citation/not-in-its-file', place, cited.identity)]
    return source.receivedMs > entry.receivedMs ? [fault('citation/of-later', place, cited.identity)] : []
  })
}

function markWithdrawn(file: OpenedFile, entry: OpenedEntry, files: ReadonlyMap<string, OpenedFile>): Finding[] {
  return (entry.act?.statements ?? []).flatMap(({ path, origin }) => {
    const home = origin && files.get(origin.file)
    if (!origin || !home || !isWithdrawn(home.state, origin.act)) return []
    return [mark('citation/origin-withdrawn', { ...placeOf(file, entry), path }, `${origin.file} ${origin.path}`)]
  })
}

/** Where an act stands. */
export function placeOf({ evidence }: OpenedFile, { seq, identity, act }: OpenedEntry): Place {
  const type = act === undefined ? {} : { type: act.type }
  return { entry: fileEntry(evidence.file), file: evidence.file, seq, act: identity, ...type }
}
