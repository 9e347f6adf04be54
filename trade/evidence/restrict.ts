import { disclosureDigest } from '@entrepot/sd-jwt'
import { type CitedAct, readAct, type SealedAct } from '@entrepot/trade/act'
import {
  type ActIdentity,
  type FileState,
  type FoldableAct,
  type Reader,
  readerOf,
  seesAct,
  seesErasure,
  seesStatement,
  type Statement,
} from '@entrepot/trade/file'
import type { Entry, Erasure, FileEvidence } from './format.ts'
import type { OpenedFile } from './open-file.ts'

/** A place of a file's sequence as whoever keeps the whole has it. */
export interface KeptEntry {
  readonly seq: number
  readonly receipt: string
  readonly identity: ActIdentity
  /** Absent where only a stub is known. */
  readonly sealed?: SealedAct
}

/**
 * Cuts an act down to what a reader may see: the disclosures in whose audience he is, and of what they cite the cited
 * disclosures alone. What is signed stays whole; what is not for the reader remains as commitments, or as a stub.
 */
export function entryFor(file: FileState, reader: Reader, { seq, receipt, identity, sealed }: KeptEntry): Entry {
  const act = file.byIdentity.get(identity)
  if (!act || !sealed || !seesAct(file, reader, act)) return { seq, receipt, identity }
  return { seq, receipt, act: sealedFor(file, reader, act, sealed) }
}

/** The erasures that a reader may know of. */
export function erasuresFor<Of extends Pick<Erasure, 'seq' | 'path'>>(
  file: FileState,
  reader: Reader,
  erasures: readonly Of[],
): readonly Of[] {
  return erasures.filter((erasure) => seesErasure(file, reader, erasure))
}

/**
 * Cuts a file's evidence down to what one organisation may see, on the business day that the file has reached: other acts
 * become stubs, disclosures outside of its audience go, links to what it does not see go with them. A party that has not
 * entered sees the invitation alone, the envelope of the opening act.
 *
 * @returns `undefined` where it sees nothing of the file at all.
 */
export function evidenceFor({ evidence, state, entries }: OpenedFile, organisation: string): FileEvidence | undefined {
  const today = state.acts.at(-1)?.receipt.reached.slice(0, 10) ?? ''
  const reader = readerOf(state, organisation, today)
  if (reader.sees === 'nothing') return undefined
  const cut = entries.map(({ seq, identity, entry }) =>
    entryFor(state, reader, {
      ...{ seq, receipt: entry.receipt, identity },
      ...('act' in entry ? { sealed: entry.act } : {}),
    }),
  )
  return { ...evidence, entries: cut, erasures: erasuresFor(state, reader, evidence.erasures) }
}

function sealedFor(file: FileState, reader: Reader, act: FoldableAct, sealed: SealedAct): SealedAct {
  // Its own act stays whole, also what this version of the catalogue no longer takes for a statement.
  if (act.signer.organisation === reader.organisation) return sealed
  const visible = act.statements.filter((statement) => seesStatement(file, reader, act, statement))
  const commitments = new Set(visible.map(({ commitment }) => commitment))
  const citations = (sealed.citations ?? []).flatMap((cited) => citedFor(visible, cited))
  const { jwt, approvals } = sealed
  return {
    ...{ jwt, disclosures: sealed.disclosures.filter((each) => commitments.has(disclosureDigest(each))) },
    ...(approvals && reader.sees === 'content' ? { approvals } : {}),
    ...(citations.length > 0 ? { citations } : {}),
  }
}

/** A cited act comes along where a visible statement cites it: whole with a cited document, else the cited disclosures. */
function citedFor(visible: readonly Statement[], cited: CitedAct): CitedAct[] {
  const read = readAct({ jwt: cited.jwt, disclosures: cited.disclosures })
  if (!read.ok) return []
  const citing = visible.filter(({ origin }) => origin?.act === read.identity)
  if (citing.length === 0) return []
  if (citing.some(({ document }) => document !== undefined)) return [cited]
  const wanted = new Set(citing.map(({ origin }) => origin?.commitment))
  return [{ ...cited, disclosures: cited.disclosures.filter((each) => wanted.has(disclosureDigest(each))) }]
}
