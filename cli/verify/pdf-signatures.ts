import { type PdfSignature, type PdfTrust, verifyPdf } from '@entrepot/pades'
import {
  type DocumentVerdict,
  type Finding,
  fromBase64,
  type Manifest,
  type OpenedBundle,
} from '@entrepot/trade/evidence'
import type { ActIdentity } from '@entrepot/trade/file'
import { parseCertificate, parseRevocationList, subjectOf } from '@entrepot/x509'

/** A PDF that its document's issuer signed inside, where every reader of PDF finds it. */
export interface SignedPdf {
  /** PAdES (ETSI EN 319 142-1): with a time that an authority proves, or without. */
  readonly level: 'B-B' | 'B-T'
  /** ISO 8601, UTC: proven where the level is B-T, else what the signer states. */
  readonly at: string | undefined
}

/** Signatures in the PDFs of a bundle. */
export interface SignedPdfs {
  readonly signed: ReadonlyMap<ActIdentity, SignedPdf>
  readonly findings: readonly Finding[]
}

/** What of a bundle tells whose its PDFs are, and whom to trust. */
export interface BundleOfPdfs extends Pick<OpenedBundle, 'anchor' | 'brought'> {
  readonly documents: readonly Pick<DocumentVerdict, 'act' | 'issuer'>[]
  readonly manifest: Pick<Manifest, 'documents' | 'made'>
}

/**
 * Verifies the signatures in a bundle's PDFs by its root and the lists that it brings. A PDF without one is none the worse: that it is the
 * issuer's follows from the hash in the issuing act.
 */
export function signedPdfsIn(entries: ReadonlyMap<string, Uint8Array>, bundle: BundleOfPdfs): SignedPdfs {
  const trust = trustOf(bundle)
  const issuers = new Map(bundle.documents.map(({ act, issuer }) => [act, issuer]))
  const signed = new Map<ActIdentity, SignedPdf>()
  const findings: Finding[] = []
  const fault = (code: string, entry: string, detail: string): void => {
    findings.push({ severity: 'fault', code, place: { entry }, detail })
  }
  for (const { act, path } of bundle.manifest.documents) {
    const verified = verifyPdf(entries.get(path) ?? new Uint8Array(), trust)
    if (!verified.ok) {
      findings.push({ severity: 'mark', code: 'rendering/unreadable', place: { entry: path }, detail: verified.code })
      continue
    }
    // A time-stamp over the whole document may stand before or behind: it is nobody's word on what the document says.
    const first = verified.signatures.find(({ kind }) => kind !== 'time-stamp')
    if (!first) continue
    const problem = verified.signatures.map(problemOf).find((each) => each !== undefined)
    const signer = first.verdict.ok ? subjectOf(first.verdict.certificate.subject).organizationIdentifier : undefined
    if (problem !== undefined) fault('rendering/signature', path, problem)
    else if (signer !== issuers.get(act)) fault('rendering/other-signer', path, signer ?? '')
    else signed.set(act, said(first))
  }
  return { signed, findings }
}

function problemOf({ verdict, changes: [change] }: PdfSignature): string | undefined {
  if (!verdict.ok) return verdict.code
  return change?.code
}

function said({ verdict, statement }: PdfSignature): SignedPdf {
  // A time-stamp over the document proves when all that stands before it was there, and does not make the signature B-T.
  const isStamped = verdict.ok && verdict.level === 'B-T'
  const at = isStamped ? verdict.provenTime : statement.time
  return { level: isStamped ? 'B-T' : 'B-B', at: at === undefined ? undefined : new Date(at).toISOString() }
}

function trustOf({ anchor, brought, manifest }: BundleOfPdfs): PdfTrust {
  const certificates = Object.values(brought.certificates).flatMap((text) => read(text, parseCertificate))
  const lists = brought.revocationLists.flatMap((text) => read(text, parseRevocationList))
  const root = parseCertificate(anchor)
  const made = Date.parse(manifest.made)
  const judgedBy = {
    anchors: root.ok ? [root.value] : [],
    // A bundle brings the lists that its acts were judged by; who is on none of them was not revoked by then.
    revocation: { lists, certificates, madeUntil: made, unknown: 'accepted' },
  } as const
  return { signers: judgedBy, timeStamps: judgedBy, at: made, certificates }
}

function read<T>(text: string, parse: (der: Uint8Array) => { ok: true; value: T } | { ok: false }): T[] {
  const der = fromBase64(text)
  const parsed = der && parse(der)
  return parsed?.ok ? [parsed.value] : []
}
