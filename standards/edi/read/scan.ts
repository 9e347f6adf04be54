import {
  COUNTED,
  COUNTED_SHIFT,
  PAIR_COUNTED,
  PAIR_COUNTED_SHIFT,
  PAIR_FIRST_SHIFT,
  PAIR_SEPARATORS,
  PAIR_SPECIAL,
  RELEASE,
  SPECIAL,
} from './classes.ts'

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

/** Bytes of one turn of the loop below. */
const TURN_BYTES = 16
/** Bytes that are scanned one by one where one of them is special. */
const SLOW_BYTES = 8

/** As {@link scanBytes}, two bytes at a time and without a branch where nothing is special: about three times as fast. */
export function scanPairs(scan: Scan, classes: Uint8Array, pairClasses: Uint16Array, to: number): void {
  if ((scan.at & 1) === 1) scanBytes(scan, classes, Math.min(scan.at + 1, to))
  const last = to - TURN_BYTES
  while (scan.at <= last && (scan.at & 1) === 0) {
    scanPlainPairs(scan, pairClasses, last)
    if (scan.at <= last) scanBytes(scan, classes, scan.at + SLOW_BYTES)
    if ((scan.at & 1) === 1) scanBytes(scan, classes, Math.min(scan.at + 1, to))
  }
  scanBytes(scan, classes, to)
}

/**
 * Scans from an even place as long as nothing is special, in turns that begin at `last` at the latest.
 *
 * Each place is written down, and written over by the next one unless it is a separator: no branch depends on the bytes.
 */
function scanPlainPairs(scan: Scan, pairClasses: Uint16Array, last: number): void {
  const { pairs, marks } = scan
  let at = scan.at
  let count = scan.count
  let counted = 0
  while (at <= last) {
    const half = at >> 1
    const a = pairClasses[pairs[half] ?? 0] ?? 0
    const b = pairClasses[pairs[half + 1] ?? 0] ?? 0
    const c = pairClasses[pairs[half + 2] ?? 0] ?? 0
    const d = pairClasses[pairs[half + 3] ?? 0] ?? 0
    const e = pairClasses[pairs[half + 4] ?? 0] ?? 0
    const f = pairClasses[pairs[half + 5] ?? 0] ?? 0
    const g = pairClasses[pairs[half + 6] ?? 0] ?? 0
    const h = pairClasses[pairs[half + 7] ?? 0] ?? 0
    const sum = a + b + c + d + e + f + g + h
    if (sum >= PAIR_SPECIAL) break
    marks[count] = at
    marks[count + (a >> PAIR_FIRST_SHIFT)] = at + 1
    count += a & PAIR_SEPARATORS
    marks[count] = at + 2
    marks[count + (b >> PAIR_FIRST_SHIFT)] = at + 3
    count += b & PAIR_SEPARATORS
    marks[count] = at + 4
    marks[count + (c >> PAIR_FIRST_SHIFT)] = at + 5
    count += c & PAIR_SEPARATORS
    marks[count] = at + 6
    marks[count + (d >> PAIR_FIRST_SHIFT)] = at + 7
    count += d & PAIR_SEPARATORS
    marks[count] = at + 8
    marks[count + (e >> PAIR_FIRST_SHIFT)] = at + 9
    count += e & PAIR_SEPARATORS
    marks[count] = at + 10
    marks[count + (f >> PAIR_FIRST_SHIFT)] = at + 11
    count += f & PAIR_SEPARATORS
    marks[count] = at + 12
    marks[count + (g >> PAIR_FIRST_SHIFT)] = at + 13
    count += g & PAIR_SEPARATORS
    marks[count] = at + 14
    marks[count + (h >> PAIR_FIRST_SHIFT)] = at + 15
    count += h & PAIR_SEPARATORS
    counted += sum & PAIR_COUNTED
    at += TURN_BYTES
  }
  scan.at = at
  scan.count = count
  scan.counted += counted >> PAIR_COUNTED_SHIFT
}

function noteReleased(scan: Scan, kind: number): void {
  if ((kind & COUNTED) !== 0) scan.counted++
  if ((kind & (SPECIAL | RELEASE)) === SPECIAL) scan.strangers++
}
