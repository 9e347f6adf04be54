import { writeBundle } from './entry-bundle.ts'
import { EMPTY_ROOT, leafHash, nodeHash, perfectRoot } from './hash.ts'
import { HASH_BYTES, TILE_HEIGHT, TILE_WIDTH } from './limits.ts'
import { bundlePath, type Tile, tilePath } from './tile.ts'

/** The last, partial tile of one level: what the next hash of that level joins. */
interface EdgeTile {
  readonly row: Uint8Array
  width: number
}

/**
 * The right edge of a tree: all that is needed to append to it, and to tell its root.
 *
 * Holds at most one partial tile for each level and the entries of the last partial bundle.
 */
export interface Edge {
  size: number
  readonly levels: EdgeTile[]
  entries: Uint8Array[]
}

/** What appending brings about: objects to write, and full tiles whose partial versions nobody needs any more. */
export interface Growth {
  readonly objects: Map<string, Uint8Array>
  readonly filled: string[]
}

export const emptyEdge = (): Edge => ({ size: 0, levels: [], entries: [] })

/** A copy that can be grown while the edge stays as it is. */
export const copyEdge = ({ size, levels, entries }: Edge): Edge => ({
  size,
  levels: levels.map(({ row, width }) => ({ row: row.slice(), width })),
  entries: [...entries],
})

/** Appends entries to an edge, in place, and says what must be written. */
export function growEdge(edge: Edge, entries: readonly Uint8Array[]): Growth {
  const growth: Growth = { objects: new Map(), filled: [] }
  for (const entry of entries) {
    const index = Math.floor(edge.size / TILE_WIDTH)
    edge.entries.push(entry)
    edge.size++
    if (edge.entries.length === TILE_WIDTH) {
      put(growth, bundlePath({ index, width: TILE_WIDTH }), writeBundle(edge.entries))
      edge.entries = []
    }
    pushHash(edge, growth, 0, leafHash(entry))
  }
  if (edge.entries.length > 0) {
    const index = Math.floor(edge.size / TILE_WIDTH)
    growth.objects.set(bundlePath({ index, width: edge.entries.length }), writeBundle(edge.entries))
  }
  for (const tile of edgeTiles(edge)) growth.objects.set(tilePath(tile), rowOf(edge, tile.level))
  return growth
}

function put(growth: Growth, path: string, bytes: Uint8Array): void {
  growth.objects.set(path, bytes)
  growth.filled.push(path)
}

function pushHash(edge: Edge, growth: Growth, level: number, hash: Uint8Array): void {
  const tile = (edge.levels[level] ??= { row: new Uint8Array(TILE_WIDTH * HASH_BYTES), width: 0 })
  tile.row.set(hash, tile.width * HASH_BYTES)
  tile.width++
  if (tile.width < TILE_WIDTH) return
  const index = Math.floor(edge.size / TILE_WIDTH ** (level + 1)) - 1
  put(growth, tilePath({ level, index, width: TILE_WIDTH }), tile.row.slice())
  tile.width = 0
  pushHash(edge, growth, level + 1, perfectRoot(tile.row))
}

/** The partial tiles of an edge, by level. */
export function edgeTiles({ size, levels }: Edge): Tile[] {
  return levels.flatMap(({ width }, level) =>
    width === 0 ? [] : [{ level, index: Math.floor(size / TILE_WIDTH ** (level + 1)), width }],
  )
}

/** The hashes of an edge's tile. */
export function rowOf({ levels }: Edge, level: number): Uint8Array {
  const tile = levels[level]
  return tile === undefined ? new Uint8Array(0) : tile.row.slice(0, tile.width * HASH_BYTES)
}

/** The root of the tree that an edge ends (RFC 9162 2.1.1): its perfect subtrees, joined from the right. */
export function rootOfEdge({ levels }: Edge): Uint8Array {
  let root: Uint8Array | undefined
  for (const { row, width } of levels)
    for (let height = 0; height < TILE_HEIGHT; height++) {
      const span = 2 ** height
      if (Math.floor(width / span) % 2 === 0) continue
      // The subtree of this height ends where the lower bits of the width begin.
      const end = width - (width % span)
      const subtree = perfectRoot(row.subarray((end - span) * HASH_BYTES, end * HASH_BYTES))
      root = root === undefined ? subtree : nodeHash(subtree, root)
    }
  return root ?? EMPTY_ROOT
}
