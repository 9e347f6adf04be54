import { MAX_ENTRY_BYTES, TILE_WIDTH } from './limits.ts'
import { type Malformed, malformed } from './malformed.ts'

const LENGTH_BYTES = 2

/** Writes entries one after the other, each behind its length in two bytes (C2SP tlog-tiles). */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) throw new RangeError(`log/entry: ${entry.length} bytes`)
    bytes[at] = entry.length >> 8
    bytes[at + 1] = entry.length & 0xff
    bytes.set(entry, at + LENGTH_BYTES)
    at += LENGTH_BYTES + entry.length
  }
  return bytes
}

/** Reads a bundle of entries; refuses a cut one and one of more than 256. */
export function readBundle(bytes: Uint8Array): readonly Uint8Array[] | Malformed {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    const end = at + LENGTH_BYTES + length
    if (at + LENGTH_BYTES > bytes.length || end > bytes.length || entries.length === TILE_WIDTH)
      return malformed('log/bundle', { offset: at })
    entries.push(bytes.subarray(at + LENGTH_BYTES, end))
    at = end
  }
  return entries
}
