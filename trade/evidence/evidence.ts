import type { Catalogue, Malformed } from '@entrepot/trade/act'
import type { ActIdentity, FileState } from '@entrepot/trade/file'
import { checkCitations } from './citations.ts'
import { type DocumentKnowledge, noDocuments } from './documents.ts'
import { type Finding, fault } from './finding.ts'
import { type FileEvidence, fileEntry, type LogEvidence, type Trust } from './format.ts'
import { judgeDocuments } from './judge-documents.ts'
import { judgeActs } from './judge-acts.ts'
import { checkLog, type LogReport } from './log.ts'
import { openFile, type OpenedFile } from './open-file.ts'
import { checkSequence, type Sequence } from './sequence.ts'
import { openTrust, type TrustStore } from './trust.ts'
import type { ActVerdict, DocumentVerdict } from './verdict.ts'

/** Evidence to be opened. */
export interface EvidenceInput {
  readonly files: readonly FileEvidence[]
  readonly trust: Trust
  readonly catalogue: Catalogue
  /** The root certificate that the reader trusts, DER. */
  readonly anchor: Uint8Array
  /** The organisation that reads; absent for the whole (the operator, a test). */
  readonly reader?: string
  readonly knowledge?: DocumentKnowledge
  /** SHA-256 (base64url) of the renderings at hand, by issuing act. */
  readonly renderings?: ReadonlyMap<ActIdentity, string>
  /** Proofs that the acts stand in the operator's transparency log. */
  readonly log?: LogEvidence
  /** Real time at which the evidence was made: what was promised by then must have been done. */
  readonly made?: string
}

/** Evidence that was read, checked and judged. */
export interface OpenedEvidence {
  /** Every file folded from what holds; by id. */
  readonly states: ReadonlyMap<string, FileState>
  readonly files: ReadonlyMap<string, OpenedFile>
  /** By file, in the order of the sequence. */
  readonly acts: ReadonlyMap<string, readonly ActVerdict[]>
  readonly documents: readonly DocumentVerdict[]
  /** All faults and marks; the evidence holds where there is no fault. */
  readonly findings: readonly Finding[]
  readonly trust: TrustStore
  /** How much of it stands in the transparency log; absent where the evidence brings no proofs that hold. */
  readonly log?: LogReport
}

/**
 * Opens evidence: reads everything, checks sequence, receipts, heads, signatures, chains, revocation, capacities,
 * citations, approvals and erasures, computes again what can be, and gives each act and document its verdict.
 *
 * Pure and without a clock: certificates are judged at the real time of each receipt. What does not hold is folded as
 * a stub, so that the states rest on nothing unverified.
 *
 * @returns malformed only where the root certificate does not parse; whatever else is wrong is a finding with its place.
 */
export function openEvidence(input: EvidenceInput): OpenedEvidence | Malformed {
  const trust = openTrust(input.trust, input.anchor)
  if ('ok' in trust) return trust
  const findings: Finding[] = [...trust.findings]
  const sequences = sequencesOf(input.files, trust, findings)
  const received = receivedIn(sequences)
  const files = new Map<string, OpenedFile>()
  for (const { evidence, sequence } of sequences) {
    const opened = openFile(evidence, sequence, { ...contextOf(input, trust), receivedOf: received })
    findings.push(...opened.findings)
    if ('state' in opened) files.set(evidence.file, opened)
  }
  const citations = checkCitations(files)
  findings.push(...citations.findings)
  const states = new Map([...files].map(([id, { state }]) => [id, state]))
  const lost = new Set([...files.values()].flatMap((file) => [...file.lost]))
  const documents = judgeDocuments(files, {
    ...{ states, lost, knowledge: input.knowledge ?? noDocuments, renderings: input.renderings ?? new Map() },
    ...(input.reader === undefined ? {} : { reader: input.reader }),
  })
  findings.push(...documents.findings)
  const failed = new Set([...citations.failed, ...documents.failed])
  const acts = judgeActs(files, { fields: documents.fields, failed })
  const log =
    input.log && checkLog(input.log, { files, trust, ...(input.made === undefined ? {} : { made: input.made }) })
  findings.push(...(log?.findings ?? []))
  const report = log?.report ? { log: log.report } : {}
  return { states, files, acts, documents: documents.verdicts, findings, trust, ...report }
}

interface Sequenced {
  readonly evidence: FileEvidence
  readonly sequence: Sequence
}

function sequencesOf(files: readonly FileEvidence[], trust: TrustStore, findings: Finding[]): Sequenced[] {
  const sequences = new Map<string, Sequenced>()
  for (const evidence of files) {
    const entry = fileEntry(evidence.file)
    if (sequences.has(evidence.file)) findings.push(fault('file/twice', { entry, file: evidence.file }))
    else sequences.set(evidence.file, { evidence, sequence: checkSequence(evidence, trust, entry) })
  }
  return [...sequences.values()]
}

function receivedIn(sequences: readonly Sequenced[]): (file: string, identity: ActIdentity) => number | undefined {
  const times = new Map<string, number>()
  for (const { evidence, sequence } of sequences)
    for (const { identity, receipt, receivedMs } of sequence.placed)
      if (receipt) times.set(`${evidence.file} ${identity}`, receivedMs)
  return (file, identity) => times.get(`${file} ${identity}`)
}

const contextOf = ({ catalogue, reader }: EvidenceInput, trust: TrustStore) => ({
  ...{ catalogue, trust },
  ...(reader === undefined ? {} : { reader }),
})
