import type { FileState, IssuedDocument } from '@entrepot/trade/file'
import { sameValue } from '@entrepot/trade/file'
import { documents } from './all.ts'
import { computeDocument, type Standpoint } from './fields.ts'

/** What a reader finds when it computes an issued document again from the versions that it pinned. */
export interface Recomputation {
  /** Fields that came out the same. */
  readonly checked: readonly string[]
  /** Fields whose inputs this reader does not see in full: its issuer's word. */
  readonly attested: readonly string[]
  /** Fields that come out otherwise: the document is wrong, or this reader's evidence is. */
  readonly different: readonly string[]
}

/** Computes an issued document again from what this reader sees of its pinned inputs. */
export function recompute(
  document: IssuedDocument,
  standpoint: Pick<Standpoint, 'dossier' | 'home' | 'organisation'>,
): Recomputation {
  const definition = documents.get(document.definition)
  const found = { checked: [] as string[], attested: [] as string[], different: [] as string[] }
  if (!definition) return { ...found, attested: [...document.fields.keys()] }
  const pinned = new Set([...document.fields.values()].flatMap((field) => field.from ?? []))
  const visible = visibleCommitments(standpoint.dossier.files.values())
  const { subject, using } = document
  const computed = computeDocument(definition, {
    ...standpoint,
    pinned,
    ...(subject ? { subject } : {}),
    ...(using ? { using } : {}),
  })
  const again = new Map(computed.fields.map((field) => [field.name, field.value]))
  for (const [name, field] of document.fields) {
    const value = again.get(name)
    if (!(field.from ?? []).every((commitment) => visible.has(commitment))) found.attested.push(name)
    else if (value !== undefined && sameValue(value, field.value)) found.checked.push(name)
    else found.different.push(name)
  }
  return found
}

function visibleCommitments(files: Iterable<FileState>): ReadonlySet<string> {
  const visible = new Set<string>()
  for (const file of files) for (const commitment of file.byCommitment.keys()) visible.add(commitment)
  return visible
}
