import {
  type ActIdentity,
  type CitedDocument,
  type Commitment,
  type Dossier,
  emptyFile,
  type FileState,
  foldAct,
  foldErasure,
  foldStub,
  type IssuedDocument,
  type Path,
  type Read,
  sameValue,
  type Value,
} from '@entrepot/trade/file'
import { isSameReading, type Recomputed } from './derived.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'

/** A field of a document as its reader computes it again. */
export interface RecomputedField {
  readonly value: Value
  /** Everything that the computation read: what it found, missed, and walked. */
  readonly reads: readonly Read[]
}

/** What documents of this release are: how fields are computed, what a template prints. Supplied by `trade/documents`. */
export interface DocumentKnowledge {
  /**
   * Computes a document's fields again from pinned versions.
   *
   * @param dossier the files as they stood when the document was issued.
   * @returns fields by name; `undefined` for a definition that this release does not know.
   */
  recompute(
    document: IssuedDocument,
    standpoint: {
      readonly dossier: Dossier
      readonly home: FileState
      readonly pinned: ReadonlySet<Commitment>
      readonly reader?: string
    },
  ): ReadonlyMap<string, RecomputedField> | undefined
  /** All that a rendering may show, each text as often as the template prints it; `undefined` where it is not known. */
  printed?(document: IssuedDocument | CitedDocument, issuing: Issuing): Printed | undefined
}

/** Who issued a document by which act, as a rendering says it. */
export interface Issuing {
  readonly act: ActIdentity
  readonly file: string
  /** Name in the issuer's certificate. */
  readonly issuer: string
  readonly language: string
}

/** What a rendering may show. */
export interface Printed {
  /** The template's fixed words: labels, sentences. */
  readonly wording: readonly string[]
  /** Every value that it prints, as it prints it, each as often as it does. */
  readonly fields: readonly string[]
}

/** Knows no document: every field stays its issuer's word. */
export const noDocuments: DocumentKnowledge = { recompute: () => undefined }

/** A document computed again. */
export interface RecomputedDocument {
  /** Of each visible field, whether it was computed again; `differs` where the reader computed otherwise from the same. */
  readonly fields: ReadonlyMap<string, Recomputed | 'differs'>
  /** Fields that it lacks though all that they are computed from stood in its own file, before its reader's eyes. */
  readonly leftOut: readonly string[]
}

/** Computes a document again as its issuer saw the files when it issued it. */
export function recomputeFields(
  document: IssuedDocument,
  home: OpenedFile,
  given: { files: ReadonlyMap<string, OpenedFile>; knowledge: DocumentKnowledge; reader?: string },
): RecomputedDocument {
  const { files, knowledge, reader } = given
  const verdicts = new Map<string, Recomputed | 'differs'>()
  const issuing = home.entries.find(({ identity }) => identity === document.act)
  if (!issuing) return { fields: verdicts, leftOut: [] }
  const pinned = new Set([...document.fields.values()].flatMap(({ from }) => from ?? []))
  const dossier = dossierAt(home, issuing, readFiles(home, files, pinned))
  const standing = dossier.root
  const whole = [...files.values()].every((file) => file.whole)
  const eyes = reader === undefined ? {} : { reader }
  const again = knowledge.recompute(document, { dossier, home: standing, pinned, ...eyes })
  for (const [name, { value, from = [] }] of document.fields)
    verdicts.set(name, judgeField({ value, from }, again?.get(name), { dossier, whole, document }))
  return { fields: verdicts, leftOut: home.whole ? leftOutOf(document, { dossier, home: standing, knowledge }) : [] }
}

/** Fields that come out of the file as it stood, with its issuer's eyes, and that the document does not have. */
function leftOutOf(
  document: IssuedDocument,
  { dossier, home, knowledge }: { dossier: Dossier; home: FileState; knowledge: DocumentKnowledge },
): string[] {
  const pinned = new Set<Commitment>()
  for (const { path, commitment } of home.byCommitment.values())
    if (isInForce({ file: home, path, commitment }, document)) pinned.add(commitment)
  const reader = document.organisation
  const all = knowledge.recompute(document, { dossier, home, pinned, reader })
  return [...(all ?? [])].flatMap(([name, { reads }]) => {
    const isSeen = reads.length > 0 && reads.every(({ file, found }) => file === home.id && found !== 'hidden')
    return isSeen && !document.fields.has(name) ? [name] : []
  })
}

/** Whether a version was the one in force when its document was issued, or stood in the proposal that this writes down. */
function isInForce(
  { file, path, commitment }: { file: FileState; path: Path; commitment: Commitment },
  { subject = '' }: IssuedDocument,
): boolean {
  const proposed = file.proposals.get(subject)?.content.get(path)
  return proposed?.commitment === commitment || file.elements.get(path)?.at(-1)?.commitment === commitment
}

function judgeField(
  said: { readonly value: Value; readonly from: readonly Commitment[] },
  again: RecomputedField | undefined,
  { dossier, whole, document }: { dossier: Dossier; whole: boolean; document: IssuedDocument },
): Recomputed | 'differs' {
  if (!again || again.reads.some(({ found }) => found === 'hidden' || found === 'erased')) return 'attested'
  const files = [...dossier.files.values()]
  const isVisible = said.from.every((commitment) => files.some((file) => file.byCommitment.has(commitment)))
  if (!isVisible) return 'attested'
  if (sameValue(again.value, said.value))
    return isSameReading(said.from, again.reads, true) && isOfItsTime(again.reads, dossier, document)
      ? 'checked'
      : 'attested'
  return isSameReading(said.from, again.reads, whole) ? 'differs' : 'attested'
}

/** Whether all that was read was in force when the document was issued: a pin may point at what was replaced before. */
function isOfItsTime(reads: readonly Read[], { files }: Dossier, document: IssuedDocument): boolean {
  return reads.every((read) => {
    if (read.found !== 'present') return true
    const file = files.get(read.file)
    const { path, commitment } = read
    return file !== undefined && isInForce({ file, path, commitment }, document)
  })
}

/** The files that a document read: others might be of the same kind, and its issuer may not have known them. */
function readFiles(
  home: OpenedFile,
  files: ReadonlyMap<string, OpenedFile>,
  pinned: ReadonlySet<Commitment>,
): ReadonlyMap<string, OpenedFile> {
  const isRead = ({ state }: OpenedFile) => [...pinned].some((commitment) => state.byCommitment.has(commitment))
  return new Map([...files].filter(([id, file]) => id === home.state.id || isRead(file)))
}

/** The dossier as it stood when a document was issued: its own file before the issuing act, others up to its receipt. */
function dossierAt(home: OpenedFile, issuing: OpenedEntry, files: ReadonlyMap<string, OpenedFile>): Dossier {
  const at = new Map<string, FileState>()
  for (const [id, file] of files)
    at.set(
      id,
      refold(file, ({ seq, receivedMs }) =>
        id === home.state.id ? seq < issuing.seq : receivedMs <= issuing.receivedMs,
      ),
    )
  const root = at.get(home.state.id) ?? emptyFile(home.state.id, home.state.kind)
  return { root, files: at }
}

function refold(file: OpenedFile, until: (entry: OpenedEntry) => boolean): FileState {
  const state = emptyFile(file.state.id, file.state.kind)
  const shown = new Set<number>()
  for (const entry of file.entries) {
    if (!until(entry)) break
    shown.add(entry.seq)
    if (entry.act) foldAct(state, entry.act)
    else foldStub(state, entry.seq, entry.identity)
  }
  for (const erasure of file.evidence.erasures) if (shown.has(erasure.seq)) foldErasure(state, erasure)
  return state
}
