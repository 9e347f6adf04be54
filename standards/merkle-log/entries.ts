import { readBundle } from './entry-bundle.ts'
import { TILE_WIDTH } from './limits.ts'
import type { LogStorage } from './storage.ts'
import { bundlePath, widthIn } from './tile.ts'

/**
 * Reads entries from one index on, up to the end of a tree of `size` leaves.
 *
 * @throws {Error} where a bundle of the tree is missing or not whole.
 */
export async function readEntries(
  storage: Pick<LogStorage, 'read'>,
  from: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  const entries: Uint8Array[] = []
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < size; index++) {
    const width = widthIn(size, 0, index)
    const bytes =
      (await storage.read(bundlePath({ index, width }))) ??
      (await storage.read(bundlePath({ index, width: TILE_WIDTH })))
    const bundle = bytes === undefined ? [] : readBundle(bytes)
    if ('code' in bundle || bundle.length < width) throw new Error(`log/bundle: ${bundlePath({ index, width })}`)
    entries.push(...bundle.slice(Math.max(0, from - index * TILE_WIDTH), width))
  }
  return entries
}
