import { sha256 } from '@entrepot/crypto'
import { HASH_BYTES } from './limits.ts'

/** What stands before a leaf and before two children, so that no leaf can pass for an inner node (RFC 9162 2.1.1). */
const LEAF_PREFIX = 0x00
const NODE_PREFIX = 0x01

/** The root of the tree without leaves: the hash of nothing (RFC 9162 2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0))

/** Hash of an entry (RFC 9162 2.1.1): `SHA-256(0x00 || entry)`. */
export function leafHash(entry: Uint8Array): Uint8Array {
  const input = inputOf(entry.length + 1)
  input[0] = LEAF_PREFIX
  input.set(entry, 1)
  return sha256(input)
}

/** Hash of two subtrees (RFC 9162 2.1.1): `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new RangeError('log/hash: not a SHA-256')
  nodeInput[0] = NODE_PREFIX
  nodeInput.set(left, 1)
  nodeInput.set(right, 1 + HASH_BYTES)
  return sha256(nodeInput)
}

/** Proofs and batches hash by the thousand, and making room for each input would take as long as hashing it: it is used again. */
const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES)
const leafInput = new Uint8Array(1024)

const inputOf = (bytes: number): Uint8Array =>
  bytes <= leafInput.length ? leafInput.subarray(0, bytes) : new Uint8Array(bytes)

/**
 * Root of a perfect subtree, given the hashes of its bottom row one after the other.
 *
 * @param row bytes of 1, 2, 4 ... or 256 hashes
 */
export function perfectRoot(row: Uint8Array): Uint8Array {
  if (row.length === HASH_BYTES) return row
  const half = row.length / 2
  return nodeHash(perfectRoot(row.subarray(0, half)), perfectRoot(row.subarray(half)))
}

/** Compares two hashes; what is compared is public. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
