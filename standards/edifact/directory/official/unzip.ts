import {
  MAX_DIRECTORY_ZIP_BYTES,
  MAX_ENTRY_BYTES,
  MAX_RATIO,
  MAX_TOTAL_BYTES,
  MAX_ZIP_DEPTH,
  MAX_ZIP_ENTRIES,
  RATIO_FREE_BYTES,
} from '../limits.ts'
import { type DirectoryMalformed, malformed } from '../malformed.ts'
import { crc32, inflate } from '../packed.ts'

const END_SIGNATURE = 0x06054b50
const CENTRAL_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
const LOCAL_LENGTH = 30
/** A zip's comment is at most this long, so its end record stands at most this far before its end. */
const MAX_COMMENT_BYTES = 0xffff
/** What a size or offset says when it stands in a ZIP64 record instead. */
const IN_ZIP64 = 0xffffffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
/** Characters of a path that a malformed answer repeats. */
const MAX_QUOTED_PATH = 120

/** A file within a zip, perhaps within another zip. */
export interface ZippedFile {
  /** `EDMD.ZIP/ORDERS_D.01B`. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** What is left of the limits, over all zips within zips. */
interface Allowance {
  entries: number
  bytes: number
}

/**
 * Unpacks the files of a zip, and of the zips within it, that are wanted by name; others are not unpacked at all.
 *
 * Within `MAX_ZIP_ENTRIES`, `MAX_ZIP_DEPTH`, `MAX_ENTRY_BYTES`, `MAX_TOTAL_BYTES` and `MAX_RATIO`; stored and deflated entries
 * (APPNOTE 6.3), whose checksums must hold.
 */
export function unzipWanted(
  zip: Uint8Array,
  isWanted: (path: string) => boolean,
): readonly ZippedFile[] | DirectoryMalformed {
  if (zip.length > MAX_DIRECTORY_ZIP_BYTES) return malformed('directory/too-large', undefined, MAX_DIRECTORY_ZIP_BYTES)
  const files: ZippedFile[] = []
  const allowance = { entries: MAX_ZIP_ENTRIES, bytes: MAX_TOTAL_BYTES }
  const pending = [{ path: '', bytes: zip, depth: 1 }]
  for (let within = pending.pop(); within; within = pending.pop()) {
    const entries = readEntries(within.bytes, within.path, allowance)
    if (!Array.isArray(entries)) return entries
    for (const entry of entries) {
      if (!isWanted(entry.path)) continue
      const bytes = unpack(within.bytes, entry, allowance)
      if ('ok' in bytes) return bytes
      if (!isZip(entry.path)) files.push({ path: entry.path, bytes })
      else if (within.depth < MAX_ZIP_DEPTH) pending.push({ path: entry.path, bytes, depth: within.depth + 1 })
      else return malformed('directory/too-deep', quoted(entry.path), MAX_ZIP_DEPTH)
    }
  }
  return files
}

/** Whether a path names a zip. */
export const isZip = (path: string): boolean => /\.zip$/i.test(path)

const quoted = (path: string): string => path.slice(0, MAX_QUOTED_PATH)

interface Entry {
  readonly path: string
  readonly flags: number
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

function readEntries(zip: Uint8Array, path: string, allowance: Allowance): Entry[] | DirectoryMalformed {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length)
  const end = findEnd(view)
  if (end === undefined) return malformed('directory/not-a-zip', quoted(path) || undefined)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0 || at === IN_ZIP64)
    return malformed('directory/zip-unsupported', quoted(path))
  allowance.entries -= count
  if (allowance.entries < 0) return malformed('directory/too-many-entries', quoted(path), MAX_ZIP_ENTRIES)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL_SIGNATURE)
      return malformed('directory/truncated', quoted(path))
    const nameLength = view.getUint16(at + 28, true)
    const name = zip.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength)
    entries.push({
      path: path + (path === '' ? '' : '/') + new TextDecoder('latin1').decode(name),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += CENTRAL_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Where the end record stands, the last that is followed by exactly the comment it announces. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - END_LENGTH
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at--)
    if (view.getUint32(at, true) === END_SIGNATURE && view.getUint16(at + 20, true) === last - at) return at
  return undefined
}

function unpack(zip: Uint8Array, entry: Entry, allowance: Allowance): Uint8Array | DirectoryMalformed {
  const { flags, method, packed, size, offset } = entry
  const path = quoted(entry.path)
  if ((flags & ENCRYPTED) !== 0 || (method !== STORED && method !== DEFLATED) || offset === IN_ZIP64)
    return malformed('directory/zip-unsupported', path)
  if (size > MAX_ENTRY_BYTES) return malformed('directory/entry-too-large', path, MAX_ENTRY_BYTES)
  if (size > RATIO_FREE_BYTES && size > packed * MAX_RATIO) return malformed('directory/ratio', path, MAX_RATIO)
  allowance.bytes -= size
  if (allowance.bytes < 0) return malformed('directory/too-large', path, MAX_TOTAL_BYTES)
  if (offset + LOCAL_LENGTH > zip.length) return malformed('directory/truncated', path)
  const view = new DataView(zip.buffer, zip.byteOffset + offset, LOCAL_LENGTH)
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) return malformed('directory/damaged', path)
  const start = offset + LOCAL_LENGTH + view.getUint16(26, true) + view.getUint16(28, true)
  if (start + packed > zip.length) return malformed('directory/truncated', path)
  const data = zip.subarray(start, start + packed)
  const bytes = method === STORED ? data : inflate(data, size)
  if (bytes?.length !== size || crc32(bytes) !== entry.checksum) return malformed('directory/damaged', path)
  return bytes
}
