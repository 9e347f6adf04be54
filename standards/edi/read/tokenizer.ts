import { FIRST_SCAN_BYTES, MAX_SEGMENT_BYTES, SCAN_BYTES } from '../limits.ts'
import type { Tokens } from '../token.ts'
import { Batch, gather, packTag } from './batch.ts'
import { type Alphabet, BLANK, classify, type Tables, tabulate } from './classes.ts'
import { type Scan, scanBytes } from './scan.ts'
import { BLOCKS_WORTHWHILE_BYTES, scanBlocks } from './simd/scan-blocks.ts'

/** How bytes become tokens. */
export interface TokenizerOptions {
  /** @default MAX_SEGMENT_BYTES */
  readonly maxSegmentBytes?: number
  /** Tags of three letters behind which a batch ends, so that its reader may change the alphabet: `UNZ`, `IEA`. */
  readonly stopTags?: readonly string[]
}

/**
 * What a call of {@link Tokenizer.next} found.
 *
 * - `segments`: `tokens` holds at least one whole segment
 * - `more`: there is no whole segment in the bytes that were given
 * - `too-long`: the unread bytes begin a segment longer than the limit; the next call passes over it
 */
export type Step = 'segments' | 'more' | 'too-long'

/** Bytes of the window at first: most interchanges are small, and so are most files. */
const FIRST_WINDOW_BYTES = 1 << 12
/** Spare room behind bytes and marks, so that nothing is written or read beyond. */
const SLACK = 16

/**
 * Turns bytes in any chunking into {@link Tokens}, within a window of its own: memory is bounded by the longest segment that
 * is allowed, whatever the interchange's length.
 *
 * Knows separators, not syntaxes: its reader sets the alphabet, and looks itself at bytes where no segments are (`unread`,
 * `skip`).
 *
 * @example
 * let at = 0
 * while (at < chunk.length) {
 *   at += tokenizer.fill(chunk, at)
 *   while (tokenizer.next() === 'segments') use(tokenizer.tokens)
 * }
 */
export class Tokenizer {
  private readonly batch: Batch
  private readonly scan: Scan
  private readonly maxSegmentBytes: number
  private readonly stops: readonly number[]
  private tables: Tables
  /** Where the segment that is not handed out yet begins. */
  private begin = 0
  private step = FIRST_SCAN_BYTES
  private skipping = false

  constructor(options: TokenizerOptions = {}) {
    this.maxSegmentBytes = Math.max(1, options.maxSegmentBytes ?? MAX_SEGMENT_BYTES)
    this.stops = (options.stopTags ?? []).map(packTag)
    this.tables = tabulate(new Uint8Array(256), this.stops)
    const bytes = new Uint8Array(FIRST_WINDOW_BYTES)
    const marks = new Int32Array(FIRST_WINDOW_BYTES)
    this.scan = { bytes, end: 0, at: 0, marks, count: 0, counted: 0, strangers: 0 }
    this.batch = new Batch(bytes, marks)
  }

  /** What the last call of {@link next} found; good until any other call. */
  get tokens(): Tokens {
    return this.batch
  }

  /** Whether a closer look at the tokens may find bytes that do not belong in data ({@link findStrangers}). */
  get suspicious(): boolean {
    return this.batch.suspicious
  }

  /** Whether a segment that is too long is being passed over, and its end has not come. */
  get isPassingOver(): boolean {
    return this.skipping
  }

  /** Where the next unread byte stands in the stream. */
  get offset(): number {
    this.release()
    return this.batch.base + this.begin
  }

  /** Takes bytes of `chunk` from `from` on, as many as there is room for, and says how many. */
  fill(chunk: Uint8Array, from: number): number {
    this.release()
    const { scan } = this
    const wanted = Math.min(chunk.length - from, SCAN_BYTES)
    if (this.begin === scan.end || scan.end + wanted + SLACK > scan.bytes.length) this.compact(wanted)
    const taken = Math.min(scan.bytes.length - SLACK - scan.end, chunk.length - from)
    scan.bytes.set(chunk.subarray(from, from + taken), scan.end)
    scan.end += taken
    return taken
  }

  /** The bytes that are neither tokens yet nor skipped; good until any other call. */
  unread(): Uint8Array {
    this.release()
    return this.scan.bytes.subarray(this.begin, this.scan.end)
  }

  /** Passes over unread bytes, at most as many as there are, and says how many. */
  skip(count: number): number {
    this.release()
    this.skipping = false
    const skipped = Math.min(count, this.scan.end - this.begin)
    this.restartAt(this.begin + skipped)
    return skipped
  }

  /** Gives bytes their meaning from the next segment on. */
  setAlphabet(alphabet: Alphabet): void {
    this.release()
    const classes = classify(alphabet)
    if (!classes.every((value, byte) => value === this.tables.classes[byte])) {
      this.tables = tabulate(classes, this.stops)
    }
    this.batch.separators = alphabet.separators
    this.skipping = false
    this.restartAt(this.begin)
  }

  /** An interchange begins with the next segment: segments are counted from 0 again. */
  beginInterchange(): void {
    this.release()
    this.batch.firstSegment = 0
    this.step = FIRST_SCAN_BYTES
  }

  /** Finds the next whole segments, at most `maxSegments`. */
  next(maxSegments: number = SCAN_BYTES): Step {
    this.release()
    const { scan, batch } = this
    for (;;) {
      if (scan.at === this.begin) this.passBlanks()
      const before = scan.at
      const limit = this.skipping ? scan.end : Math.min(scan.end, this.begin + this.maxSegmentBytes)
      this.scanTo(Math.min(limit, before + this.step), this.skipping ? 1 : maxSegments)
      if (maxSegments > 1) this.step = Math.min(2 * this.step, SCAN_BYTES)
      if (batch.count > 0 && !this.skipping) return 'segments'
      if (this.skipping) {
        if (batch.count > 0) this.endSkipping()
        else this.restartAt(scan.at)
      } else if (scan.at - this.begin >= this.maxSegmentBytes) {
        this.skipping = true
        return 'too-long'
      }
      if (scan.at >= scan.end || scan.at === before) return 'more'
    }
  }

  /** Takes back the last segment of the tokens: it is unread again. */
  rewind(): void {
    const { batch, scan } = this
    if (batch.count === 0) return
    batch.count--
    scan.at = batch.starts[batch.count] ?? 0
    scan.count = batch.firstMarks[batch.count] ?? 0
  }

  /**
   * The stream is at its end: terminates a segment that is not.
   *
   * @returns whether there was one; {@link next} hands it out, unless it is one that is passed over.
   */
  terminate(): boolean {
    this.release()
    const { scan } = this
    if (scan.at === this.begin && !this.skipping) this.passBlanks()
    if (this.begin === scan.end && !this.skipping) return false
    // A release character that releases nothing is left out, and so are blanks at the end.
    scan.end = Math.max(scan.at, this.begin)
    while (scan.end > this.begin && this.isBlank(scan.end - 1)) scan.end--
    scan.at = scan.end
    scan.bytes[scan.end++] = this.batch.separators.terminator
    return true
  }

  private passBlanks(): void {
    let { at } = this.scan
    while (at < this.scan.end && this.isBlank(at)) at++
    this.restartAt(at)
  }

  private isBlank(at: number): boolean {
    return ((this.tables.classes[this.scan.bytes[at] ?? 0] ?? 0) & BLANK) !== 0
  }

  /** Scans up to `to`, and makes segments of what was found. */
  private scanTo(to: number, maxSegments: number): void {
    const { batch, scan, tables, begin, stops } = this
    const length = Math.max(0, to - scan.at)
    let found = 0
    batch.blocks = undefined
    if (length >= BLOCKS_WORTHWHILE_BYTES) found = scanBlocks(scan, batch, tables, to)
    const marked = scan.count
    const left = Math.max(0, to - scan.at) + SLACK
    batch.makeRoomForMarks(scan, scan.count + left)
    batch.makeRoom(found + left)
    scanBytes(scan, tables.classes, to)
    const between = gather(batch, scan, { tables, begin, found, marked, maxSegments, stops })
    if (scan.strangers > 0 || scan.counted !== between) batch.suspicious = true
    scan.strangers = 0
    scan.counted = 0
  }

  /** What was handed out is forgotten; what is left of a segment that is not whole stays. */
  private release(): void {
    const { batch, scan } = this
    const { count } = batch
    if (count === 0) return
    const marked = batch.firstMarks[count] ?? 0
    scan.marks.copyWithin(0, marked, scan.count)
    scan.count -= marked
    this.begin = batch.starts[count] ?? 0
    batch.firstSegment += count
    batch.count = 0
    if (scan.at <= this.begin) batch.suspicious = false
  }

  private restartAt(at: number): void {
    this.begin = at
    this.scan.at = at
    this.scan.count = 0
    this.batch.suspicious = false
  }

  private endSkipping(): void {
    this.skipping = false
    this.release()
  }

  /** Moves what is unread to the front of the window, and widens it where that leaves too little room for what comes. */
  private compact(coming: number): void {
    const { scan, batch, begin } = this
    const unread = scan.end - begin
    const needed = unread + coming + SLACK
    const bytes = needed > scan.bytes.length ? new Uint8Array(2 * needed) : scan.bytes
    if (bytes === scan.bytes) bytes.copyWithin(0, begin, scan.end)
    else bytes.set(scan.bytes.subarray(begin, scan.end))
    for (let mark = 0; mark < scan.count; mark++) scan.marks[mark] = (scan.marks[mark] ?? 0) - (begin << 2)
    scan.bytes = bytes
    scan.at -= begin
    scan.end = unread
    batch.bytes = bytes
    batch.base += begin
    this.begin = 0
  }
}
