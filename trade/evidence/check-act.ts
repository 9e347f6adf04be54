import { type ReadAct, type ReadApproval, readApproval } from '@entrepot/trade/act'
import type { Signer } from '@entrepot/trade/file'
import { type Finding, fault, mark, type Place } from './finding.ts'
import type { Placed } from './sequence.ts'
import { isSigned, type KeyVerdict, type TrustStore } from './trust.ts'

/** An act whose signatures were looked at. */
export interface CheckedSignatures {
  /** Who signed; absent where something does not hold. */
  readonly signer?: Signer
  /** Certificates that approved it, each of the signer's organisation and not the sealing one. */
  readonly approvers: readonly string[]
  readonly findings: readonly Finding[]
}

/**
 * Checks the signatures of one act at the real time of its receipt: the party's own, those of the acts that it
 * cites, and the approvals by further people of the same organisation.
 */
export function checkSignatures(placed: Placed, read: ReadAct, context: SignatureContext): CheckedSignatures {
  const findings: Finding[] = []
  const { at, trust } = context
  const here: Place = { ...at, type: read.claims.type }
  const { file, receivedMs } = { file: at.file, ...placed }
  if (read.claims.file !== file) findings.push(fault('act/other-file', here, read.claims.file))
  const key = trust.party(read.thumbprint, receivedMs)
  checkKey(read, key, { code: 'act', place: here, findings })
  for (const cited of read.citations) checkCited(cited, receivedMs, { trust, here, findings })
  const signer = trust.signer(read.thumbprint)
  const approvers = signer ? checkApprovals(placed, signer, { trust, here, findings }) : []
  const holds = !findings.some((finding) => finding.severity === 'fault')
  return { ...(holds && signer ? { signer } : {}), approvers, findings }
}

/** Where the act stands and under which certificates. */
export interface SignatureContext {
  readonly at: Place
  readonly trust: TrustStore
}

interface Work {
  readonly trust: TrustStore
  readonly here: Place
  readonly findings: Finding[]
}

function checkKey(
  signable: Parameters<typeof isSigned>[0],
  key: KeyVerdict,
  { code, place, findings }: { code: string; place: Place; findings: Finding[] },
): void {
  if (!key.ok) findings.push(fault(`${code}/signer`, place, `${key.code} ${key.detail}`.trim()))
  else if (!isSigned(signable, key)) findings.push(fault(`${code}/signature`, place))
  else if (key.lost) findings.push(mark(`${code}/signer-revoked-from-before`, place, lossOf(key.lost)))
}

const lossOf = ({ date, invalidityDate = date }: { date: number; invalidityDate: number | undefined }): string =>
  new Date(Math.min(date, invalidityDate)).toISOString()

/** A cited act brings no receipt along: it was in the port before the act that cites it, while its certificate was valid. */
function checkCited(cited: ReadAct, receivedMs: number, { trust, here, findings }: Work): void {
  const end = trust.endOf(cited.thumbprint) ?? receivedMs
  const key = trust.party(cited.thumbprint, Math.min(receivedMs, end))
  const place = { ...here, path: `citation of ${cited.claims.type} in file ${cited.claims.file}` }
  checkKey(cited, key, { code: 'citation', place, findings })
}

function checkApprovals({ entry, identity, receivedMs, read }: Placed, signer: Signer, work: Work): string[] {
  const approvals = 'act' in entry ? (entry.act.approvals ?? []) : []
  const approvers: string[] = []
  for (const [index, jws] of approvals.entries()) {
    const place = { ...work.here, path: `approval ${index + 1}` }
    const approval = readApproval(jws)
    const wrong = approval.ok ? wrongApproval(approval, { identity, signer, work, receivedMs }) : approval.code
    if (wrong !== undefined) work.findings.push(fault('approval/invalid', place, wrong))
    else if (approval.ok && approval.thumbprint !== read?.thumbprint) approvers.push(approval.thumbprint)
  }
  return approvers
}

function wrongApproval(
  approval: ReadApproval,
  given: { identity: string; signer: Signer; work: Work; receivedMs: number },
): string | undefined {
  const { identity, signer, work, receivedMs } = given
  if (approval.approves !== identity) return 'of another act'
  const person = work.trust.signer(approval.thumbprint)
  if (person?.organisation !== signer.organisation) return 'of another organisation'
  const key = work.trust.party(approval.thumbprint, receivedMs)
  if (!key.ok) return key.code
  return isSigned(approval, key) ? undefined : 'signature'
}
