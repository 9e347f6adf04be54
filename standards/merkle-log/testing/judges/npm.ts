/** Two implementations from npm as judges: the verifier of Sigstore for heads and inclusion, RFC 9162 by Transmute for both kinds of proofs. */
import { createPublicKey } from 'node:crypto'
import { LogCheckpoint, verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js'
import { CoMETRE } from '@transmute/rfc9162'
import type { NoteKey } from '../../note.ts'

const rfc9162 = CoMETRE.RFC9162_SHA256

type SigstoreEntry = Parameters<typeof verifyCheckpoint>[0]

/** What Sigstore reads in a head that this key signed. @throws where it did not. */
export function sigstoreHead(note: string, key: NoteKey): LogCheckpoint {
  const authority = {
    logID: Buffer.from(key.id),
    baseURL: `https://${key.name}`,
    publicKey: createPublicKey({ key: Buffer.from(key.publicKey.spki), format: 'der', type: 'spki' }),
    validFor: { start: new Date(0), end: new Date(8.64e15) },
  }
  return verifyCheckpoint(entryOf({ note }), [authority])
}

/** Whether an entry stands in a log, by Sigstore: its words where it does not. */
export function sigstoreInclusion(proved: Inclusion): string {
  const { entry, index, proof, size, root } = proved
  try {
    const head = new LogCheckpoint('log', BigInt(size), Buffer.from(root), [])
    verifyMerkleInclusion(entryOf({ entry, index, proof }), head)
    return ''
  } catch (error) {
    return String(error)
  }
}

/** An entry, and how it is said to stand in a tree. */
export interface Inclusion {
  readonly entry: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

function entryOf({ note = '', entry = new Uint8Array(0), index = 0, proof = [] }: EntryParts): SigstoreEntry {
  return {
    logIndex: String(index),
    logId: { keyId: Buffer.alloc(0) },
    kindVersion: { kind: '', version: '' },
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: {
      logIndex: String(index),
      treeSize: '0',
      rootHash: Buffer.alloc(0),
      hashes: proof.map((hash) => Buffer.from(hash)),
      checkpoint: { envelope: note },
    },
    canonicalizedBody: Buffer.from(entry),
  }
}

interface EntryParts {
  readonly note?: string
  readonly entry?: Uint8Array
  readonly index?: number
  readonly proof?: readonly Uint8Array[]
}

/** The root that Transmute's RFC 9162 reaches from an entry; undefined where it refuses. */
export async function transmuteRoot({ entry, index, size, proof }: Inclusion): Promise<Uint8Array | undefined> {
  const leaf = await rfc9162.leaf(entry)
  const path = { log_id: '', tree_size: size, leaf_index: index, inclusion_path: [...proof] }
  return rfc9162.verify_inclusion_proof(leaf, path).catch(() => undefined)
}

/** The root of a tree, by Transmute's RFC 9162. */
export const transmuteTree = async (entries: readonly Uint8Array[]): Promise<Uint8Array> =>
  rfc9162.root(await Promise.all(entries.map(rfc9162.leaf)))

/** The path from a leaf to the root, by Transmute's RFC 9162. */
export async function transmuteProof(entries: readonly Uint8Array[], index: number): Promise<Uint8Array[]> {
  const leaves = await Promise.all(entries.map(rfc9162.leaf))
  return (await rfc9162.inclusion_proof(index, leaves)).inclusion_path
}

/** An older and a newer head, and the proof between them. */
export interface Consistency {
  readonly old: number
  readonly oldRoot: Uint8Array
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * Whether a newer tree continues an older one, by Transmute's RFC 9162.
 *
 * It leaves step 2 of 2.1.4.2 (a first tree of a power of two begins the path by itself) to its caller.
 */
export function transmuteConsistency({ old, oldRoot, size, root, proof }: Consistency): Promise<boolean> {
  const isPowerOfTwo = (old & (old - 1)) === 0
  const path = { log_id: '', tree_size_1: old, tree_size_2: size }
  const consistencyPath = isPowerOfTwo ? [oldRoot, ...proof] : [...proof]
  return rfc9162
    .verify_consistency_proof(oldRoot, root, { ...path, consistency_path: consistencyPath })
    .catch(() => false)
}
