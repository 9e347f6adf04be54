import type { CitedAct, ReadAct } from '@entrepot/trade/act'
import type { ActIdentity, Kind, Path } from '@entrepot/trade/file'
import type { Shards } from '../database/index.ts'
import type { Files, KnownFile } from './files.ts'
import { readerOf, seesAct, seesCommitment } from './reader.ts'
import { refusedWith, type NotAdmitted } from './answer.ts'

/** Who cites, into which kind of file, on which day of business time. */
export interface Citing {
  readonly organisation: string
  readonly into: Kind
  readonly today: string
}

const RULE = 'citing'

/** An act of another file that stands here: the cited file, caught up until the act is in it. */
export async function standingCitation(files: Files, cited: ReadAct): Promise<KnownFile | undefined> {
  const known = await files.get(cited.claims.file)
  if (known?.state.byIdentity.has(cited.identity)) return known
  const caughtUp = (await files.read(cited.claims.file))?.known
  return caughtUp?.state.byIdentity.has(cited.identity) ? caughtUp : undefined
}

/** Whether a cited act stands here with these very bytes, so that its signature was checked when it came. */
export async function standsVerbatim(
  { files, shards }: { readonly files: Files; readonly shards: Shards },
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
 * Judges whether a party may cite what it cites from other files: the act stands, it is in the audience of each cited
 * disclosure, and the kind of file may be cited into this one. An unknown file, another party's and a hidden element give the
 * same answer.
 */
export async function judgeCitations(
  files: Files,
  citations: readonly ReadAct[],
  { organisation, into, today }: Citing,
): Promise<NotAdmitted | undefined> {
  for (const cited of citations) {
    const known = await standingCitation(files, cited)
    const file = known?.state
    const act = file?.byIdentity.get(cited.identity)
    const reader = file && readerOf(file, organisation, today)
    const may =
      file !== undefined &&
      act !== undefined &&
      reader?.sees === 'content' &&
      seesAct(files.catalogue, file, reader, act) &&
      cited.disclosed.every(({ commitment }) => seesCommitment(files.catalogue, file, reader, commitment))
    if (!may) return refusedWith({ code: 'citation/not-permitted', rule: RULE })
    if (!into.citesFrom.includes(file.kind.name))
      return refusedWith({ code: 'citation/kind', rule: RULE, found: file.kind.name, expected: [...into.citesFrom] })
  }
  return undefined
}

/** Judges the links within a file: nobody brings a hidden element before his own eyes by linking its commitment. */
export function judgeLinks(files: Files, known: KnownFile, read: ReadAct, citing: Citing): NotAdmitted | undefined {
  const { state } = known
  const reader = readerOf(state, citing.organisation, citing.today)
  for (const { path, raw } of read.disclosed) {
    const linked = linkOf(raw)
    if (linked === undefined) continue
    const version = state.byCommitment.get(linked)
    const act = state.byIdentity.get(linked)
    if (version && !seesCommitment(files.catalogue, state, reader, linked)) return notPermitted(path)
    if (act && !seesAct(files.catalogue, state, reader, act)) return notPermitted(path)
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
