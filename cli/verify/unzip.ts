import { Inflate } from 'fflate'

/** Largest zip in bytes. */
export const MAX_ZIP_BYTES = 512 * 1024 * 1024
/** Most entries of a zip. */
const MAX_ZIP_ENTRIES = 20_000
/** Largest entry, unpacked. */
const MAX_ENTRY_BYTES = 128 * 1024 * 1024
/** All entries, unpacked. */
const MAX_TOTAL_BYTES = 1024 * 1024 * 1024
/** Most bytes that one packed byte may become: deflate itself reaches 1032, evidence stays far below. */
const MAX_RATIO = 200
/** Entries as small as this may be packed as well as they can be. */
const RATIO_FREE_BYTES = 1024 * 1024

/** A zip that is not read, with the place in it and the limit that it broke. */
export interface ZipMalformed {
  readonly ok: false
  readonly code:
    | 'zip/too-large'
    | 'zip/not-a-zip'
    | 'zip/truncated'
    | 'zip/unsupported'
    | 'zip/too-many-entries'
    | 'zip/entry-too-large'
    | 'zip/ratio'
    | 'zip/path'
    | 'zip/entry-twice'
    | 'zip/headers-differ'
    | 'zip/overlap'
    | 'zip/checksum'
    | 'zip/deflate'
  readonly at?: string
  readonly limit?: number
}

/** A zip's entries by path, in the order of its directory. */
export interface Unzipped {
  readonly ok: true
  readonly entries: ReadonlyMap<string, Uint8Array>
}

const END_SIGNATURE = 0x06054b50
const CENTRAL_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
/** What a size or offset says when it stands in a ZIP64 record instead. */
const IN_ZIP64 = 0xffffffff

/**
 * Unpacks a zip (APPNOTE 6.3) within bounds: stored and deflated entries, sizes known before, no encryption, no
 * ZIP64, no comment games. The central directory is the truth, each local header must agree with it, entries do not
 * overlap, checksums hold, and a path stays below where it is unpacked.
 */
export function unzip(zip: Uint8Array): Unzipped | ZipMalformed {
  if (zip.length > MAX_ZIP_BYTES) return { ok: false, code: 'zip/too-large', limit: MAX_ZIP_BYTES }
  const directory = readDirectory(zip)
  if (!Array.isArray(directory)) return directory
  const refusal = judgeDirectory(directory)
  if (refusal) return refusal
  const entries = new Map<string, Uint8Array>()
  let end = 0
  for (const entry of directory.toSorted((a, b) => a.offset - b.offset)) {
    const start = dataStart(zip, entry)
    if (typeof start !== 'number') return start
    if (entry.offset < end) return { ok: false, code: 'zip/overlap', at: entry.path }
    end = start + entry.packed
    if (end > zip.length) return { ok: false, code: 'zip/truncated', at: entry.path }
    const bytes = unpack(zip.subarray(start, end), entry)
    if ('ok' in bytes) return bytes
    entries.set(entry.path, bytes)
  }
  return { ok: true, entries }
}

interface DirectoryEntry {
  readonly path: string
  readonly method: number
  readonly flags: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

function readDirectory(zip: Uint8Array): DirectoryEntry[] | ZipMalformed {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length)
  const end = zip.length - END_LENGTH
  // A comment would let the end record stand anywhere; evidence has none.
  if (end < 0 || view.getUint32(end, true) !== END_SIGNATURE) return { ok: false, code: 'zip/not-a-zip' }
  const count = view.getUint16(end + 10, true)
  const length = view.getUint32(end + 12, true)
  let at = view.getUint32(end + 16, true)
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || at === IN_ZIP64)
    return { ok: false, code: 'zip/unsupported' }
  if (count > MAX_ZIP_ENTRIES) return { ok: false, code: 'zip/too-many-entries', limit: MAX_ZIP_ENTRIES }
  if (at + length !== end) return { ok: false, code: 'zip/truncated' }
  const entries: DirectoryEntry[] = []
  for (let i = 0; i < count; i++) {
    const read = readCentral(zip, view, at)
    if ('ok' in read) return read
    entries.push(read.entry)
    at = read.next
  }
  return at === end ? entries : { ok: false, code: 'zip/truncated' }
}

function readCentral(
  zip: Uint8Array,
  view: DataView,
  at: number,
): { readonly entry: DirectoryEntry; readonly next: number } | ZipMalformed {
  if (at + CENTRAL_LENGTH > zip.length || view.getUint32(at, true) !== CENTRAL_SIGNATURE)
    return { ok: false, code: 'zip/truncated' }
  const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
  const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths
  const next = at + CENTRAL_LENGTH + nameLength + extraLength + commentLength
  if (next > zip.length) return { ok: false, code: 'zip/truncated' }
  const name = zip.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength)
  const entry: DirectoryEntry = {
    path: new TextDecoder('latin1').decode(name),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  }
  return { entry, next }
}

/** What a bundle's paths are made of: no drive, no backslash, no step upwards, no empty step, no folder by itself. */
const PATH = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}$/
const MAX_PATH = 255
const ENCRYPTED = 1

function judgeDirectory(directory: readonly DirectoryEntry[]): ZipMalformed | undefined {
  const known = new Set<string>()
  let total = 0
  for (const entry of directory) {
    const refusal = judgeEntry(entry, known)
    if (refusal) return refusal
    known.add(entry.path)
    total += entry.size
    if (total > MAX_TOTAL_BYTES) return { ok: false, code: 'zip/too-large', at: entry.path, limit: MAX_TOTAL_BYTES }
  }
  return undefined
}

function judgeEntry(entry: DirectoryEntry, known: ReadonlySet<string>): ZipMalformed | undefined {
  const { path, flags, method, packed, size, offset } = entry
  const at = path.slice(0, MAX_PATH)
  if (path.length > MAX_PATH || !PATH.test(path)) return { ok: false, code: 'zip/path', at }
  if (known.has(path)) return { ok: false, code: 'zip/entry-twice', at }
  if ((flags & ENCRYPTED) !== 0 || (method !== 0 && method !== 8)) return { ok: false, code: 'zip/unsupported', at }
  if ([packed, size, offset].includes(IN_ZIP64)) return { ok: false, code: 'zip/unsupported', at }
  if (size > MAX_ENTRY_BYTES) return { ok: false, code: 'zip/entry-too-large', at, limit: MAX_ENTRY_BYTES }
  const isBomb = size > RATIO_FREE_BYTES && size > packed * MAX_RATIO
  return isBomb ? { ok: false, code: 'zip/ratio', at, limit: MAX_RATIO } : undefined
}

/** Where an entry's bytes begin, after its local header, which must name the same entry packed the same way. */
function dataStart(zip: Uint8Array, entry: DirectoryEntry): number | ZipMalformed {
  const { offset, path, method } = entry
  if (offset + LOCAL_LENGTH > zip.length) return { ok: false, code: 'zip/truncated', at: path }
  const view = new DataView(zip.buffer, zip.byteOffset + offset, LOCAL_LENGTH)
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) return { ok: false, code: 'zip/headers-differ', at: path }
  const nameLength = view.getUint16(26, true)
  const name = zip.subarray(offset + LOCAL_LENGTH, offset + LOCAL_LENGTH + nameLength)
  const isSame = new TextDecoder('latin1').decode(name) === path && view.getUint16(8, true) === method
  if (!isSame) return { ok: false, code: 'zip/headers-differ', at: path }
  return offset + LOCAL_LENGTH + nameLength + view.getUint16(28, true)
}

function unpack(packed: Uint8Array, entry: DirectoryEntry): Uint8Array | ZipMalformed {
  const { path, method, size, checksum } = entry
  const bytes = method === 0 ? packed : inflate(packed, size)
  if (!bytes || bytes.length !== size) return { ok: false, code: 'zip/deflate', at: path }
  return crc32(bytes) === checksum ? bytes : { ok: false, code: 'zip/checksum', at: path }
}

/** Packed bytes are fed in pieces, so that a stream which grows past its stated size is left before it does harm. */
const PIECE_BYTES = 64 * 1024

function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  const unpacked = { bytes: new Uint8Array(size), filled: 0 }
  const inflater = new Inflate((piece) => {
    if (unpacked.filled + piece.length <= size) unpacked.bytes.set(piece, unpacked.filled)
    unpacked.filled += piece.length
  })
  try {
    for (let at = 0; at < packed.length; at += PIECE_BYTES) {
      inflater.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length)
      if (unpacked.filled > size) return undefined
    }
  } catch {
    // fflate throws for nothing but a stream that is no deflate.
    return undefined
  }
  return unpacked.filled === size ? unpacked.bytes : undefined
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** The checksum of a zip's entry (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}
