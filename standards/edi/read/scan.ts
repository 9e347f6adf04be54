import { CONTROL, MULTIBYTE, RELEASE, SPECIAL } from './classes.ts'

/** Where a scan stands, and what it met. Carried on from one stretch of bytes to the next. */
export interface Scan {
  bytes: Uint8Array
  /** The same memory as `bytes`. */
  pairs: Uint16Array
  /** End of the bytes that are there. */
  end: number
  /** The next byte to look at. */
  at: number
  /** Places of separators; those from this scan are not yet marked with what they end. */
  marks: Int32Array
  count: number
  /** Controls met, in data or between segments. */
  controls: number
  /** Bytes outside of the repertoire. */
  strangers: number
  /** Whether a byte of a character of several bytes was met. */
  multibyte: boolean
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
  let controls = 0
  let met = 0
  while (at < to) {
    const kind = classes[bytes[at] ?? 0] ?? 0
    marks[count] = at
    count += kind & 1
    met |= kind
    controls += (kind & CONTROL) >> 5
    if (kind >= SPECIAL) {
      if ((kind & RELEASE) === 0) scan.strangers++
      else if (at + 1 >= end) break
      else noteReleased(scan, classes[bytes[++at] ?? 0] ?? 0)
    }
    at++
  }
  scan.at = at
  scan.count = count
  scan.controls += controls
  if ((met & MULTIBYTE) !== 0) scan.multibyte = true
}

/** As {@link scanBytes}, two bytes at a time and without a branch where nothing is special: about three times as fast. */
export function scanPairs(scan: Scan, classes: Uint8Array, pairClasses: Uint8Array, to: number): void {
  if ((scan.at & 1) === 1) scanBytes(scan, classes, Math.min(scan.at + 1, to))
  const { pairs, marks } = scan
  const last = to - 8
  while (scan.at <= last && (scan.at & 1) === 0) {
    let at = scan.at
    let count = scan.count
    let controls = 0
    let met = 0
    while (at <= last) {
      const half = at >> 1
      const a = pairClasses[pairs[half] ?? 0] ?? 0
      const b = pairClasses[pairs[half + 1] ?? 0] ?? 0
      const c = pairClasses[pairs[half + 2] ?? 0] ?? 0
      const d = pairClasses[pairs[half + 3] ?? 0] ?? 0
      const any = a | b | c | d
      if (any >= SPECIAL) break
      met |= any
      marks[count] = at
      marks[count + (a & 1)] = at + 1
      count += (a >> 1) & 3
      marks[count] = at + 2
      marks[count + (b & 1)] = at + 3
      count += (b >> 1) & 3
      marks[count] = at + 4
      marks[count + (c & 1)] = at + 5
      count += (c >> 1) & 3
      marks[count] = at + 6
      marks[count + (d & 1)] = at + 7
      count += (d >> 1) & 3
      controls += (a >> 5) + (b >> 5) + (c >> 5) + (d >> 5)
      at += 8
    }
    scan.at = at
    scan.count = count
    scan.controls += controls
    if ((met & MULTIBYTE) !== 0) scan.multibyte = true
    if (at <= last) scanBytes(scan, classes, at + 8)
    if ((scan.at & 1) === 1) scanBytes(scan, classes, Math.min(scan.at + 1, to))
  }
  scanBytes(scan, classes, to)
}

function noteReleased(scan: Scan, kind: number): void {
  if ((kind & CONTROL) !== 0) scan.controls++
  if ((kind & (SPECIAL | RELEASE)) === SPECIAL) scan.strangers++
  if ((kind & MULTIBYTE) !== 0) scan.multibyte = true
}
