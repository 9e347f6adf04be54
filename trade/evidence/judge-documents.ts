import {
  type ActIdentity,
  type CitedDocument,
  type Commitment,
  type FileState,
  type FoldableAct,
  type IssuedDocument,
  issuedBy,
} from '@entrepot/trade/file'
import { placeOf } from './citations.ts'
import type { Recomputed } from './derived.ts'
import { type DocumentKnowledge, recomputeFields } from './documents.ts'
import { type Finding, fault } from './finding.ts'
import type { OpenedEntry, OpenedFile } from './open-file.ts'
import { isWithdrawn, stalenessOf } from './stale.ts'
import type { DocumentVerdict, VerdictKind } from './verdict.ts'

/** What documents are judged with. */
export interface DocumentContext {
  readonly states: ReadonlyMap<string, FileState>
  readonly lost: ReadonlySet<ActIdentity>
  readonly knowledge: DocumentKnowledge
  /** SHA-256 of renderings at hand, by issuing act. */
  readonly renderings: ReadonlyMap<ActIdentity, string>
  readonly reader?: string
}

/** Documents judged. */
export interface JudgedDocuments {
  readonly verdicts: readonly DocumentVerdict[]
  /** Of each field, by the commitment under which its act states it. */
  readonly fields: ReadonlyMap<Commitment, Recomputed>
  readonly findings: readonly Finding[]
  /** Issuing acts whose document does not hold. */
  readonly failed: ReadonlySet<ActIdentity>
}

interface Work extends DocumentContext {
  readonly files: ReadonlyMap<string, OpenedFile>
  readonly fields: Map<Commitment, Recomputed>
  readonly findings: Finding[]
  readonly failed: Set<ActIdentity>
  /** A rendering is at hand, and the hash that its issuer signed is not visible. */
  readonly unsigned: Set<ActIdentity>
}

/** Judges every document: those issued in the visible files, and those of which only a citation came along. */
export function judgeDocuments(files: ReadonlyMap<string, OpenedFile>, context: DocumentContext): JudgedDocuments {
  const work: Work = { ...context, files, fields: new Map(), findings: [], failed: new Set(), unsigned: new Set() }
  const verdicts = new Map<ActIdentity, DocumentVerdict>()
  for (const file of files.values())
    for (const entry of file.entries) {
      const document = entry.act && documentOf(entry.act, file)
      if (document) verdicts.set(document.act, judgeIssued(document, { file, entry }, work))
    }
  for (const { state } of files.values())
    for (const cited of state.citedDocuments.values())
      if (!verdicts.has(cited.act)) verdicts.set(cited.act, judgeCited(cited, work))
  checkRenderings(verdicts, work)
  const { fields, findings, failed } = work
  return { verdicts: [...verdicts.values()], fields, findings, failed }
}

/** The document that an act issued, as its own act issued it; of the latest issue, what was not erased since. */
export function documentOf(act: FoldableAct, { state }: Pick<OpenedFile, 'state'>): IssuedDocument | undefined {
  const latest = act.issues && state.documents.get(act.issues.document)
  return latest?.act === act.identity ? latest : issuedBy(act)
}

function judgeIssued(
  document: IssuedDocument,
  { file, entry }: { file: OpenedFile; entry: OpenedEntry },
  work: Work,
): DocumentVerdict {
  const { fields, leftOut } = recomputeFields(document, file, work)
  const count = { checked: 0, attested: 0, hidden: entry.hidden }
  for (const name of leftOut) {
    work.failed.add(document.act)
    const path = `/documents/${document.id}/${name}`
    work.findings.push(fault('document/field-left-out', { ...placeOf(file, entry), path }))
  }
  for (const [name, verdict] of fields) {
    const version = document.fields.get(name)
    if (verdict === 'differs') {
      work.failed.add(document.act)
      work.findings.push(fault('document/field-differs', { ...placeOf(file, entry), path: version?.path ?? name }))
      continue
    }
    count[verdict] += 1
    if (version) work.fields.set(version.commitment, verdict)
  }
  const { definition, act, organisation: issuer } = document
  const said = { act, definition, issuer, file: file.state.id, seq: entry.seq, document: document.id, fields: count }
  const verdict = work.failed.has(act) ? 'failed' : verdictOf(count)
  return { ...said, verdict, rendering: renderingOf(document, work), ...standingOf(document, file.state, work) }
}

/** Only a citation is visible: nothing of it can be computed again, its issuer's signature is what holds. */
function judgeCited(cited: CitedDocument, work: Work): DocumentVerdict {
  const { act, definition, issuer, file } = cited
  const fields = { checked: 0, attested: cited.fields.size, hidden: cited.undisclosed }
  for (const { commitment } of cited.fields.values()) work.fields.set(commitment, 'attested')
  const said = { act, definition, issuer, file, seq: 0, document: '', fields, verdict: verdictOf(fields) }
  return { ...said, rendering: renderingOf(cited, work), ...standingOf(cited, work.states.get(file), work) }
}

function verdictOf({ checked, attested, hidden }: DocumentVerdict['fields']): VerdictKind {
  if (attested > 0) return 'attested'
  return checked > 0 || hidden === 0 ? 'checked' : 'not-visible'
}

function renderingOf({ act, rendering }: Pick<IssuedDocument, 'act' | 'rendering'>, work: Work) {
  const found = work.renderings.get(act)
  if (found !== undefined && rendering === undefined) work.unsigned.add(act)
  return found === undefined ? 'not-here' : found === rendering ? 'matches' : 'differs'
}

function standingOf(
  { act, fields }: Pick<IssuedDocument, 'act' | 'fields'>,
  home: FileState | undefined,
  { states, lost }: Work,
): Pick<DocumentVerdict, 'state' | 'stale'> {
  const stale = stalenessOf(fields, { files: states, lost })
  if (home && isWithdrawn(home, act)) return { state: 'withdrawn', stale }
  return { state: stale.length > 0 || lost.has(act) ? 'stale' : 'current', stale }
}

function checkRenderings(verdicts: ReadonlyMap<ActIdentity, DocumentVerdict>, work: Work): void {
  for (const act of work.renderings.keys())
    if (!verdicts.has(act)) work.findings.push(fault('rendering/of-no-document', { act }))
  for (const { act, file, seq, rendering } of verdicts.values())
    if (rendering === 'differs') {
      work.failed.add(act)
      const code = work.unsigned.has(act) ? 'rendering/hash-not-visible' : 'rendering/changed'
      work.findings.push(fault(code, { file, ...(seq > 0 ? { seq } : {}), act }))
    }
}
