import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  bundlePath,
  leafHash,
  type LogStorage,
  nodeHash,
  TILE_WIDTH,
  tilePath,
  writeBundle,
} from '@entrepot/merkle-log'
import { DISTINCT_TILES, ENTRY_BYTES } from './limits.ts'

/**
 * Writes every tile of a large log to disk, and the entries of its last bundle, which opening it asks for.
 *
 * Entries repeat after 64 tiles: a file of leaves' hashes stands at every place where it recurs, linked, and is hashed once.
 * All places are files of their own to whoever reads them.
 *
 * @returns the entry at an index.
 */
export async function buildTiles(
  folder: string,
  storage: LogStorage,
  leaves: number,
): Promise<(index: number) => Uint8Array> {
  const entries = Array.from({ length: DISTINCT_TILES * TILE_WIDTH }, () => new Uint8Array(randomBytes(ENTRY_BYTES)))
  const hashes = entries.map(leafHash)
  const entryAt = (index: number): Uint8Array => entries[index % entries.length] ?? new Uint8Array(0)
  const full = Math.floor(leaves / TILE_WIDTH)
  const distinct = Math.min(full, DISTINCT_TILES)
  const rows = Array.from({ length: distinct }, (_, at) => hashes.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH))
  const pathOf = (index: number): string => tilePath({ level: 0, index, width: TILE_WIDTH })
  await storage.write(new Map(rows.map((row, index) => [pathOf(index), joined(row)])))
  for (let index = distinct; index < full; index++) {
    const path = join(folder, pathOf(index))
    if (index % GROUP === 0 || index === distinct) mkdirSync(dirname(path), { recursive: true })
    linkSync(join(folder, pathOf(index % distinct)), path)
  }
  const width = leaves % TILE_WIDTH
  if (width > 0) {
    const last = Array.from({ length: width }, (_, at) => entryAt(full * TILE_WIDTH + at))
    const row = last.map(leafHash)
    const objects = [
      [bundlePath({ index: full, width }), writeBundle(last)],
      [tilePath({ level: 0, index: full, width }), joined(row)],
    ] as const
    await storage.write(new Map(objects))
  }
  const roots = rows.map(rootOfRow)
  await writeAbove(
    storage,
    Array.from({ length: full }, (_, at) => roots[at % distinct] ?? new Uint8Array(0)),
  )
  return entryAt
}

/** So many tiles lie in one folder (C2SP tlog-tiles). */
const GROUP = 1_000

/** Writes the tiles above the leaves'. */
async function writeAbove(storage: LogStorage, lowest: readonly Uint8Array[]): Promise<void> {
  let hashes = lowest
  for (let level = 1; hashes.length > 0; level++) {
    const next: Uint8Array[] = []
    const objects = new Map<string, Uint8Array>()
    for (let index = 0; index * TILE_WIDTH < hashes.length; index++) {
      const row = hashes.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)
      objects.set(tilePath({ level, index, width: row.length }), joined(row))
      if (row.length === TILE_WIDTH) next.push(rootOfRow(row))
    }
    await storage.write(objects)
    hashes = next
  }
}

const joined = (row: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(row))

function rootOfRow(row: readonly Uint8Array[]): Uint8Array {
  let level = row
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, at) => {
      const [left, right] = level.slice(2 * at, 2 * at + 2)
      if (left === undefined || right === undefined) throw new Error('a full tile has 256 hashes')
      return nodeHash(left, right)
    })
  const [root] = level
  if (root === undefined) throw new Error('a tile has hashes')
  return root
}
