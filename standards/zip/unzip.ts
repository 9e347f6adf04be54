import { readZipDirectory, type ZipEntry } from './directory.ts'
import { dataOf, judgeEntry, unpackEntry } from './entry.ts'
import { malformed, type ZipLimits, type ZipMalformed } from './malformed.ts'

/** A zip's entries by path, in the order in which they stand. */
export interface Unzipped {
  readonly ok: true
  readonly entries: ReadonlyMap<string, Uint8Array>
}

/**
 * Unpacks a whole zip in its plain form, within limits: no comment, entries that do not overlap, and paths that stay below
 * where they are unpacked, each once.
 */
export function unzip(zip: Uint8Array, limits: ZipLimits): Unzipped | ZipMalformed {
  if (zip.length > limits.zipBytes) return malformed('zip/too-large', undefined, limits.zipBytes)
  const directory = readZipDirectory(zip, { entries: limits.entries, comment: 'refused' })
  if (!directory.ok) return directory
  const refusal = judgeDirectory(directory.entries, limits)
  if (refusal) return refusal
  const entries = new Map<string, Uint8Array>()
  let end = 0
  for (const entry of directory.entries.toSorted((a, b) => a.offset - b.offset)) {
    const data = dataOf(zip, entry)
    if ('ok' in data) return data
    if (entry.offset < end) return malformed('zip/overlap', entry.path)
    end = data.end
    const bytes = unpackEntry(zip, entry, limits)
    if ('ok' in bytes) return bytes
    entries.set(entry.path, bytes)
  }
  return { ok: true, entries }
}

/** What paths are made of: no drive, no backslash, no step upwards, no empty step, no folder by itself. */
const PATH = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}$/
const MAX_PATH = 255

function judgeDirectory(directory: readonly ZipEntry[], limits: ZipLimits): ZipMalformed | undefined {
  const known = new Set<string>()
  let total = 0
  for (const entry of directory) {
    const { path, size } = entry
    if (path.length > MAX_PATH || !PATH.test(path)) return malformed('zip/path', path)
    if (known.has(path)) return malformed('zip/entry-twice', path)
    known.add(path)
    const refusal = judgeEntry(entry, limits)
    if (refusal) return refusal
    total += size
    if (total > limits.totalBytes) return malformed('zip/too-large', path, limits.totalBytes)
  }
  return undefined
}
