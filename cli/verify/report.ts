import type { Catalogue } from '@entrepot/trade/act'
import type { ActIdentity } from '@entrepot/trade/file'
import {
  describePlace,
  type DocumentKnowledge,
  evidenceFor,
  type Finding,
  openBundle,
  type OpenedBundle,
  type OpenedEvidence,
  openEvidence,
  type Summary,
  summarize,
  type TextRun,
} from '@entrepot/trade/evidence'
import { type SignedPdfs, signedPdfsIn } from './pdf-signatures.ts'
import { textOfPdf } from './pdf-text.ts'
import { unzipEvidence } from './evidence-zip.ts'

/** What verifying needs beside the zip. */
export interface Verifying {
  readonly catalogue: Catalogue
  readonly knowledge: DocumentKnowledge
  /** Root certificate, DER; the bundle's own where absent. */
  readonly anchor?: Uint8Array
  /** Organisation or its certificate's name, whose sight of the whole evidence is asked for. */
  readonly as?: string
}

/** A bundle verified. */
export interface Report {
  readonly ok: true
  readonly bundle: OpenedBundle
  /** What is told: the bundle as it is, or as one party sees it. */
  readonly shown: OpenedEvidence
  readonly reader: string | undefined
  readonly findings: readonly Finding[]
  readonly summary: Summary
  /** PDFs that their issuers signed inside, by issuing act. */
  readonly signedPdfs: SignedPdfs['signed']
}

/** Nothing could be judged. */
export interface NoReport {
  readonly ok: false
  /** `broken`: the evidence; `asked`: what was asked of it. */
  readonly why: 'broken' | 'asked'
  readonly findings: readonly Finding[]
}

/** Verifies a zip, offline: nothing is read but its bytes. */
export async function verifyZip(zip: Uint8Array, verifying: Verifying): Promise<Report | NoReport> {
  const unzipped = unzipEvidence(zip)
  if (!unzipped.ok) return no('broken', unzipped.code, unzipped.at, unzipped.limit)
  const { catalogue, knowledge, anchor } = verifying
  const bundle = openBundle(unzipped.entries, { catalogue, knowledge, ...(anchor ? { anchor } : {}) })
  if ('broken' in bundle) return { ok: false, why: 'broken', findings: bundle.findings }
  const asked = verifying.as === undefined ? undefined : organisationNamed(bundle, verifying.as)
  if (verifying.as !== undefined && asked === undefined) return no('asked', 'verify/no-such-party', verifying.as)
  const { reader } = bundle.manifest
  if (asked !== undefined && reader !== undefined && asked !== reader)
    return no('asked', 'verify/made-for-another', reader)
  const { texts, findings } = await textsIn(unzipped.entries, bundle)
  const pdfs = signedPdfsIn(unzipped.entries, bundle)
  const isCut = asked !== undefined && reader === undefined
  const shown = isCut ? seenBy(asked, bundle, verifying) : bundle
  return {
    ...{ ok: true, bundle, shown, reader: asked ?? reader },
    findings: distinct([...bundle.findings, ...shown.findings, ...findings, ...pdfs.findings]),
    summary: summarize(shown, { knowledge, texts }),
    signedPdfs: pdfs.signed,
  }
}

function no(why: NoReport['why'], code: string, path?: string, limit?: number): NoReport {
  const detail = limit === undefined ? {} : { detail: `limit ${limit}` }
  return {
    ok: false,
    why,
    findings: [{ severity: 'fault', code, place: path === undefined ? {} : { path }, ...detail }],
  }
}

/**
 * The organisation that is meant by its identifier, its name, or the capacity that it holds: in the root file, else in any,
 * where all who hold it are one.
 */
function organisationNamed({ states, manifest }: OpenedBundle, asked: string): string | undefined {
  const parties = [...states.values()].flatMap((state) =>
    [...state.parties.values()].map((party) => ({ state, party })),
  )
  for (const { state, party } of parties) {
    const name = state.elements.get(`/parties/${party.capacity}/name`)?.at(-1)?.value
    if (party.organisation === asked || name === asked) return party.organisation
  }
  const inRoot = states.get(manifest.root)?.parties.get(asked)
  if (inRoot) return inRoot.organisation
  const holders = new Set(parties.flatMap(({ party }) => (party.capacity === asked ? [party.organisation] : [])))
  const [only] = holders
  return holders.size === 1 ? only : undefined
}

/** The whole evidence cut down to what one party may see, opened anew with its eyes. */
function seenBy(reader: string, bundle: OpenedBundle, { catalogue, knowledge }: Verifying): OpenedEvidence {
  const files = [...bundle.files.values()].flatMap((file) => evidenceFor(file, reader) ?? [])
  const { brought: trust, anchor, logged } = bundle
  const seen = new Set(files.map(({ file }) => file))
  const log = logged && { ...logged, acts: logged.acts.filter(({ file }) => seen.has(file)) }
  const opened = openEvidence({ files, trust, catalogue, knowledge, anchor, reader, ...(log ? { log } : {}) })
  if ('ok' in opened) throw new Error(`a root that held does not parse: ${opened.code}`)
  return opened
}

function distinct(findings: readonly Finding[]): Finding[] {
  const known = new Map(findings.map((finding) => [`${finding.code} ${describePlace(finding.place)}`, finding]))
  return [...known.values()]
}

async function textsIn(entries: ReadonlyMap<string, Uint8Array>, { manifest }: OpenedBundle) {
  const texts = new Map<ActIdentity, readonly TextRun[]>()
  const findings: Finding[] = []
  for (const { act, path } of manifest.documents) {
    const bytes = entries.get(path)
    const read = bytes && (await textOfPdf(bytes))
    if (read?.ok) texts.set(act, read.runs)
    else if (read)
      findings.push({ severity: 'mark', code: 'rendering/unreadable', place: { entry: path }, detail: read.code })
  }
  return { texts, findings }
}
