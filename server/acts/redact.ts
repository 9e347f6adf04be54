import type { Catalogue, CitedAct, SealedAct } from '@entrepot/trade/act'
import { disclosureDigest } from '@entrepot/sd-jwt'
import type { FileState, FoldableAct, Statement } from '@entrepot/trade/file'
import { readAct } from '@entrepot/trade/act'
import type { Entry } from '@entrepot/trade/evidence'
import { type Reader, seesAct, seesStatement } from './reader.ts'
import type { ActRow } from './rows.ts'

/**
 * Cuts an act down to what a reader may see: the disclosures in whose audience it is, and of what they cite the cited
 * disclosures alone. What is signed stays whole; what is not for the reader remains as commitments, or as a stub.
 */
export function entryFor(
  { catalogue, file, reader }: { readonly catalogue: Catalogue; readonly file: FileState; readonly reader: Reader },
  row: ActRow,
): Entry {
  const { seq, receipt, identity } = row
  const act = file.byIdentity.get(identity)
  if (!act || !seesAct(catalogue, file, reader, act)) return { seq, receipt, identity }
  return { seq, receipt, act: sealedFor(file, reader, act, row.sealed) }
}

function sealedFor(file: FileState, reader: Reader, act: FoldableAct, sealed: SealedAct): SealedAct {
  const visible = act.statements.filter((statement) => seesStatement(file, reader, act, statement))
  const commitments = new Set(visible.map((statement) => statement.commitment))
  const own = act.signer.organisation === reader.organisation
  // Its own act stays whole, also what this version of the catalogue no longer takes for a statement.
  const disclosures = own
    ? sealed.disclosures
    : sealed.disclosures.filter((disclosure) => commitments.has(disclosureDigest(disclosure)))
  const citations = own
    ? (sealed.citations ?? [])
    : (sealed.citations ?? []).flatMap((cited) => citedFor(visible, cited))
  const { approvals } = sealed
  return {
    ...{ jwt: sealed.jwt, disclosures },
    ...(approvals && (own || reader.sees === 'content') ? { approvals } : {}),
    ...(citations.length > 0 ? { citations } : {}),
  }
}

/** A cited act comes along where a visible statement cites it: whole with a cited document, else the cited disclosures. */
function citedFor(visible: readonly Statement[], cited: CitedAct): CitedAct[] {
  const read = readAct({ jwt: cited.jwt, disclosures: cited.disclosures })
  if (!read.ok) throw new Error(`a citation that stands does not read: ${read.code}`)
  const citing = visible.filter(({ origin }) => origin?.act === read.identity)
  if (citing.length === 0) return []
  if (citing.some(({ document }) => document !== undefined)) return [cited]
  const wanted = new Set(citing.map(({ origin }) => origin?.commitment))
  return [{ ...cited, disclosures: cited.disclosures.filter((each) => wanted.has(disclosureDigest(each))) }]
}
