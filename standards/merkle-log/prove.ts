import { EMPTY_ROOT, nodeHash } from './hash.ts'
import { HASH_BYTES, TILE_HEIGHT, TILE_WIDTH } from './limits.ts'
import { consistencyRanges, inclusionRanges, type Node, nodesOf, type Range } from './shape.ts'
import { type Tile, tilePath, widthIn } from './tile.ts'

/**
 * Reads a tile; `undefined` where there is none. What it answers is at least as wide as what is asked for, or is refused.
 *
 * A log may drop a partial tile once the full one is there: a reader answers the full one then. Bytes once answered stay as
 * they are, and may be answered again.
 */
export type ReadTile = (tile: Tile) => Promise<Uint8Array | undefined>

/** A tile that a tree must have cannot be read. */
export class TileMissing extends Error {
  readonly code = 'log/tile-missing'
  readonly tile: Tile
  constructor(tile: Tile) {
    super(`no tile ${tilePath(tile)}`)
    this.tile = tile
  }
}

/**
 * Proves that a leaf is in a tree (RFC 9162 2.1.3).
 *
 * @returns hashes from the leaf's sibling up; every tile is read once.
 * @throws {RangeError} where the tree has no such leaf. @throws {TileMissing}
 */
export async function proveInclusion(read: ReadTile, index: number, size: number): Promise<Uint8Array[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`log/no-leaf: ${index} of ${size}`)
  return hashesOf(read, inclusionRanges(index, size), size)
}

/**
 * Proves that the tree of `first` leaves is the beginning of that of `second` (RFC 9162 2.1.4).
 *
 * @throws {RangeError} where it cannot be. @throws {TileMissing}
 */
export async function proveConsistency(read: ReadTile, first: number, second: number): Promise<Uint8Array[]> {
  if (!(first >= 0 && first <= second)) throw new RangeError(`log/no-tree: ${first} of ${second}`)
  return first === 0 || first === second ? [] : hashesOf(read, consistencyRanges(first, second), second)
}

/** The root of the tree of the first `size` leaves. @throws {TileMissing} */
export async function rootOf(read: ReadTile, size: number): Promise<Uint8Array> {
  const [root] = await hashesOf(read, size === 0 ? [] : [{ start: 0, end: size }], size)
  return root ?? EMPTY_ROOT
}

async function hashesOf(read: ReadTile, ranges: readonly Range[], size: number): Promise<Uint8Array[]> {
  const parts = ranges.map((range) => nodesOf(range).map((node) => placeOf(node, size)))
  const tiles = new Map(parts.flat().map(({ tile }) => [tilePath(tile), tile]))
  const rows = new Map(
    await Promise.all([...tiles].map(async ([path, tile]) => [path, await readTile(read, tile)] as const)),
  )
  return parts.map((places) => {
    const hashes = places.map(({ tile, from, width }) => {
      const row = rows.get(tilePath(tile)) ?? new Uint8Array(0)
      return subtreeOf(row, from, width)
    })
    return hashes.reduceRight((right, left) => nodeHash(left, right))
  })
}

/** Hashes within tiles, by where they begin and how many they stand over, for as long as the reader keeps the tile. */
const within = new WeakMap<Uint8Array, Map<number, Uint8Array>>()

/** The root over `width` hashes of a tile, a power of two. A tile that is read again, as upper ones are, is hashed once. */
function subtreeOf(row: Uint8Array, from: number, width: number): Uint8Array {
  if (width === 1) return row.subarray(from * HASH_BYTES, (from + 1) * HASH_BYTES)
  const known = within.get(row) ?? new Map<number, Uint8Array>()
  const place = from * TILE_WIDTH * 2 + width
  const half = width / 2
  const root = known.get(place) ?? nodeHash(subtreeOf(row, from, half), subtreeOf(row, from + half, half))
  within.set(row, known.set(place, root))
  return root
}

async function readTile(read: ReadTile, tile: Tile): Promise<Uint8Array> {
  const row = await read(tile)
  if (row === undefined || row.length < tile.width * HASH_BYTES) throw new TileMissing(tile)
  return row
}

/** In which tile, and over which of its hashes, a perfect subtree stands. */
function placeOf({ level, index }: Node, size: number): { tile: Tile; from: number; width: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const width = 2 ** (level % TILE_HEIGHT)
  const first = index * width
  const tileIndex = Math.floor(first / TILE_WIDTH)
  const tile = { level: tileLevel, index: tileIndex, width: widthIn(size, tileLevel, tileIndex) }
  return { tile, from: first % TILE_WIDTH, width }
}
