import { FIRST_HEAD, nextHead, readAct, type ReadAct, type ReceiptClaims, readReceipt } from '@entrepot/trade/act'
import type { ActIdentity } from '@entrepot/trade/file'
import { type Finding, fault, type Place } from './finding.ts'
import type { Entry, FileEvidence } from './format.ts'
import { type HeadClaims, isTime, readHead } from './statement.ts'
import { isSigned, type TrustStore } from './trust.ts'

/** One place of a file's sequence after its receipt was checked. */
export interface Placed {
  readonly seq: number
  readonly identity: ActIdentity
  /** Absent where the operator's receipt does not hold. */
  readonly receipt?: ReceiptClaims
  /** Real time of receipt, epoch milliseconds; 0 where no receipt says it. */
  readonly receivedMs: number
  readonly entry: Entry
  /** The act, where it is shown and reads. */
  readonly read?: ReadAct
}

/** A file's sequence, in its order. */
export interface Sequence {
  readonly placed: readonly Placed[]
  readonly head?: HeadClaims
  readonly findings: readonly Finding[]
}

/**
 * Checks a file's sequence: each place has a receipt that the operator signed for this act, in this file, at this
 * place; receipts chain to each other from the first on; the signed head says the same count and hash; receipt time
 * never goes back.
 */
export function checkSequence(evidence: FileEvidence, trust: TrustStore, entry: string): Sequence {
  const findings: Finding[] = []
  const at: Place = { entry, file: evidence.file }
  const placed = inOrder(evidence.entries, at, findings).map((each) => place(each, { evidence, trust, at, findings }))
  const head = checkHead(evidence, { trust, at, findings })
  checkChain(placed, head, { at, findings })
  return { placed, ...(head ? { head } : {}), findings }
}

interface Work {
  readonly at: Place
  readonly findings: Finding[]
}

function inOrder(entries: readonly Entry[], at: Place, findings: Finding[]): Entry[] {
  const bySeq = new Map<number, Entry>()
  let latest = 0
  for (const entry of entries) {
    const { seq } = entry
    if (bySeq.has(seq)) findings.push(fault('sequence/twice', { ...at, seq }))
    else if (seq < latest) findings.push(fault('sequence/reordered', { ...at, seq }))
    if (!bySeq.has(seq)) bySeq.set(seq, entry)
    latest = Math.max(latest, seq)
  }
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
}

function place(entry: Entry, work: Work & { evidence: FileEvidence; trust: TrustStore }): Placed {
  const { seq } = entry
  const at = { ...work.at, seq }
  const read = 'act' in entry ? readAct(entry.act) : undefined
  if (read && !read.ok) work.findings.push(fault(read.code, at, read.at === undefined ? undefined : String(read.at)))
  const said = 'act' in entry ? (read?.ok ? read.identity : undefined) : entry.identity
  const receipt = checkReceipt(entry, { ...work, at })
  if (receipt && said !== undefined && receipt.act !== said) work.findings.push(fault('receipt/other-act', at))
  return {
    ...{ seq, entry, identity: receipt?.act ?? said ?? '' },
    receivedMs: receipt ? Date.parse(receipt.received) : 0,
    ...(receipt ? { receipt } : {}),
    ...(read?.ok && (!receipt || receipt.act === read.identity) ? { read } : {}),
  }
}

function checkReceipt(
  entry: Entry,
  { evidence, trust, at, findings }: Work & { evidence: FileEvidence; trust: TrustStore },
): ReceiptClaims | undefined {
  const read = readReceipt(entry.receipt)
  if (!read.ok) {
    findings.push(fault('receipt/malformed', at, read.code))
    return undefined
  }
  const { claims } = read
  if (!isTime(claims.received)) {
    findings.push(fault('receipt/malformed', at, 'received'))
    return undefined
  }
  const key = trust.operator(read.thumbprint, Date.parse(claims.received))
  if (!key.ok) findings.push(fault('receipt/signer', at, key.code))
  else if (!isSigned(read, key)) findings.push(fault('receipt/signature', at))
  else if (claims.file !== evidence.file) findings.push(fault('receipt/other-file', at, claims.file))
  else if (claims.seq !== entry.seq) findings.push(fault('receipt/other-place', at, String(claims.seq)))
  else return claims
  return undefined
}

function checkHead(evidence: FileEvidence, { trust, at, findings }: Work & { trust: TrustStore }) {
  const place = { ...at, path: '/head' }
  const read = readHead(evidence.head)
  if (!read.ok) {
    findings.push(fault('head/malformed', place, read.code))
    return undefined
  }
  const key = trust.operator(read.thumbprint, Date.parse(read.claims.at))
  if (!key.ok) findings.push(fault('head/signer', place, key.code))
  else if (!isSigned(read, key)) findings.push(fault('head/signature', place))
  else if (read.claims.file !== evidence.file) findings.push(fault('head/other-file', place, read.claims.file))
  else return read.claims
  return undefined
}

/** Walks the running hash; after a gap it goes on from what the next receipt says, so that one gap is one finding. */
function checkChain(placed: readonly Placed[], head: HeadClaims | undefined, { at, findings }: Work): void {
  let running: string | undefined = FIRST_HEAD
  let last = 0
  let latestMs = 0
  for (const { seq, identity, receipt, receivedMs } of placed) {
    const here = { ...at, seq }
    if (seq !== last + 1) {
      findings.push(missing(at, last + 1, seq - 1))
      running = undefined
    }
    last = seq
    if (receipt && receivedMs < latestMs) findings.push(fault('receipt/time-goes-back', here))
    latestMs = Math.max(latestMs, receivedMs)
    const next: string | undefined = running === undefined ? undefined : nextHead(running, seq, identity)
    if (receipt && next !== undefined && next !== receipt.head) findings.push(fault('sequence/broken-chain', here))
    running = receipt?.head ?? next
  }
  if (!head) return
  if (head.count > last) findings.push(missing(at, last + 1, head.count))
  else if (head.count < last) findings.push(fault('sequence/added', { ...at, seq: head.count + 1 }))
  else if (running !== undefined && running !== head.head) findings.push(fault('head/other-hash', { ...at, seq: last }))
}

function missing(at: Place, from: number, to: number): Finding {
  return fault('sequence/missing', { ...at, seq: from }, from >= to ? undefined : `${from} to ${to}`)
}
