import type { CitedAct, ReadAct } from '@entrepot/trade/act'
import {
  type ActIdentity,
  type Commitment,
  type FileState,
  type Kind,
  type Path,
  readerOf,
  seesAct,
  seesCommitment,
  seesStatement,
} from '@entrepot/trade/file'
import type { Shards } from '../database/index.ts'
import type { Files, KnownFile } from './files.ts'
import { MAX_DOSSIER } from './limits.ts'
import { refusedWith, type NotAdmitted } from './answer.ts'

/** Who cites, into which kind of file, on which day of business time. */
export interface Citing {
  readonly organisation: string
  /** The file into which it is cited. */
  readonly file: string
  readonly into: Kind
  readonly today: string
}

const RULE = 'citing'

/** An act of another file that stands here: the cited file, caught up until the act is in it. */
async function standingCitation(files: Files, cited: ReadAct): Promise<KnownFile | undefined> {
  const known = await files.get(cited.claims.file)
  if (known?.state.byIdentity.has(cited.identity)) return known
  const caughtUp = (await files.read(cited.claims.file))?.known
  return caughtUp?.state.byIdentity.has(cited.identity) ? caughtUp : undefined
}

/** Whether a cited act stands here with these very bytes, so that its signature was checked when it came. */
export async function standsVerbatim(
  { files, shards }: CitingPlace,
  entry: CitedAct,
  cited: ReadAct,
): Promise<boolean> {
  const { file } = cited.claims
  const seq = (await standingCitation(files, cited))?.state.byIdentity.get(cited.identity)?.receipt.seq
  if (seq === undefined) return false
  const { rows } = await shards
    .ofFile(file)
    .query<{ jwt: string }>('select jwt from act where file_id = $1 and seq = $2', [file, seq])
  return rows[0]?.jwt === entry.jwt
}

/**
 * Judges whether a party may cite what it cites from other files: the act stands, the party is in the audience of each cited
 * disclosure, there or in a file that cites it already (what was passed on to a bank, the bank passes on), its signer did not
 * take it back, nothing of it was erased, and the kind of file may be cited into this one. An unknown file, another party's and a hidden element give the same answer.
 */
export async function judgeCitations(
  place: CitingPlace,
  citations: readonly ReadAct[],
  citing: Citing,
): Promise<NotAdmitted | undefined> {
  // Another server process may know that an origin was taken back.
  const origins = await place.files.fresh([...new Set(citations.map(({ claims }) => claims.file))])
  for (const cited of citations) {
    const kinds = await kindsSeenIn(place, cited, citing)
    if (kinds.length === 0) return refusedWith({ code: 'citation/not-permitted', rule: RULE })
    // What was cited before its signer took it back stands; nobody cites it any more.
    if (origins.get(cited.claims.file)?.state.retracted.has(cited.identity))
      return refusedWith({ code: 'citation/withdrawn', rule: RULE })
    const { citesFrom } = citing.into
    // What comes from the file itself is a link that brought its act along.
    if (cited.claims.file !== citing.file && !kinds.some((kind) => citesFrom.includes(kind)))
      return refusedWith({ code: 'citation/kind', rule: RULE, found: kinds[0] ?? '', expected: [...citesFrom] })
  }
  return undefined
}

/** Where cited files lie. */
export interface CitingPlace {
  readonly files: Files
  readonly shards: Shards
}

/** The kinds of files in which the party sees all that it cites of an act; none where it may not cite it. */
async function kindsSeenIn(place: CitingPlace, cited: ReadAct, citing: Citing): Promise<readonly string[]> {
  const { files } = place
  const standing = await standingCitation(files, cited)
  // A copy that is still to be struck is none to be passed on.
  if (!standing || cited.disclosed.some(({ commitment }) => standing.erased.has(commitment))) return []
  const origin = standing.state
  if (seesWhole(origin, cited, citing)) return [origin.kind.name]
  const seen = new Set<Commitment>()
  // What kind it comes from counts, and through which it was passed on.
  const kinds = new Set<string>([origin.kind.name])
  for (const state of await citingFiles(place, origin.id))
    for (const commitment of passedOn(state, cited.identity, citing)) {
      seen.add(commitment)
      kinds.add(state.kind.name)
    }
  const wanted = cited.disclosed.map(({ commitment }) => commitment)
  // Who cites no disclosure at all (a date) must have been shown something of the act.
  if (wanted.length === 0 && seen.size === 0) return []
  return wanted.every((commitment) => seen.has(commitment)) ? [...kinds] : []
}

function seesWhole(file: FileState, cited: ReadAct, { organisation, today }: Citing): boolean {
  const act = file.byIdentity.get(cited.identity)
  const reader = readerOf(file, organisation, today)
  return (
    act !== undefined &&
    reader.sees === 'content' &&
    seesAct(file, reader, act) &&
    cited.disclosed.every(({ commitment }) => seesCommitment(file, reader, commitment))
  )
}

async function citingFiles({ files, shards }: CitingPlace, cited: string): Promise<readonly FileState[]> {
  const { rows } = await shards
    .ofFile(cited)
    .query<{ citing_file: string }>('select distinct citing_file from citing where file_id = $1 limit $2', [
      cited,
      MAX_DOSSIER,
    ])
  const known = await files.fresh(rows.map(({ citing_file }) => citing_file))
  return [...known.values()].map(({ state }) => state)
}

/** What a party sees of an act in a file that cites it: the cited commitments, all fields of a document cited whole. */
function passedOn(file: FileState, identity: ActIdentity, { organisation, today }: Citing): ReadonlySet<Commitment> {
  const reader = readerOf(file, organisation, today)
  const seen = new Set<Commitment>()
  if (reader.sees !== 'content') return seen
  for (const act of file.acts) {
    if (!seesAct(file, reader, act)) continue
    for (const statement of act.statements) {
      if (statement.origin?.act !== identity || !seesStatement(file, reader, act, statement)) continue
      seen.add(statement.origin.commitment)
      const { document } = statement
      for (const { commitment } of document?.fields.values() ?? []) seen.add(commitment)
      if (document?.renderedAs !== undefined) seen.add(document.renderedAs)
    }
  }
  return seen
}

/** Judges the links within a file: nobody brings a hidden element before his own eyes by linking its commitment. */
export function judgeLinks(known: KnownFile, read: ReadAct, citing: Citing): NotAdmitted | undefined {
  const { state } = known
  const reader = readerOf(state, citing.organisation, citing.today)
  for (const { path, raw } of read.disclosed) {
    const linked = linkOf(raw)
    if (linked === undefined) continue
    const version = state.byCommitment.get(linked)
    const act = state.byIdentity.get(linked)
    if (version && !seesCommitment(state, reader, linked)) return notPermitted(path)
    if (act && !seesAct(state, reader, act)) return notPermitted(path)
  }
  return undefined
}

/** The same answer as for a commitment that stands nowhere. */
const notPermitted = (path: Path): NotAdmitted => ({
  is: 'refused',
  refusal: { code: 'act/citation-not-found', rule: RULE, at: path },
})

function linkOf(raw: unknown): ActIdentity | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  if ('$cite' in raw && typeof raw.$cite === 'string') return raw.$cite
  return '$document' in raw && typeof raw.$document === 'string' ? raw.$document : undefined
}
