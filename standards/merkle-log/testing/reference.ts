import { sha256 } from '@entrepot/crypto'

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap((part) => [...part]))

/** The recursive definition of RFC 9162 2.1.1, word for word: what everything else here is held against. */
export function treeHash(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries
  if (only === undefined) return sha256(new Uint8Array(0))
  if (entries.length === 1) return sha256(joined(new Uint8Array([0]), only))
  let k = 1
  while (k * 2 < entries.length) k *= 2
  return sha256(joined(new Uint8Array([1]), treeHash(entries.slice(0, k)), treeHash(entries.slice(k))))
}

/** Different entries, the same for the same number. */
export const entriesUpTo = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => new Uint8Array([i & 0xff, (i >> 8) & 0xff, i >> 16]))
