import { sha256, utf8 } from '@entrepot/crypto'
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { copyEdge, type Edge, edgeTiles, emptyEdge, growEdge, rootOfEdge, rowOf } from './edge.ts'
import { readBundle } from './entry-bundle.ts'
import { sameHash } from './hash.ts'
import { HASH_BYTES, MAX_BATCH_ENTRIES, MAX_ENTRY_BYTES, MAX_TREE_SIZE, TILE_WIDTH } from './limits.ts'
import { keepingTiles } from './kept-tiles.ts'
import { isMalformed } from './malformed.ts'
import { formatNote, parseNote, type SignatureLine } from './note.ts'
import { packObjects, unpackObjects } from './packed.ts'
import { proveConsistency, proveInclusion, type ReadTile } from './prove.ts'
import type { LogStorage } from './storage.ts'
import { bundlePath, MAX_TILE_LEVEL, partialsPath, tilePath, widthIn } from './tile.ts'

/** Where the signed checkpoint stands for its readers (C2SP tlog-tiles). */
export const CHECKPOINT_PATH = 'checkpoint'

/** Why a log stops. It must be opened again; what was promised is in the storage. */
export type LogFaultCode = 'log/corrupt' | 'log/other-writer' | 'log/stopped' | 'log/full' | 'log/entry'

/** A fault of the log or its storage. */
export class LogFault extends Error {
  readonly code: LogFaultCode
  constructor(code: LogFaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Whose log it is, and how its checkpoints are signed. */
export interface LogOptions {
  readonly origin: string
  /** Signs the text of a checkpoint: the log's own signature first, then whatever else shall stand under it. */
  readonly sign: (text: string) => readonly SignatureLine[] | Promise<readonly SignatureLine[]>
}

/** What a batch came to. */
export interface Appended {
  /** Index of the batch's first entry. */
  readonly first: number
  readonly checkpoint: Checkpoint
  /** The signed checkpoint under which the batch stands. */
  readonly note: string
}

/** A log that can be appended to. One at a time may be open over a storage; a second one is found out by its first batch. */
export interface Log {
  /** The signed head; `undefined` until the first batch. */
  readonly head: Omit<Appended, 'first'> | undefined
  /**
   * Appends entries, in order. When it resolves, they stand in the storage under a signed checkpoint for good; when it
   * throws, either all or none of them do, and the log must be opened again to know.
   *
   * Batches may be handed in at the same time and follow one another. An empty batch signs the head anew.
   *
   * @throws {LogFault}
   */
  append(entries: readonly Uint8Array[]): Promise<Appended>
  /** Reads tiles of the head's tree; its right edge is in memory. */
  readonly readTile: ReadTile
  /** Proves an entry under the head, or under an older checkpoint of the given size. */
  proveInclusion(index: number, size?: number): Promise<Uint8Array[]>
  /** Proves that an older checkpoint's tree is the beginning of the head's. */
  proveConsistency(first: number, second?: number): Promise<Uint8Array[]>
}

/** Reads tiles from a storage: the partial one that was asked for, or the full one that has taken its place. */
export const tileReader =
  (storage: Pick<LogStorage, 'read'>): ReadTile =>
  async (tile) =>
    (await storage.read(tilePath(tile))) ??
    (tile.width < TILE_WIDTH ? storage.read(tilePath({ ...tile, width: TILE_WIDTH })) : undefined)

/**
 * Opens a log. Finishes what a crash has cut, reads the right edge of the tree, and checks that its root is the head's.
 *
 * @throws {LogFault} `log/corrupt` where what is stored does not make the head's root.
 */
export async function openLog(storage: LogStorage, options: LogOptions): Promise<Log> {
  const note = await storage.head()
  if (note === undefined) return new TiledLog(storage, options, emptyEdge(), undefined)
  const parsed = parseNote(note)
  const head = isMalformed(parsed) ? parsed : parseCheckpoint(parsed.text)
  if (isMalformed(head)) throw new LogFault('log/corrupt', `the head is no checkpoint: ${head.code}`)
  if (head.origin !== options.origin) throw new LogFault('log/corrupt', `the head is of the log ${head.origin}`)
  await finishBatch(storage, note)
  const edge = await readEdge(storage, head.size)
  if (!sameHash(rootOfEdge(edge), head.root))
    throw new LogFault('log/corrupt', `the tiles of ${head.size} leaves do not make the root of the head`)
  const { ok, ...checkpoint } = head
  return new TiledLog(storage, options, edge, ok ? { checkpoint, note } : undefined)
}

/** A batch is staged under its checkpoint's hash before the head is swapped; so a crash after that can be mended. */
const stagingPath = (note: string): string => `staging/${sha256(utf8.encode(note)).toHex()}`

async function finishBatch(storage: LogStorage, note: string): Promise<void> {
  const staged = await storage.read(stagingPath(note))
  if (staged === undefined) return
  const objects = unpackObjects(staged)
  if (objects === undefined) throw new LogFault('log/corrupt', 'the last batch was staged in part')
  await publish(storage, note, objects)
}

async function publish(storage: LogStorage, note: string, objects: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await storage.write(objects)
  await storage.write(new Map([[CHECKPOINT_PATH, utf8.encode(note)]]))
  await storage.remove(stagingPath(note))
}

async function readEdge(storage: LogStorage, size: number): Promise<Edge> {
  const edge: Edge = { ...emptyEdge(), size }
  const read = tileReader(storage)
  for (let level = 0; level <= MAX_TILE_LEVEL && TILE_WIDTH ** level <= size; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = widthIn(size, level, index)
    const row = new Uint8Array(TILE_WIDTH * HASH_BYTES)
    const stored = width === 0 ? new Uint8Array(0) : await read({ level, index, width })
    if (stored === undefined || stored.length < width * HASH_BYTES)
      throw new LogFault('log/corrupt', `no tile ${tilePath({ level, index, width })}`)
    row.set(stored.subarray(0, width * HASH_BYTES))
    edge.levels.push({ row, width })
  }
  const last = { index: Math.floor(size / TILE_WIDTH), width: size % TILE_WIDTH }
  if (last.width === 0) return edge
  const entries = readBundle((await storage.read(bundlePath(last))) ?? new Uint8Array(0))
  if ('code' in entries || entries.length !== last.width)
    throw new LogFault('log/corrupt', `no bundle ${bundlePath(last)}`)
  edge.entries = [...entries]
  return edge
}

class TiledLog implements Log {
  readonly #storage: LogStorage
  readonly #options: LogOptions
  readonly #read: ReadTile
  #edge: Edge
  /** Rows of the edge's tiles, by level, as they were asked for. */
  #rows = new Map<number, Uint8Array>()
  #head: Log['head']
  #last: Promise<unknown> = Promise.resolve()
  #stopped: LogFault | undefined

  constructor(storage: LogStorage, options: LogOptions, edge: Edge, head: Log['head']) {
    this.#storage = storage
    this.#options = options
    this.#edge = edge
    this.#head = head
    this.#read = keepingTiles(tileReader(storage))
  }

  get head(): Log['head'] {
    return this.#head
  }

  append(entries: readonly Uint8Array[]): Promise<Appended> {
    const turn = this.#last.then(() => this.#appendNext(entries))
    // A batch that failed has stopped the log; those behind it hear so by themselves.
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #appendNext(entries: readonly Uint8Array[]): Promise<Appended> {
    if (this.#stopped) throw new LogFault('log/stopped', 'the log must be opened again', { cause: this.#stopped })
    const first = this.#edge.size
    assertBatch(entries, first)
    const edge = copyEdge(this.#edge)
    const { objects, filled } = growEdge(edge, entries)
    const checkpoint = { origin: this.#options.origin, size: edge.size, root: rootOfEdge(edge), extensions: [] }
    const text = formatCheckpoint(checkpoint)
    const note = formatNote(text, await this.#options.sign(text))
    try {
      await this.#commit(note, objects)
    } catch (cause) {
      this.#stopped = cause instanceof LogFault ? cause : new LogFault('log/stopped', 'the storage failed', { cause })
      throw this.#stopped
    }
    this.#edge = edge
    this.#rows = new Map()
    this.#head = { checkpoint, note }
    for (const path of filled) await this.#storage.remove(partialsPath(path))
    return { first, checkpoint, note }
  }

  async #commit(note: string, objects: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const staging = stagingPath(note)
    await this.#storage.write(new Map([[staging, packObjects(objects)]]))
    if (!(await this.#storage.swapHead(this.#head?.note, note))) {
      await this.#storage.remove(staging)
      throw new LogFault('log/other-writer', 'somebody else has appended to this log')
    }
    await publish(this.#storage, note, objects)
  }

  proveInclusion(index: number, size = this.#edge.size): Promise<Uint8Array[]> {
    return proveInclusion(this.readTile, index, size)
  }

  proveConsistency(first: number, second = this.#edge.size): Promise<Uint8Array[]> {
    return proveConsistency(this.readTile, first, second)
  }

  readonly readTile: ReadTile = (tile) => {
    const edge = this.#edge
    const isOfEdge = edgeTiles(edge).some(
      ({ level, index, width }) => level === tile.level && index === tile.index && width >= tile.width,
    )
    if (!isOfEdge) return this.#read(tile)
    const row = this.#rows.get(tile.level) ?? rowOf(edge, tile.level)
    this.#rows.set(tile.level, row)
    return Promise.resolve(row)
  }
}

function assertBatch(entries: readonly Uint8Array[], size: number): void {
  if (size + entries.length > MAX_TREE_SIZE) throw new LogFault('log/full', `the log holds ${size} entries`)
  if (entries.length > MAX_BATCH_ENTRIES || entries.some(({ length }) => length > MAX_ENTRY_BYTES))
    throw new LogFault('log/entry', `at most ${MAX_BATCH_ENTRIES} entries of ${MAX_ENTRY_BYTES} bytes each`)
}
