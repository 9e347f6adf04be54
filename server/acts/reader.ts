import type { Catalogue } from '@entrepot/trade/act'
import {
  type Capacity,
  type Commitment,
  elementAt,
  emptyFile,
  type FileState,
  type FoldableAct,
  foldAct,
  foldErasure,
  foldStub,
  type Path,
  type Statement,
} from '@entrepot/trade/file'

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
export function seesAct(catalogue: Catalogue, file: FileState, reader: Reader, act: FoldableAct): boolean {
  if (isOwn(reader, act)) return true
  if (reader.sees !== 'content') return reader.sees === 'invitation' && act.opens !== undefined
  const audience = catalogue.acts.get(act.type)?.audience
  return file.kind.public === true || audience === undefined || meets(audience, reader)
}

/** Whether a reader sees one statement of an act that he sees. */
export function seesStatement(file: FileState, reader: Reader, act: FoldableAct, statement: Statement): boolean {
  if (isOwn(reader, act)) return true
  if (reader.sees !== 'content') return false
  if (file.kind.public) return true
  const audience = statement.audience ?? elementAt(file.kind, statement.path)?.definition.audience
  return audience === undefined || meets(audience, reader)
}

/** Whether a reader sees a version: by the act that brought it. What a certificate says goes with the party's entering. */
export function seesCommitment(catalogue: Catalogue, file: FileState, reader: Reader, commitment: Commitment): boolean {
  const version = file.byCommitment.get(commitment)
  const act = file.byIdentity.get(version?.act ?? commitment)
  if (!act || !seesAct(catalogue, file, reader, act)) return false
  const statement = act.statements.find((each) => each.commitment === commitment)
  return statement ? seesStatement(file, reader, act, statement) : reader.sees === 'content'
}

/** What one reader's own program would fold from what he is given: the whole less what he may not see. */
export function stateFor(catalogue: Catalogue, file: FileState, reader: Reader): FileState {
  const state = emptyFile(file.id, file.kind)
  for (const act of file.acts) {
    const { seq } = act.receipt
    if (!seesAct(catalogue, file, reader, act)) foldStub(state, seq, act.identity)
    else foldAct(state, reducedAct(file, reader, act))
  }
  for (const [path, commitment] of reader.sees === 'content' ? file.erased : []) {
    const seq = file.erasedAt.get(path)
    foldErasure(state, { path, commitment, ...(seq === undefined ? {} : { seq }) })
  }
  return state
}

/** The path that a reader may be told, where it stands in something that he may see. */
export function seesPath(catalogue: Catalogue, file: FileState, reader: Reader, path: Path): boolean {
  const version = file.elements.get(path)?.at(-1)
  if (version) return seesCommitment(catalogue, file, reader, version.commitment)
  const audience = elementAt(file.kind, path)?.definition.audience
  return reader.sees === 'content' && (audience === undefined || meets(audience, reader))
}

function reducedAct(file: FileState, reader: Reader, act: FoldableAct): FoldableAct {
  const statements = act.statements.filter((statement) => seesStatement(file, reader, act, statement))
  const undisclosed = act.undisclosed + act.statements.length - statements.length
  return { ...act, statements, undisclosed, dated: reader.sees === 'content' || isOwn(reader, act) ? act.dated : [] }
}

/** An agent's principal sees what was done in its name. */
const isOwn = (reader: Reader, act: FoldableAct): boolean =>
  act.signer.organisation === reader.organisation || act.onBehalfOf === reader.organisation

const meets = (audience: readonly Capacity[], reader: Reader): boolean =>
  audience.some((capacity) => reader.capacities.has(capacity))
