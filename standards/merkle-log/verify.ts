import { nodeHash, sameHash } from './hash.ts'
import { HASH_BYTES, MAX_TREE_SIZE } from './limits.ts'

/** That an entry stands in a tree. */
export interface Inclusion {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  /** From the leaf's sibling up. */
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** That one tree is the beginning of another. */
export interface Consistency {
  readonly first: number
  readonly firstRoot: Uint8Array
  readonly second: number
  readonly secondRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether an inclusion proof holds (RFC 9162 2.1.3.2); `false` for anything that is none. */
export function verifyInclusion({ leafHash, index, size, proof, root }: Inclusion): boolean {
  if (!isSize(size) || !isSize(index) || index >= size || !areHashes([leafHash, root, ...proof])) return false
  let at = index
  let last = size - 1
  let hash = leafHash
  for (const sibling of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = nodeHash(sibling, hash)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameHash(hash, root)
}

/**
 * Whether a consistency proof holds (RFC 9162 2.1.4.2); `false` for anything that is none.
 *
 * Trees of the same size must have the same root and an empty proof; the empty tree is the beginning of every tree, and
 * needs no proof.
 */
export function verifyConsistency({ first, firstRoot, second, secondRoot, proof }: Consistency): boolean {
  if (!isSize(first) || !isSize(second) || first > second || !areHashes([firstRoot, secondRoot, ...proof])) return false
  if (first === 0) return proof.length === 0
  if (first === second) return proof.length === 0 && sameHash(firstRoot, secondRoot)
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof
  if (start === undefined || proof.length === 0) return false
  let at = first - 1
  let last = second - 1
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let [older, newer] = [start, start]
  for (const hash of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      ;[older, newer] = [nodeHash(hash, older), nodeHash(hash, newer)]
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else newer = nodeHash(newer, hash)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameHash(older, firstRoot) && sameHash(newer, secondRoot)
}

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0 && n <= MAX_TREE_SIZE
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES)
// Sizes pass 2^32, so that bit operators would cut them.
const isOdd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)

function isPowerOfTwo(n: number): boolean {
  let left = n
  while (left % 2 === 0) left /= 2
  return left === 1
}
