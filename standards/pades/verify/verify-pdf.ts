import { type Certificate, findPath, type ValidPath } from '@entrepot/x509'
import { openDocument, type PdfDocument } from '../file/document.ts'
import { MAXIMUM_SIGNATURES } from '../limits.ts'
import { malformed, type PdfMalformed } from '../malformed.ts'
import type { PdfChange } from './change.ts'
import { compareRevisions } from './compare-revisions.ts'
import {
  type Covered,
  judgeDocumentTimeStamp,
  type JudgedMessage,
  type JudgedTimeStamp,
  judgeMessage,
  judgeSignatureTimeStamps,
  unpadded,
} from './judge-message.ts'
import { type PadesRefusal, refuse } from './refusal.ts'
import {
  type Coverage,
  readCoverage,
  type SignatureValue,
  signatureValuesOf,
  type StatedInPdf,
  statementOf,
} from './signature-value.ts'
import type { PdfTrust } from './trust.ts'

/** A signature or document time-stamp that holds. */
export interface PdfSignatureHolds {
  readonly ok: true
  /** Who signed or stamped. */
  readonly certificate: Certificate
  /** The signer's path; `undefined` for a time-stamp, and where the caller judges chains. */
  readonly path: ValidPath | undefined
  /** The earliest time at which the signature is proven to have been there, by a time-stamp that holds; else `undefined`. */
  readonly provenTime: number | undefined
  /** `'B-T'` with a time-stamp over the signature that holds (ETSI EN 319 142-1 6.3). */
  readonly level: 'B-B' | 'B-T' | 'document time-stamp'
  /** Time-stamps over the signature, in the order in which they stand. */
  readonly timeStamps: readonly JudgedTimeStamp[]
}

/** One signature of a document and what was found of it. */
export interface PdfSignature {
  /** The full name of its field. */
  readonly field: string
  readonly kind: 'signature' | 'time-stamp' | undefined
  /** What the signer states; authentic when the verdict is that it holds. */
  readonly statement: StatedInPdf
  readonly verdict: PdfSignatureHolds | PadesRefusal
  /** Octets of the revision that it covers but for its own place; `undefined` when it covers no revision. */
  readonly coveredBytes: number | undefined
  readonly coversTotalDocument: boolean
  /** What later revisions changed beyond what may be added. */
  readonly changes: readonly PdfChange[]
}

/** What was found of a document. */
export interface VerifiedPdf {
  readonly ok: true
  /** Whether there is a signature, every one holds, and nothing was changed after any. */
  readonly holds: boolean
  /** In the order of the revisions that they cover; those that cover none stand first. */
  readonly signatures: readonly PdfSignature[]
}

interface Found {
  readonly value: SignatureValue
  readonly coverage: Coverage | PadesRefusal
  /** The document as it was signed. */
  readonly revision: PdfDocument | undefined
}

/**
 * Verifies every signature and document time-stamp of a PDF document (ISO 32000-1 12.8, ETSI EN 319 142-1), and what was changed after each.
 *
 * A signature is judged within the revision that it covers, read as a document by itself. Its chain is judged at the earliest
 * time that a time-stamp proves, its own or one over a later revision; without one, at `trust.at`.
 *
 * @returns what was found, for each signature the first refusal in the order of `padesRules`; or where the file is malformed.
 * @example
 * const verified = verifyPdf(pdf, { signers: { anchors, revocation }, timeStamps: { anchors, revocation }, at })
 * if (verified.ok && verified.holds) for (const { verdict, statement } of verified.signatures) file(verdict, statement)
 */
export function verifyPdf(pdf: Uint8Array, trust: PdfTrust): VerifiedPdf | PdfMalformed {
  const opened = openDocument(pdf)
  if (!opened.ok) return opened
  const found = findSignatures(opened.value)
  if ('code' in found) return found
  const sorted = found.sort((one, other) => (one.revision?.pdf.length ?? 0) - (other.revision?.pdf.length ?? 0))
  const steps = compareSteps(sorted, opened.value)
  const signatures: PdfSignature[] = []
  // From the last on, as a document time-stamp proves the time of all signatures before it.
  let provenTime: number | undefined
  for (const one of sorted.reverse()) {
    const verdict = judge(one, { pdf, trust, provenTime })
    if (verdict.ok && verdict.level === 'document time-stamp') provenTime = earlier(provenTime, verdict.provenTime)
    signatures.unshift(describe(one, verdict, { pdf, steps }))
  }
  const holds = signatures.length > 0 && signatures.every(({ verdict, changes }) => verdict.ok && changes.length === 0)
  return { ok: true, holds, signatures }
}

/**
 * The signatures of a document, and those that it had after each of its updates: a later one may have taken some out. An
 * earlier state that is no document by itself, as in a linearized file, has none.
 */
function findSignatures(document: PdfDocument): Found[] | PdfMalformed {
  const found = new Map<string, Found>()
  const states = document.sections.map((_, index) => document.state(index + 1))
  const opened = new Map([[document.pdf.length, document]])
  for (const state of [...states.slice(0, -1), document]) {
    for (const value of signatureValuesOf(state)) {
      const key = `${value.offset ?? `in ${value.dictionary.start}`}`
      if (found.has(key)) continue
      if (found.size >= MAXIMUM_SIGNATURES) return malformed('pdf/too-many-signatures', value.dictionary.start)
      found.set(key, locate(value, document, opened))
    }
  }
  return document.failure ?? [...found.values()]
}

/** Finds the revision that a signature covers, in which its field has this very signature. */
function locate(value: SignatureValue, document: PdfDocument, opened: Map<number, PdfDocument>): Found {
  const coverage = readCoverage(value, document.pdf)
  if (typeof coverage === 'string') return { value, coverage: refuse(coverage), revision: undefined }
  const revision = opened.get(coverage.end) ?? revisionOf(document, coverage.end)
  if (revision !== undefined) opened.set(coverage.end, revision)
  const isThere = revision && signatureValuesOf(revision).some(({ offset }) => offset === value.offset)
  if (revision?.failure === undefined && isThere === true) return { value, coverage, revision }
  return { value, coverage: refuse('pades/revision'), revision: undefined }
}

function revisionOf(document: PdfDocument, bytes: number): PdfDocument | undefined {
  const opened = document.revision(bytes)
  return opened.ok ? opened.value : undefined
}

/** What each step from one signed revision to the next, and from the last to the whole, changed; by the length of the earlier one. */
function compareSteps(sorted: readonly Found[], whole: PdfDocument): ReadonlyMap<number, readonly PdfChange[]> {
  const revisions = new Map<number, PdfDocument>()
  for (const { revision } of sorted) if (revision !== undefined) revisions.set(revision.pdf.length, revision)
  revisions.set(whole.pdf.length, whole)
  const inOrder = [...revisions.values()]
  const changes = compareRevisions(inOrder)
  return new Map(changes.map((told, index) => [inOrder[index]?.pdf.length ?? 0, told]))
}

function describe(
  { value, coverage, revision }: Found,
  verdict: PdfSignature['verdict'],
  { pdf, steps }: { readonly pdf: Uint8Array; readonly steps: ReadonlyMap<number, readonly PdfChange[]> },
): PdfSignature {
  const bytes = revision?.pdf.length
  const changes = [...steps].filter(([length]) => bytes !== undefined && length >= bytes).flatMap(([, told]) => told)
  return {
    field: value.field,
    kind: 'kind' in coverage ? coverage.kind : undefined,
    statement: statementOf(value.dictionary),
    verdict,
    coveredBytes: bytes,
    coversTotalDocument: bytes === pdf.length,
    changes,
  }
}

interface Circumstances {
  readonly pdf: Uint8Array
  readonly trust: PdfTrust
  readonly provenTime: number | undefined
}

function judge({ coverage }: Found, { pdf, trust, provenTime }: Circumstances): PdfSignature['verdict'] {
  if ('code' in coverage) return coverage
  const message = unpadded(coverage.contents)
  if (message === undefined) return refuse('pades/message-length')
  const covered: Covered = [pdf.subarray(0, coverage.gap.start), pdf.subarray(coverage.gap.end, coverage.end)]
  if (coverage.kind === 'signature') {
    const judged = judgeMessage(message, covered, trust)
    return judged.ok ? judgeSigner(judged, trust, provenTime) : judged
  }
  const stamp = judgeDocumentTimeStamp(message, covered, trust)
  if (!stamp.ok) return stamp
  const { certificate, time } = stamp
  const level = 'document time-stamp'
  return { ok: true, certificate, path: undefined, provenTime: earlier(provenTime, time), level, timeStamps: [] }
}

function judgeSigner(
  { signer, certificate, carried }: JudgedMessage,
  trust: PdfTrust,
  laterTime: number | undefined,
): PdfSignature['verdict'] {
  const timeStamps = judgeSignatureTimeStamps(signer, trust)
  const times = timeStamps.flatMap((stamp) => (stamp.ok ? [stamp.time] : []))
  const provenTime = times.reduce(earlier, laterTime)
  if (provenTime === undefined && trust.requireProvenTime === true) return refuse('pades/no-proven-time')
  const level = times.length > 0 ? 'B-T' : 'B-B'
  if (trust.signers === 'unchecked') return { ok: true, certificate, path: undefined, provenTime, level, timeStamps }
  const certificates = [...(trust.certificates ?? []), ...carried]
  const path = findPath({ ...trust.signers, leaf: certificate, certificates, at: provenTime ?? trust.at })
  if (!path.ok) return { ...refuse('pades/chain'), chain: path }
  return { ok: true, certificate, path, provenTime, level, timeStamps }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Math.min(one, other)
}
