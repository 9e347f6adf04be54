import { type ReadAct, type ReadApproval, readApproval } from '@entrepot/trade/act'
import type { ActIdentity, Signer } from '@entrepot/trade/file'
import { type Finding, fault, mark, type Place } from './finding.ts'
import type { Placed } from './sequence.ts'
import { isSigned, type KeyVerdict, type TrustStore } from './trust.ts'

/** An act whose signatures were looked at. */
export interface CheckedSignatures {
  /** Who signed; absent where something does not hold. */
  readonly signer?: Signer
  /** Certificates that approved it, each of the signer's organisation and not the sealing one. */
  readonly approvers: readonly string[]
  /** Of this act and those that it cites, the ones whose key is held to be lost from before. */
  readonly lost: readonly ActIdentity[]
  readonly findings: readonly Finding[]
}

/**
 * Checks the signatures of one act at the real time of its receipt: the party's own, those of the acts that it
 * cites, and the approvals by further people of the same organisation.
 */
export function checkSignatures(placed: Placed, read: ReadAct, context: SignatureContext): CheckedSignatures {
  const { at, trust } = context
  const here: Place = { ...at, type: read.claims.type }
  const work: Work = { trust, here, findings: [], lost: [] }
  if (read.claims.file !== at.file) work.findings.push(fault('act/other-file', here, read.claims.file))
  checkKey(read, trust.party(read.thumbprint, placed.receivedMs), { code: 'act', place: here, work })
  for (const cited of read.citations) {
    const place = { ...here, path: `citation of ${cited.claims.type} in file ${cited.claims.file}` }
    // Its own receipt says when the origin was signed; without it, only that it was before the act that cites it.
    const received = context.receivedOf(cited.claims.file, cited.identity)
    const { thumbprint } = cited
    const key = received === undefined ? trust.cited(thumbprint, placed.receivedMs) : trust.party(thumbprint, received)
    checkKey(cited, key, { code: 'citation', place, work })
  }
  const signer = trust.signer(read.thumbprint)
  const approvers = signer ? checkApprovals(placed, signer, work) : []
  const { findings, lost } = work
  const holds = !findings.some((finding) => finding.severity === 'fault')
  return { ...(holds && signer ? { signer } : {}), approvers, lost, findings }
}

/** Where the act stands and under which certificates. */
export interface SignatureContext {
  readonly at: Place
  readonly trust: TrustStore
  /** Real time of receipt of an act in another file of the evidence, epoch milliseconds. */
  readonly receivedOf: (file: string, identity: ActIdentity) => number | undefined
}

interface Work {
  readonly trust: TrustStore
  readonly here: Place
  readonly findings: Finding[]
  readonly lost: ActIdentity[]
}

function checkKey(
  read: ReadAct,
  key: KeyVerdict,
  { code, place, work }: { code: 'act' | 'citation'; place: Place; work: Work },
): void {
  const { findings, lost } = work
  if (!key.ok) findings.push(fault(`${code}/signer`, place, `${key.code} ${key.detail}`.trim()))
  else if (!isSigned(read, key)) findings.push(fault(`${code}/signature`, place))
  else if (key.lost) {
    findings.push(mark(`${code}/signer-revoked-from-before`, place, lossOf(key.lost)))
    lost.push(read.identity)
  }
}

const lossOf = ({ date, invalidityDate = date }: { date: number; invalidityDate: number | undefined }): string =>
  new Date(Math.min(date, invalidityDate)).toISOString()

function checkApprovals({ entry, identity, receivedMs, read }: Placed, signer: Signer, work: Work): string[] {
  const approvals = 'act' in entry ? (entry.act.approvals ?? []) : []
  const approvers: string[] = []
  for (const [index, jws] of approvals.entries()) {
    const place = { ...work.here, path: `approval ${index + 1}` }
    const approval = readApproval(jws)
    const given = { identity, signer, work, receivedMs, sealedUnder: signer.thumbprint }
    const wrong = approval.ok ? wrongApproval(approval, given) : approval.code
    if (wrong !== undefined) work.findings.push(fault('approval/invalid', place, wrong))
    else if (approval.ok && approval.thumbprint !== read?.thumbprint) approvers.push(approval.thumbprint)
  }
  return approvers
}

function wrongApproval(
  approval: ReadApproval,
  given: { identity: string; signer: Signer; work: Work; receivedMs: number; sealedUnder: string },
): string | undefined {
  const { identity, signer, work, receivedMs, sealedUnder } = given
  if (approval.approves !== identity) return 'of another act'
  const person = work.trust.signer(approval.thumbprint)
  if (person?.organisation !== signer.organisation) return 'of another organisation'
  const key = work.trust.party(approval.thumbprint, receivedMs)
  if (!key.ok) return key.code
  const own = work.trust.party(sealedUnder, receivedMs)
  // The same key under two certificates is one person twice.
  if (approval.thumbprint !== sealedUnder && own.ok && sameBytes(own.publicKey.spki, key.publicKey.spki))
    return 'by the same key'
  return isSigned(approval, key) ? undefined : 'signature'
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
