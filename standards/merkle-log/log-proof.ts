import { fromBase64, toBase64 } from './base64.ts'
import { type CheckpointRefusal, type LogPolicy, openCheckpoint, type SignedCheckpoint } from './checkpoint.ts'
import { leafHash } from './hash.ts'
import { HASH_BYTES, MAX_PROOF_FILE_BYTES, MAX_PROOF_HASHES, MAX_TREE_SIZE } from './limits.ts'
import { type Malformed, malformed } from './malformed.ts'
import { verifyInclusion } from './verify.ts'

/** That an entry was logged, to be checked offline (C2SP tlog-proof). */
export interface LogProof {
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, as it stands. */
  readonly checkpoint: string
  /** Whatever else its reader needs; nobody signed it. */
  readonly extra?: Uint8Array
}

const TITLE = 'c2sp.org/tlog-proof@v1'
const INDEX = /^index (0|[1-9]\d{0,15})$/u

/** Writes a proof file. */
export function formatLogProof({ index, proof, checkpoint, extra }: LogProof): string {
  const head = [TITLE, ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`]
  return `${[...head, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`
}

/** Reads a proof file; nothing of it is verified. */
export function parseLogProof(text: string): (LogProof & { readonly ok: true }) | Malformed {
  if (text.length > MAX_PROOF_FILE_BYTES) return malformed('log/size')
  const blank = text.indexOf('\n\n')
  if (blank < 0) return malformed('log/proof-shape')
  const [title, ...lines] = text.slice(0, blank).split('\n')
  if (title !== TITLE) return malformed('log/proof-shape', { line: 1 })
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const extraBytes = extra === undefined ? undefined : fromBase64(extra)
  if (extra !== undefined && extraBytes === undefined) return malformed('log/proof-shape', { line: 2 })
  const index = Number(INDEX.exec(lines.shift() ?? '')?.[1] ?? -1)
  if (index < 0 || index >= MAX_TREE_SIZE) return malformed('log/proof-index')
  if (lines.length > MAX_PROOF_HASHES) return malformed('log/proof-length')
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES)
  if (proof.length !== lines.length) return malformed('log/proof-shape')
  const hashes = proof.filter((hash) => hash !== undefined)
  const checkpoint = text.slice(blank + 2)
  return { ok: true, index, proof: hashes, checkpoint, ...(extraBytes === undefined ? {} : { extra: extraBytes }) }
}

/**
 * Checks that an entry was logged: the checkpoint by the policy, then the path from the entry to its root.
 *
 * @returns the checkpoint that it stands under.
 */
export function verifyLogProof(
  { index, proof, checkpoint }: LogProof,
  entry: Uint8Array,
  policy: LogPolicy,
): SignedCheckpoint | Malformed | { readonly ok: false; readonly refused: CheckpointRefusal | 'log/not-included' } {
  const opened = openCheckpoint(checkpoint, policy)
  if (!opened.ok) return opened
  const { size, root } = opened.checkpoint
  const isIn = verifyInclusion({ leafHash: leafHash(entry), index, size, proof, root })
  return isIn ? opened : { ok: false, refused: 'log/not-included' }
}
