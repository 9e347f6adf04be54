import { COUNTED, COUNTED_SHIFT, RELEASE, SPECIAL } from './classes.ts'

/** Where a scan stands, and what it met. Carried on from one stretch of bytes to the next. */
export interface Scan {
  bytes: Uint8Array
  /** End of the bytes that are there. */
  end: number
  /** The next byte to look at. */
  at: number
  /** Places of separators; those from this scan are not yet marked with what they end. */
  marks: Int32Array<ArrayBuffer>
  count: number
  /** Bytes met that are `COUNTED`, in data or between segments. */
  counted: number
  /** Bytes outside of the repertoire. */
  strangers: number
}

/**
 * Finds the separators from `scan.at` up to `to`, byte by byte.
 *
 * A released byte is passed over together with its release character, so `scan.at` may end one beyond `to`; a release
 * character that is the last byte there is stays for the next scan. There must be room for a mark per byte.
 */
export function scanBytes(scan: Scan, classes: Uint8Array, to: number): void {
  const { bytes, marks, end } = scan
  let at = scan.at
  let count = scan.count
  let counted = 0
  while (at < to) {
    const kind = classes[bytes[at] ?? 0] ?? 0
    marks[count] = at
    count += kind & 1
    counted += (kind & COUNTED) >> COUNTED_SHIFT
    if (kind >= SPECIAL) {
      if ((kind & RELEASE) === 0) scan.strangers++
      else if (at + 1 >= end) break
      else noteReleased(scan, classes[bytes[++at] ?? 0] ?? 0)
    }
    at++
  }
  scan.at = at
  scan.count = count
  scan.counted += counted
}

function noteReleased(scan: Scan, kind: number): void {
  if ((kind & COUNTED) !== 0) scan.counted++
  if ((kind & (SPECIAL | RELEASE)) === SPECIAL) scan.strangers++
}
