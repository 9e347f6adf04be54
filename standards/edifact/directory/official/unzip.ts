import { readZipDirectory, unpackEntry, type ZipMalformed, type ZipMalformedCode } from '@entrepot/zip'
import {
  MAX_DIRECTORY_ZIP_BYTES,
  MAX_ENTRY_BYTES,
  MAX_RATIO,
  MAX_TOTAL_BYTES,
  MAX_ZIP_DEPTH,
  MAX_ZIP_ENTRIES,
  RATIO_FREE_BYTES,
} from '../limits.ts'
import { type DirectoryMalformed, type DirectoryMalformedCode, malformed } from '../malformed.ts'

/** Characters of a path that a malformed answer repeats. */
const MAX_QUOTED_PATH = 120

/** A file within a zip, perhaps within another zip. */
export interface ZippedFile {
  /** `EDMD.ZIP/ORDERS_D.01B`. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Unpacks the files of a zip, and of the zips within it, that are wanted by name; others are not unpacked at all.
 *
 * Within `MAX_ZIP_ENTRIES`, `MAX_ZIP_DEPTH`, `MAX_ENTRY_BYTES`, `MAX_TOTAL_BYTES` and `MAX_RATIO`, over all zips within zips.
 */
export function unzipWanted(
  zip: Uint8Array,
  isWanted: (path: string) => boolean,
): readonly ZippedFile[] | DirectoryMalformed {
  if (zip.length > MAX_DIRECTORY_ZIP_BYTES) return malformed('directory/too-large', undefined, MAX_DIRECTORY_ZIP_BYTES)
  const files: ZippedFile[] = []
  let entriesLeft = MAX_ZIP_ENTRIES
  let bytesLeft = MAX_TOTAL_BYTES
  const pending = [{ path: '', bytes: zip, depth: 1 }]
  for (let within = pending.pop(); within; within = pending.pop()) {
    const directory = readZipDirectory(within.bytes, { entries: entriesLeft, comment: 'allowed' })
    if (!directory.ok) return inDirectory(directory, within.path)
    entriesLeft -= directory.entries.length
    for (const entry of directory.entries) {
      const path = within.path + (within.path === '' ? '' : '/') + entry.path
      if (!isWanted(path)) continue
      const bytes = unpackEntry(within.bytes, entry, { ...ENTRY_LIMITS, totalBytes: bytesLeft })
      if ('ok' in bytes) return inDirectory(bytes, path)
      bytesLeft -= bytes.length
      if (!isZip(path)) files.push({ path, bytes })
      else if (within.depth < MAX_ZIP_DEPTH) pending.push({ path, bytes, depth: within.depth + 1 })
      else return malformed('directory/too-deep', quoted(path), MAX_ZIP_DEPTH)
    }
  }
  return files
}

/** Whether a path names a zip. */
export const isZip = (path: string): boolean => /\.zip$/i.test(path)

const ENTRY_LIMITS = { entryBytes: MAX_ENTRY_BYTES, ratio: MAX_RATIO, ratioFreeBytes: RATIO_FREE_BYTES }

/** What a zip's answers are for a directory; limits that were used up in part are named whole. */
const codes: Readonly<Partial<Record<ZipMalformedCode, readonly [code: DirectoryMalformedCode, limit?: number]>>> = {
  'zip/not-a-zip': ['directory/not-a-zip'],
  'zip/truncated': ['directory/truncated'],
  'zip/unsupported': ['directory/zip-unsupported'],
  'zip/too-many-entries': ['directory/too-many-entries', MAX_ZIP_ENTRIES],
  'zip/too-large': ['directory/too-large', MAX_TOTAL_BYTES],
  'zip/entry-too-large': ['directory/entry-too-large', MAX_ENTRY_BYTES],
  'zip/ratio': ['directory/ratio', MAX_RATIO],
}

function inDirectory(malformedZip: ZipMalformed, path: string): DirectoryMalformed {
  const [code, limit] = codes[malformedZip.code] ?? ['directory/damaged']
  return malformed(code, path === '' ? undefined : quoted(path), limit)
}

const quoted = (path: string): string => path.slice(0, MAX_QUOTED_PATH)
