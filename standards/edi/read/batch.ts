import { type Blocks, NONE, type Separators, type Tokens } from '../token.ts'
import { Beginning, type Tables } from './classes.ts'
import type { Scan } from './scan.ts'

const UNKNOWN: Separators = { component: NONE, element: NONE, repetition: NONE, release: NONE, terminator: NONE }

/** The tokens of the tokenizer, reused from call to call. */
export class Batch implements Tokens {
  bytes: Uint8Array
  base = 0
  firstSegment = 0
  count = 0
  starts = new Int32Array(FIRST_SEGMENTS)
  firstMarks = new Int32Array(FIRST_SEGMENTS)
  marks: Int32Array<ArrayBuffer>
  separators: Separators = UNKNOWN
  blocks: Blocks | undefined
  /** Whether a closer look may find characters outside of the repertoire. */
  suspicious = false

  constructor(bytes: Uint8Array, marks: Int32Array<ArrayBuffer>) {
    this.bytes = bytes
    this.marks = marks
  }

  /** Makes room for so many segments; those that were there may be lost. */
  makeRoom(segments: number): void {
    if (segments <= this.starts.length) return
    this.starts = widened(this.starts, segments)
    this.firstMarks = widened(this.firstMarks, segments)
  }

  /** Makes room for so many marks. */
  makeRoomForMarks(scan: Scan, marks: number): void {
    if (marks > scan.marks.length) scan.marks = widened(scan.marks, marks)
    this.marks = scan.marks
  }
}

const FIRST_SEGMENTS = 1 << 10

function widened(numbers: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(needed + (needed >> 1))
  wider.set(numbers)
  return wider
}

/** What {@link gather} goes by. */
export interface Gathering {
  readonly tables: Tables
  /** Where segment 0 begins. */
  readonly begin: number
  /** Segments that the scan has found already, and the first mark of which it does not say what it ends. */
  readonly found: number
  readonly marked: number
  readonly maxSegments: number
  /** Tags behind which the batch ends; `tables` knows what they begin with. */
  readonly stops: readonly number[]
}

/**
 * Makes segments of a scan's marks: says of each what it ends, and finds where segments begin.
 *
 * Where segments are left over, the scan is set back behind the last one that was taken.
 *
 * @returns how many controls stand between the segments.
 */
export function gather(batch: Batch, scan: Scan, gathering: Gathering): number {
  const { starts, firstMarks } = batch
  starts[0] = gathering.begin
  firstMarks[0] = 0
  const whole = markKinds(batch, scan, gathering)
  const controls = findBeginnings(batch, scan, Math.min(whole, gathering.maxSegments), gathering)
  if (batch.count < whole) {
    scan.count = firstMarks[batch.count] ?? 0
    scan.at = ((scan.marks[scan.count - 1] ?? 0) >> 2) + 1
    starts[batch.count] = scan.at
  }
  return controls
}

/** Says of each mark from `marked` on what it ends, and notes where terminators stand: how many there are. */
function markKinds(batch: Batch, scan: Scan, { tables, found, marked }: Gathering): number {
  const { starts, firstMarks } = batch
  const { bytes, marks, count } = scan
  const { kinds } = tables
  let segment = found + 1
  for (let mark = marked; mark < count; ) {
    const at = marks[mark] ?? 0
    const kind = kinds[bytes[at] ?? 0] ?? 0
    marks[mark] = (at << 2) | kind
    mark++
    firstMarks[segment] = mark
    starts[segment] = at + 1
    // Only the terminator has both bits: the next one is written over whatever is not one.
    segment += kind & (kind >> 1)
  }
  return segment - 1
}

/** Moves the beginnings of segments behind blanks, and ends the batch behind a tag to stop at. */
function findBeginnings(batch: Batch, scan: Scan, wanted: number, { begin, tables, stops }: Gathering): number {
  const { starts } = batch
  const { bytes, at: scanned } = scan
  const { beginnings } = tables
  const stopsAtOnce = beginnings[bytes[begin] ?? 0] === Beginning.stop && stops.includes(tagAt(bytes, begin))
  let count = stopsAtOnce ? Math.min(1, wanted) : wanted
  let controls = 0
  for (let segment = 1; segment <= count; segment++) {
    let at = starts[segment] ?? 0
    let beginning = beginnings[bytes[at] ?? 0] ?? 0
    if (beginning === Beginning.tag) continue
    while (beginning >= Beginning.blank && at < scanned) {
      controls += beginning - Beginning.blank
      beginning = beginnings[bytes[++at] ?? 0] ?? 0
    }
    starts[segment] = at
    if (beginning === Beginning.stop && stops.includes(tagAt(bytes, at))) count = Math.min(count, segment + 1)
  }
  batch.count = count
  return controls
}

/** A tag of three letters as a number. */
export function packTag(tag: string): number {
  return (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | tag.charCodeAt(2)
}

/** The three bytes at a place as a number, to compare with {@link packTag}. */
export function tagAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
}
