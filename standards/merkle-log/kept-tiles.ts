import { MAX_KEPT_TILES, TILE_WIDTH } from './limits.ts'
import type { ReadTile } from './prove.ts'
import { tilePath } from './tile.ts'

/**
 * Keeps full tiles above the leaves', those last used: every proof needs the same few, and they never change.
 *
 * So a proof under the head costs one tile of leaves, and at times another, however large the log is.
 */
export function keepingTiles(read: ReadTile): ReadTile {
  const kept = new Map<string, Uint8Array>()
  return async (tile) => {
    if (tile.level === 0 || tile.width < TILE_WIDTH) return read(tile)
    const path = tilePath(tile)
    const row = kept.get(path) ?? (await read(tile))
    if (row === undefined) return undefined
    // Set anew, so that the one that was not used for the longest time stands first.
    kept.delete(path)
    kept.set(path, row)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT_TILES && oldest !== undefined) kept.delete(oldest)
    return row
  }
}
