import { malformed, type ZipMalformed } from './malformed.ts'

/** An entry as the directory of its zip states it. */
export interface ZipEntry {
  /** Each octet of the name as a character: what is no ASCII is nothing to compare paths by. */
  readonly path: string
  readonly method: number
  readonly flags: number
  readonly checksum: number
  /** Bytes in the zip. */
  readonly packed: number
  /** Bytes, unpacked. */
  readonly size: number
  /** Where its local header stands. */
  readonly offset: number
}

const END_SIGNATURE = 0x06054b50
const CENTRAL_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const CENTRAL_LENGTH = 46
/** A zip's comment is at most this long, so its end record stands at most this far before its end. */
const MAX_COMMENT_BYTES = 0xffff
/** What a size or offset says when it stands in a ZIP64 record instead. */
export const IN_ZIP64 = 0xffffffff

/**
 * Reads the central directory of a zip (APPNOTE 6.3, 4.3.12 and 4.3.16), in its order.
 *
 * @param limits with `comment: 'refused'` the end record is the end of the zip; a comment lets it stand anywhere.
 */
export function readZipDirectory(
  zip: Uint8Array,
  limits: { readonly entries: number; readonly comment: 'allowed' | 'refused' },
): { readonly ok: true; readonly entries: readonly ZipEntry[] } | ZipMalformed {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length)
  const end = findEnd(view, limits.comment === 'allowed' ? MAX_COMMENT_BYTES : 0)
  if (end === undefined) return malformed('zip/not-a-zip')
  const count = view.getUint16(end + 10, true)
  const length = view.getUint32(end + 12, true)
  let at = view.getUint32(end + 16, true)
  const isSplit = view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count
  if (isSplit || at === IN_ZIP64) return malformed('zip/unsupported')
  if (count > limits.entries) return malformed('zip/too-many-entries', undefined, limits.entries)
  if (at + length !== end) return malformed('zip/truncated')
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL_SIGNATURE) return malformed('zip/truncated')
    const name = at + CENTRAL_LENGTH
    const nameEnd = name + view.getUint16(at + 28, true)
    entries.push({
      path: pathOf(zip.subarray(name, nameEnd)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at === end ? { ok: true, entries } : malformed('zip/truncated')
}

/** A name as it stands in a header. */
export const pathOf = (name: Uint8Array): string => new TextDecoder('latin1').decode(name)

/** Where the end record stands, the last that is followed by exactly the comment it announces. */
function findEnd(view: DataView, maxComment: number): number | undefined {
  const last = view.byteLength - END_LENGTH
  for (let at = last; at >= 0 && at >= last - maxComment; at--)
    if (view.getUint32(at, true) === END_SIGNATURE && view.getUint16(at + 20, true) === last - at) return at
  return undefined
}
