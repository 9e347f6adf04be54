import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '@entrepot/crypto'
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts'
import { openLog, tileReader } from './log.ts'
import { proveConsistency, proveInclusion, rootOf, TileMissing } from './prove.ts'
import { memoryStorage } from './storage.ts'
import { entriesUpTo, treeHash } from './testing/reference.ts'
import { signer } from './testing/signer.ts'
import { verifyConsistency, verifyInclusion } from './verify.ts'

const log = signer('log.example', 'ed25519', 1)
const options = { origin: 'log.example', sign: (text: string) => [log.sign(text)] }

/** The test tree of the certificate transparency project. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

async function logOf(entries: readonly Uint8Array[], batch = entries.length || 1) {
  const storage = memoryStorage()
  const opened = await openLog(storage, options)
  await opened.append([])
  for (let i = 0; i < entries.length; i += batch) await opened.append(entries.slice(i, i + batch))
  return { opened, storage, read: tileReader(storage) }
}

describe('roots', () => {
  test('the tree without leaves has the hash of nothing', () => {
    expect(EMPTY_ROOT.toHex()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  test.each(ROOTS.map((root, i) => [i + 1, root] as const))(
    'a tree of %i known leaves has the published root',
    async (size, root) => {
      const { opened } = await logOf(LEAVES.slice(0, size).map((hex) => Uint8Array.fromHex(hex)))
      expect(opened.head?.checkpoint.root.toHex()).toBe(root)
    },
  )

  test('the root is the same however the entries came in batches', async () => {
    const entries = entriesUpTo(1500)
    const expected = treeHash(entries).toHex()
    for (const batch of [1, 7, 255, 256, 257, 1500]) {
      const { opened } = await logOf(entries, batch)
      expect(opened.head?.checkpoint.root.toHex()).toBe(expected)
    }
  })

  test('a tree that has filled three levels of tiles has the root of its definition', async () => {
    const entries = entriesUpTo(65_536 + 300)
    const { opened, read } = await logOf(entries, 20_000)
    const expected = treeHash(entries).toHex()
    expect(opened.head?.checkpoint.root.toHex()).toBe(expected)
    expect((await rootOf(read, entries.length)).toHex()).toBe(expected)
  })
})

describe('proofs', () => {
  test('every leaf of every tree up to 70 leaves is proved, and a neighbour is not', async () => {
    const entries = entriesUpTo(70)
    const { read } = await logOf(entries, 1)
    for (let size = 1; size <= entries.length; size++) {
      const root = treeHash(entries.slice(0, size))
      for (let index = 0; index < size; index++) {
        const proof = await proveInclusion(read, index, size)
        const inclusion = { leafHash: leafHash(entries[index]!), index, size, proof, root }
        expect(verifyInclusion(inclusion)).toBe(true)
        expect(verifyInclusion({ ...inclusion, index: (index + 1) % size })).toBe(size === 1)
      }
    }
  })

  test('every tree up to 70 leaves is proved to be the beginning of every later one', async () => {
    const entries = entriesUpTo(70)
    const { read } = await logOf(entries, 1)
    const roots = entries.map((_, i) => treeHash(entries.slice(0, i + 1)))
    for (let second = 1; second <= entries.length; second++)
      for (let first = 1; first <= second; first++) {
        const proof = await proveConsistency(read, first, second)
        const [firstRoot, secondRoot] = [roots[first - 1]!, roots[second - 1]!]
        expect(verifyConsistency({ first, firstRoot, second, secondRoot, proof })).toBe(true)
      }
  })

  test('proofs over several tiles hold', async () => {
    const size = 70_000
    const entries = entriesUpTo(size)
    const { opened, read } = await logOf(entries, 35_000)
    const root = opened.head!.checkpoint.root
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: size - 1 }), async (index) => {
        const proof = await proveInclusion(read, index, size)
        expect(await opened.proveInclusion(index)).toStrictEqual(proof)
        expect(verifyInclusion({ leafHash: leafHash(entries[index]!), index, size, proof, root })).toBe(true)
      }),
      { numRuns: 60 },
    )
    const proof = await opened.proveConsistency(35_000)
    const firstRoot = await rootOf(read, 35_000)
    expect(verifyConsistency({ first: 35_000, firstRoot, second: size, secondRoot: root, proof })).toBe(true)
  })

  test('a proof under the head reads at most one tile of each level', async () => {
    const storage = memoryStorage()
    const opened = await openLog(storage, options)
    await opened.append(entriesUpTo(65_536))
    await opened.append(entriesUpTo(1300))
    const read: string[] = []
    const counted = await openLog({ ...storage, read: (path) => (read.push(path), storage.read(path)) }, options)
    read.length = 0
    await counted.proveInclusion(12_345)
    expect(read).toStrictEqual(['tile/0/048', 'tile/1/000'])
  })

  test('any change of a proof, an index, a size or a root is refused', async () => {
    const size = 300
    const entries = entriesUpTo(size)
    const { opened, read } = await logOf(entries)
    const root = opened.head!.checkpoint.root
    const bit = fc.nat({ max: 7 })
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: size - 1 }), fc.nat(), bit, async (index, at, which) => {
        const proof = await proveInclusion(read, index, size)
        const good = { leafHash: leafHash(entries[index]!), index, size, proof, root }
        const flipped = proof.map((hash, i) => (i === at % proof.length ? flip(hash, at, which) : hash))
        expect(verifyInclusion({ ...good, proof: flipped })).toBe(false)
        expect(verifyInclusion({ ...good, proof: proof.slice(1) })).toBe(false)
        expect(verifyInclusion({ ...good, proof: [...proof, root] })).toBe(false)
        expect(verifyInclusion({ ...good, root: flip(root, at, which) })).toBe(false)
        expect(verifyInclusion({ ...good, index: index + size })).toBe(false)
        const firstRoot = treeHash(entries.slice(0, index + 1))
        const steps = await proveConsistency(read, index + 1, size)
        const pair = { first: index + 1, firstRoot, second: size, secondRoot: root, proof: steps }
        expect(verifyConsistency(pair)).toBe(true)
        const other = steps.map((hash, i) => (i === at % steps.length ? flip(hash, at, which) : hash))
        if (steps.length > 0) expect(verifyConsistency({ ...pair, proof: other })).toBe(false)
        expect(verifyConsistency({ ...pair, firstRoot: flip(firstRoot, at, which) })).toBe(false)
        expect(verifyConsistency({ ...pair, proof: [...steps, root] })).toBe(false)
      }),
      { numRuns: 80 },
    )
  })

  test('hashes of another length and sizes that are none are refused', () => {
    const hash = leafHash(utf8.encode('a'))
    const one = { leafHash: hash, index: 0, size: 1, proof: [], root: hash }
    expect(verifyInclusion(one)).toBe(true)
    for (const wrong of [
      { size: 0 },
      { index: -1 },
      { index: 0.5 },
      { size: 2 ** 60 },
      { size: Number.NaN },
      { root: new Uint8Array(31) },
    ])
      expect(verifyInclusion({ ...one, ...wrong })).toBe(false)
    const same = { first: 1, firstRoot: hash, second: 1, secondRoot: hash, proof: [] }
    expect(verifyConsistency(same)).toBe(true)
    for (const wrong of [{ first: 2 }, { first: -1 }, { second: 2 }, { proof: [hash] }, { secondRoot: leafHash(hash) }])
      expect(verifyConsistency({ ...same, ...wrong })).toBe(false)
  })

  test('a tile that is missing is a fault that names it', async () => {
    const { storage, read } = await logOf(entriesUpTo(600))
    await storage.remove('tile/0/001')
    await expect(proveInclusion(read, 300, 600)).rejects.toThrow(TileMissing)
    await expect(proveInclusion(read, 600, 600)).rejects.toThrow(RangeError)
  })
})

describe('attacks', () => {
  test('an inner node cannot be passed off as a leaf, nor a leaf as a node', () => {
    const [a, b] = [leafHash(utf8.encode('a')), leafHash(utf8.encode('b'))]
    const root = nodeHash(a, b)
    const joined = new Uint8Array([...a, ...b])
    expect(leafHash(joined)).not.toStrictEqual(root)
    expect(verifyInclusion({ leafHash: leafHash(joined), index: 0, size: 1, proof: [], root })).toBe(false)
    // A shorter proof that ends at an inner node is one of another size.
    expect(verifyInclusion({ leafHash: root, index: 0, size: 2, proof: [], root })).toBe(false)
  })

  test('doubling the last leaf changes the root', () => {
    const entries = entriesUpTo(3)
    expect(treeHash([...entries, entries[2]!])).not.toStrictEqual(treeHash(entries))
  })

  test('a leaf that was doubled at the end is proved by no tree without it', () => {
    const leaves = entriesUpTo(3).map(leafHash)
    const [a, b, c] = [leaves[0]!, leaves[1]!, leaves[2]!]
    const root = nodeHash(nodeHash(a, b), c)
    expect(verifyInclusion({ leafHash: c, index: 2, size: 3, proof: [nodeHash(a, b)], root })).toBe(true)
    for (const proof of [[nodeHash(a, b)], [c, nodeHash(a, b)], [c]])
      expect(verifyInclusion({ leafHash: c, index: 3, size: 4, proof, root })).toBe(false)
  })

  test('an entry that is made of two hashes has no root of its own children', () => {
    const [a, b] = entriesUpTo(2).map(leafHash)
    const root = nodeHash(a!, b!)
    // A second preimage without the prefixes of RFC 9162 2.1.1: the node's own input as an entry.
    for (const entry of [new Uint8Array([...a!, ...b!]), new Uint8Array([1, ...a!, ...b!])])
      expect(leafHash(entry)).not.toStrictEqual(root)
  })
})

function flip(hash: Uint8Array, at: number, bit: number): Uint8Array {
  const other = hash.slice()
  other[at % other.length]! ^= 1 << bit
  return other
}
