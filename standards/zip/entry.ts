import { IN_ZIP64, pathOf, type ZipEntry } from './directory.ts'
import { malformed, type ZipLimits, type ZipMalformed } from './malformed.ts'
import { crc32, inflate } from './packed.ts'

const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_LENGTH = 30
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

/** The limits of one entry. */
type EntryLimits = Pick<ZipLimits, 'entryBytes' | 'totalBytes' | 'ratio' | 'ratioFreeBytes'>

/** Unpacks one entry within limits; `totalBytes` is what is left of them. Its checksum must hold. */
export function unpackEntry(zip: Uint8Array, entry: ZipEntry, limits: EntryLimits): Uint8Array | ZipMalformed {
  const refusal = judgeEntry(entry, limits)
  if (refusal) return refusal
  const data = dataOf(zip, entry)
  if ('ok' in data) return data
  const { path, method, size, checksum } = entry
  const bytes = method === STORED ? data.packed : inflate(data.packed, size)
  if (bytes?.length !== size) return malformed('zip/deflate', path)
  return crc32(bytes) === checksum ? bytes : malformed('zip/checksum', path)
}

/** What the directory says of an entry, held against the limits. */
export function judgeEntry(entry: ZipEntry, limits: EntryLimits): ZipMalformed | undefined {
  const { path, flags, method, packed, size, offset } = entry
  const isPlain = (flags & ENCRYPTED) === 0 && (method === STORED || method === DEFLATED)
  if (!isPlain || [packed, size, offset].includes(IN_ZIP64)) return malformed('zip/unsupported', path)
  if (size > limits.entryBytes) return malformed('zip/entry-too-large', path, limits.entryBytes)
  if (size > limits.ratioFreeBytes && size > packed * limits.ratio) return malformed('zip/ratio', path, limits.ratio)
  return size > limits.totalBytes ? malformed('zip/too-large', path, limits.totalBytes) : undefined
}

/** An entry's bytes in the zip, after its local header, which must name the same entry packed the same way. */
export function dataOf(
  zip: Uint8Array,
  { offset, path, method, packed }: ZipEntry,
): { readonly packed: Uint8Array; readonly end: number } | ZipMalformed {
  if (offset + LOCAL_LENGTH > zip.length) return malformed('zip/truncated', path)
  const view = new DataView(zip.buffer, zip.byteOffset + offset, LOCAL_LENGTH)
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) return malformed('zip/headers-differ', path)
  const nameEnd = offset + LOCAL_LENGTH + view.getUint16(26, true)
  const isSame = pathOf(zip.subarray(offset + LOCAL_LENGTH, nameEnd)) === path && view.getUint16(8, true) === method
  if (!isSame) return malformed('zip/headers-differ', path)
  const start = nameEnd + view.getUint16(28, true)
  const end = start + packed
  return end > zip.length ? malformed('zip/truncated', path) : { packed: zip.subarray(start, end), end }
}
