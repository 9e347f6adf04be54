import { type CitedAct, isSignedBy, type ReadAct, readApproval, type SealedAct } from '@entrepot/trade/act'
import type { Signer } from '@entrepot/trade/file'
import type { CertificateRegister, Custody, KnownCertificate } from '../registers/certificates/index.ts'
import { malformedWith, type NotAdmitted, unauthentic } from './answer.ts'

/** An act whose seals hold: its own, those of its approvals, those of what it cites. */
export interface Authentic {
  readonly is: 'authentic'
  readonly signer: Signer
  readonly certificate: KnownCertificate
  readonly custody: Custody
  /** Certificates of the same organisation that approved it. */
  readonly approvers: readonly KnownCertificate[]
  /** Knows the signer of the act and of each act that it cites. */
  readonly signerOf: (thumbprint: string) => Signer | undefined
}

/** What is verified. */
export interface Verification {
  readonly sealed: SealedAct
  readonly read: ReadAct
  /** Acts of other files that already stand here, sealed the same: their signatures were checked when they came. */
  readonly stands: (cited: CitedAct, read: ReadAct) => Promise<boolean>
}

/** Checks every signature of a sealed act; whether the certificates held at receipt is judged then, by `judgeCertificates`. */
export async function verify(
  certificates: CertificateRegister,
  organisation: string,
  { sealed, read, stands }: Verification,
): Promise<Authentic | NotAdmitted> {
  const certificate = await certificates.find(read.thumbprint)
  const signer = certificate?.signer
  if (!certificate || !signer) return unauthentic('certificate/unknown', 'RFC 5280 6.1')
  if (!isSignedBy(read, certificate.publicKey)) return unauthentic('signature/forged', 'RFC 7515 5.2')
  if (signer.organisation !== organisation)
    return unauthentic('certificate/other-organisation', 'an act is posted by the organisation that sealed it')
  const approvers = await verifyApprovals(certificates, sealed, read, certificate)
  if ('is' in approvers) return approvers
  const signers = new Map<string, Signer>([[read.thumbprint, signer]])
  for (const [position, cited] of read.citations.entries()) {
    const entry = sealed.citations?.[position]
    const refusal = entry && (await verifyCitation(certificates, { entry, cited, position, stands, signers }))
    if (refusal) return refusal
  }
  const { custody } = certificate
  return { is: 'authentic', signer, certificate, custody, approvers, signerOf: (print) => signers.get(print) }
}

async function verifyApprovals(
  certificates: CertificateRegister,
  sealed: SealedAct,
  read: ReadAct,
  own: KnownCertificate,
): Promise<readonly KnownCertificate[] | NotAdmitted> {
  const approvers: KnownCertificate[] = []
  for (const [position, jws] of (sealed.approvals ?? []).entries()) {
    const at = `approvals/${position}`
    const approval = readApproval(jws)
    if (!approval.ok) return malformedWith({ ...approval, at })
    if (approval.approves !== read.identity) return malformedWith({ ok: false, code: 'approval/other-act', at })
    const certificate = await certificates.find(approval.thumbprint)
    if (!certificate?.signer) return unauthentic('certificate/unknown', 'RFC 5280 6.1', { found: at })
    if (!isSignedBy(approval, certificate.publicKey))
      return unauthentic('signature/forged', 'RFC 7515 5.2', { found: at })
    if (certificate.signer.organisation !== own.signer?.organisation)
      return unauthentic('certificate/other-organisation', 'a second person is of the same organisation', { found: at })
    // The same key under two certificates would be one person twice.
    const known = [own, ...approvers]
    if (known.some(({ publicKey }) => Buffer.compare(publicKey.spki, certificate.publicKey.spki) === 0))
      return unauthentic('approval/same-person', 'a second person is another one', { found: at })
    approvers.push(certificate)
  }
  return approvers
}

interface CitationCase {
  readonly entry: CitedAct
  readonly cited: ReadAct
  readonly position: number
  readonly stands: Verification['stands']
  readonly signers: Map<string, Signer>
}

async function verifyCitation(
  certificates: CertificateRegister,
  { entry, cited, position, stands, signers }: CitationCase,
): Promise<NotAdmitted | undefined> {
  const found = `citations/${position}`
  const certificate = await certificates.find(cited.thumbprint)
  if (!certificate?.signer) return unauthentic('certificate/unknown', 'RFC 5280 6.1', { found })
  signers.set(cited.thumbprint, certificate.signer)
  if (await stands(entry, cited)) return undefined
  return isSignedBy(cited, certificate.publicKey)
    ? undefined
    : unauthentic('signature/forged', 'RFC 7515 5.2', { found })
}

/**
 * Judges the certificates of an act's signer and approvers as of its real time of receipt.
 *
 * @returns what the receipt says of revocation, or the refusal with the clause of RFC 5280.
 */
export async function judgeCertificates(
  certificates: CertificateRegister,
  { certificate, approvers }: Pick<Authentic, 'certificate' | 'approvers'>,
  receivedMs: number,
): Promise<{ readonly asOf: string; readonly list: string } | NotAdmitted> {
  for (const approver of approvers) {
    const judged = await certificates.judge(approver, receivedMs)
    if (!judged.ok) return unauthentic(codeOf(judged.code), judged.rule)
  }
  const judged = await certificates.judge(certificate, receivedMs)
  if (!judged.ok) return unauthentic(codeOf(judged.code), judged.rule)
  const { list, sha256 } = judged.list
  return { asOf: new Date(list.thisUpdate).toISOString(), list: sha256 }
}

/** `certificate/expired` of `x509/expired`: what is public here names the thing, not the room that found it. */
const codeOf = (code: string): string => code.replace(/^x509\//, 'certificate/')
