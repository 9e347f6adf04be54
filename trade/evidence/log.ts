import {
  isMalformed,
  leafHash,
  openCheckpoint,
  parseKey,
  type SignedCheckpoint,
  verifyInclusion,
} from '@entrepot/merkle-log'
import { base64url, sha256 } from '@entrepot/crypto'
import { type Malformed, readReceipt } from '@entrepot/trade/act'
import { type Finding, fault, mark, type Place } from './finding.ts'
import { fileEntry, LOG_ENTRY, type LogEvidence, type LoggedAct } from './format.ts'
import type { OpenedFile } from './open-file.ts'
import { readLog } from './statement.ts'
import { isSigned, type TrustStore } from './trust.ts'

/** How much of evidence stands in the operator's transparency log. */
export interface LogReport {
  readonly origin: string
  /** Leaves of the tree under whose checkpoint the proofs hold. */
  readonly size: number
  /** Acts that were proved to stand in it. */
  readonly logged: number
  /** Acts that were not logged yet, and need not be. */
  readonly waiting: number
}

/**
 * What stands in the log for an act: its identity (32 bytes), then SHA-256 of its receipt's signing input. The receipt names
 * file, place and running hash; so a leaf fixes the act and all before it in its file, and tells nothing of either.
 */
export function logEntry(receipt: string): Uint8Array | Malformed {
  const read = readReceipt(receipt)
  if (!read.ok) return read
  const identity = base64url.decode(read.claims.act)
  if (identity === undefined) return { ok: false, code: 'act/receipt-claims' }
  return new Uint8Array([...identity, ...sha256(read.signingInput)])
}

/** The log's part of evidence, checked. */
export interface CheckedLog {
  readonly report?: LogReport
  readonly findings: readonly Finding[]
}

/** What the log's part is held against. */
export interface LogContext {
  readonly files: ReadonlyMap<string, OpenedFile>
  readonly trust: TrustStore
  /** Real time at which the evidence was made, ISO 8601; absent where it does not say. */
  readonly made?: string
}

/**
 * Checks that every act stands in the log that the operator names as its own: the log's key by the operator's statement, the
 * checkpoint by that key, each act by its path to the checkpoint's root. An act whose receipt promised the log by a time that
 * had passed when the evidence was made, and that is not there, is a broken promise.
 */
export function checkLog(evidence: LogEvidence, context: LogContext): CheckedLog {
  const place: Place = { entry: LOG_ENTRY }
  const opened = openHead(evidence, context.trust, place)
  if (!('checkpoint' in opened)) return { findings: [opened] }
  const { checkpoint } = opened
  const findings: Finding[] = []
  const proved = new Set<string>()
  const hashes = evidence.hashes.map((text) => base64url.decode(text) ?? new Uint8Array(0))
  for (const act of evidence.acts) {
    const wrong = judgeAct(act, { hashes, checkpoint, files: context.files })
    if (wrong === undefined) proved.add(keyOf(act))
    else findings.push(fault(wrong, { ...place, file: act.file, seq: act.seq }))
  }
  const waiting = unproved(context, proved)
  findings.push(...waiting.findings)
  const { origin, size } = checkpoint
  return { report: { origin, size, logged: proved.size, waiting: waiting.count }, findings }
}

const keyOf = ({ file, seq }: Pick<LoggedAct, 'file' | 'seq'>): string => `${file} ${seq}`

function openHead(evidence: LogEvidence, trust: TrustStore, place: Place): SignedCheckpoint | Finding {
  const statement = readLog(evidence.statement)
  if (!statement.ok) return fault('log/statement', place, statement.code)
  const { origin, key: line, at } = statement.claims
  const operator = trust.operator(statement.thumbprint, Date.parse(at))
  if (!operator.ok) return fault('log/statement', place, operator.code)
  if (!isSigned(statement, operator)) return fault('log/statement', place, 'signature')
  const key = parseKey(line)
  if (isMalformed(key)) return fault('log/statement', place, key.code)
  const opened = openCheckpoint(evidence.checkpoint, { origin, log: key })
  if (opened.ok) return opened
  return fault('log/checkpoint', place, 'refused' in opened ? opened.refused : opened.code)
}

interface Proving {
  readonly hashes: readonly Uint8Array[]
  readonly checkpoint: SignedCheckpoint['checkpoint']
  readonly files: ReadonlyMap<string, OpenedFile>
}

function judgeAct({ file, seq, leaf, path }: LoggedAct, { hashes, checkpoint, files }: Proving): string | undefined {
  const receipt = files.get(file)?.evidence.entries.find((entry) => entry.seq === seq)?.receipt
  const entry = receipt === undefined ? undefined : logEntry(receipt)
  if (entry === undefined || 'code' in entry) return 'log/no-such-act'
  const proof = path.flatMap((at) => hashes[at] ?? [])
  const { size, root } = checkpoint
  const isIn =
    proof.length === path.length && verifyInclusion({ leafHash: leafHash(entry), index: leaf, size, proof, root })
  return isIn ? undefined : 'log/not-included'
}

function unproved({ files, made }: LogContext, proved: ReadonlySet<string>) {
  const findings: Finding[] = []
  let count = 0
  for (const [file, { evidence }] of files)
    for (const { seq, receipt } of evidence.entries) {
      const read = proved.has(keyOf({ file, seq })) ? undefined : readReceipt(receipt)
      if (!read?.ok) continue
      const { logBy } = read.claims
      const place = { entry: fileEntry(file), file, seq }
      const isBroken = logBy !== undefined && made !== undefined && Date.parse(logBy) < Date.parse(made)
      if (isBroken) findings.push(fault('log/promise-broken', place, logBy))
      else if (logBy !== undefined) findings.push(mark('log/not-yet', place, logBy))
      if (!isBroken) count += 1
    }
  return { findings, count }
}
