import { foldAct, foldErasure, foldStub } from './fold.ts'
import { type Capacity, elementAt } from './kind.ts'
import type { Path } from './path.ts'
import {
  type CitedDocument,
  type Commitment,
  type ElementVersion,
  emptyFile,
  type FileState,
  type FoldableAct,
  type Statement,
} from './state.ts'

/** Who reads a file, and how much of it there is for him. */
export interface Reader {
  readonly organisation: string
  /** Capacities that he reads in: his own once he has entered, and those of principals who gave him authority. */
  readonly capacities: ReadonlySet<Capacity>
  /**
   * `content`: what stands in his audience; `invitation`: kind and parties, until he enters; `nothing`: for him there is no
   * such file.
   */
  readonly sees: 'content' | 'invitation' | 'nothing'
}

/** How an organisation reads a file on a day of business time; an agent's authority may have ended. */
export function readerOf(file: FileState, organisation: string, today: string): Reader {
  const capacities = new Set<Capacity>()
  let named = false
  for (const party of file.parties.values()) {
    if (party.organisation !== organisation) continue
    named = true
    if (party.entered) capacities.add(party.capacity)
  }
  for (const { agent, capacity, principal, until } of file.authorities.values()) {
    const party = file.parties.get(capacity)
    const holds = party?.organisation === principal && party.entered
    if (agent === organisation && holds && (until === undefined || until >= today)) capacities.add(capacity)
  }
  const sees = capacities.size > 0 || file.kind.public ? 'content' : named ? 'invitation' : 'nothing'
  return { organisation, capacities, sees }
}

/** Whether a reader sees that an act is more than a place in the sequence. */
export function seesAct(file: FileState, reader: Reader, act: FoldableAct): boolean {
  if (isOwnAct(reader, act)) return true
  if (reader.sees !== 'content') return reader.sees === 'invitation' && act.opens !== undefined
  return file.kind.public === true || isAmong(reader, act.audience)
}

/** Whether a reader sees one statement of an act that he sees; of a link within the file, whether he sees what it points at. */
export function seesStatement(file: FileState, reader: Reader, act: FoldableAct, statement: Statement): boolean {
  if (isOwnAct(reader, act)) return true
  if (reader.sees !== 'content') return false
  if (file.kind.public) return true
  const { origin, path } = statement
  if (!isAmong(reader, statement.audience ?? elementAt(file.kind, path)?.definition.audience)) return false
  return origin?.file !== file.id || !stands(file, origin.commitment) || seesCommitment(file, reader, origin.commitment)
}

/** Whether a reader sees a version: by the act that brought it. What a certificate says goes with the party's entering. */
export function seesCommitment(file: FileState, reader: Reader, commitment: Commitment): boolean {
  const version = file.byCommitment.get(commitment)
  const act = file.byIdentity.get(version?.act ?? commitment)
  if (!act) return version !== undefined && seesMounted(file, reader, version)
  if (!seesAct(file, reader, act)) return false
  const statement = act.statements.find((each) => each.commitment === commitment)
  return statement ? seesStatement(file, reader, act, statement) : reader.sees === 'content'
}

/** The path that a reader may be told, where it stands in something that he may see. */
export function seesPath(file: FileState, reader: Reader, path: Path): boolean {
  const version = file.elements.get(path)?.at(-1)
  if (version) return seesCommitment(file, reader, version.commitment)
  return reader.sees === 'content' && isAmong(reader, elementAt(file.kind, path)?.definition.audience)
}

/** Whether a reader may know that something was erased: he sees the act that stated it, and is in the element's audience. */
export function seesErasure(
  file: FileState,
  reader: Reader,
  { seq, path }: { readonly seq: number; readonly path: Path },
): boolean {
  const act = file.acts.find(({ receipt }) => receipt.seq === seq)
  if (!act || !seesAct(file, reader, act)) return false
  if (isOwnAct(reader, act) || file.kind.public) return true
  return reader.sees === 'content' && isAmong(reader, elementAt(file.kind, path)?.definition.audience)
}

/** What one reader's own program would fold from what he is given: the whole less what he may not see. */
export function stateFor(file: FileState, reader: Reader): FileState {
  const state = emptyFile(file.id, file.kind)
  for (const act of file.acts) {
    const { seq } = act.receipt
    if (!seesAct(file, reader, act)) foldStub(state, seq, act.identity)
    else foldAct(state, reducedAct(file, reader, act))
  }
  for (const [path, commitment] of file.erased) {
    const seq = file.erasedAt.get(path)
    if (seq !== undefined && seesErasure(file, reader, { seq, path })) foldErasure(state, { path, commitment, seq })
  }
  return state
}

function reducedAct(file: FileState, reader: Reader, act: FoldableAct): FoldableAct {
  const visible = act.statements.filter((statement) => seesStatement(file, reader, act, statement))
  const undisclosed = act.undisclosed + act.statements.length - visible.length
  const statements = visible.map((statement) =>
    statement.document?.file === file.id
      ? { ...statement, document: reducedDocument(file, reader, statement.document) }
      : statement,
  )
  return { ...act, statements, undisclosed, dated: reader.sees === 'content' || isOwnAct(reader, act) ? act.dated : [] }
}

/** A document of the file itself that is cited in it comes without a copy: each reader has of it what he sees where it was issued. */
function reducedDocument(file: FileState, reader: Reader, document: CitedDocument): CitedDocument {
  const act = file.byIdentity.get(document.act)
  const hidden = act?.statements.filter((each) => !seesStatement(file, reader, act, each)) ?? []
  const { rendering: _, codeKey: __, renderedAs: ___, ...unsigned } = document
  const unseen = new Set(hidden.map(({ commitment }) => commitment))
  return {
    ...(hidden.some(({ how }) => how === 'rendered') ? unsigned : document),
    fields: new Map([...document.fields].filter(([, { commitment }]) => !unseen.has(commitment))),
    undisclosed: document.undisclosed + hidden.length,
  }
}

/** The field of a document that is cited here from another file: it goes with the statement that cites the document. */
function seesMounted(file: FileState, reader: Reader, { path }: ElementVersion): boolean {
  for (const citedAt of file.citedDocuments.keys())
    if (path.startsWith(`${citedAt}/`)) return seesPath(file, reader, citedAt)
  return false
}

/** What was erased stands no more; a link to it points at nothing, for everyone. */
const stands = (file: FileState, commitment: Commitment): boolean =>
  file.byCommitment.has(commitment) || file.byIdentity.has(commitment)

/** Whether it is the reader's act: sealed by it, or in its name by its agent. */
const isOwnAct = (reader: Pick<Reader, 'organisation'>, act: FoldableAct): boolean =>
  act.signer.organisation === reader.organisation || act.onBehalfOf === reader.organisation

/** An audience that is not named is every party of the file. */
const isAmong = ({ capacities }: Reader, audience: readonly Capacity[] | undefined): boolean =>
  audience === undefined || audience.some((capacity) => capacities.has(capacity))
