import type { CharacterSet } from './characters/character-set.ts'
import { Mark, NONE, type Separators, type Tokens } from './token.ts'
import { SegmentView } from './view.ts'

/**
 * Segments of bytes that stay, kept as where they stand: eight bytes a segment. Nothing more is made of them until they are
 * looked at.
 *
 * Their array of places is shared by all lists of an interchange, and grows while it is read.
 */
export class SegmentPlaces {
  readonly bytes: Uint8Array
  readonly separators: Separators
  readonly characters: CharacterSet
  count = 0
  private places = new Int32Array(64)

  constructor(bytes: Uint8Array, separators: Separators, characters: CharacterSet) {
    this.bytes = bytes
    this.separators = separators
    this.characters = characters
  }

  /** Adds segments of tokens whose stream is `bytes`. */
  add(tokens: Tokens, from: number, to: number): void {
    const needed = 2 * (this.count + to - from)
    if (needed > this.places.length) {
      const wider = new Int32Array(2 * needed)
      wider.set(this.places)
      this.places = wider
    }
    const { base, starts, firstMarks, marks } = tokens
    for (let index = from; index < to; index++) {
      this.places[2 * this.count] = base + (starts[index] ?? 0)
      this.places[2 * this.count + 1] = base + ((marks[(firstMarks[index + 1] ?? 0) - 1] ?? 0) >> 2) + 1
      this.count++
    }
  }

  /** Where a segment begins. */
  startOf(index: number): number {
    return this.places[2 * index] ?? 0
  }

  /** The byte behind its terminator. */
  endOf(index: number): number {
    return this.places[2 * index + 1] ?? 0
  }

  view(index: number): SegmentView {
    const place = { start: this.startOf(index), end: this.endOf(index), firstSegment: index }
    return new SegmentView(tokenizeOne(this.bytes, place, this.separators), 0, this.characters)
  }
}

/** A stretch of an interchange's segments, looked at one by one. */
export class SegmentList implements Iterable<SegmentView> {
  readonly places: SegmentPlaces
  readonly first: number
  readonly length: number

  constructor(places: SegmentPlaces, first: number, length: number) {
    this.places = places
    this.first = first
    this.length = length
  }

  /** A view of the segment at a position from 0; `undefined` beyond the end. */
  at(index: number): SegmentView | undefined {
    return index >= 0 && index < this.length ? this.places.view(this.first + index) : undefined
  }

  /** Those at `from <= i < to`. */
  slice(from: number, to: number): SegmentList {
    return new SegmentList(this.places, this.first + from, Math.max(0, to - from))
  }

  *[Symbol.iterator](): Generator<SegmentView> {
    for (let index = 0; index < this.length; index++) yield this.places.view(this.first + index)
  }
}

interface OnePlace {
  readonly start: number
  readonly end: number
  readonly firstSegment: number
}

/** Tokens of a single segment. */
function tokenizeOne(bytes: Uint8Array, { start, end, firstSegment }: OnePlace, separators: Separators): Tokens {
  const marks: number[] = []
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte === separators.release && separators.release !== NONE) at++
    else if (byte === separators.component) marks.push((at << 2) | Mark.component)
    else if (byte === separators.element) marks.push((at << 2) | Mark.element)
    else if (byte === separators.repetition) marks.push((at << 2) | Mark.repetition)
    else if (byte === separators.terminator) marks.push((at << 2) | Mark.terminator)
  }
  // What the stream's end cut off has no terminator of its own.
  if (marks.at(-1) !== (((end - 1) << 2) | Mark.terminator)) marks.push(((end - 1) << 2) | Mark.terminator)
  const starts = Int32Array.of(start)
  const firstMarks = Int32Array.of(0, marks.length)
  return { bytes, base: 0, firstSegment, count: 1, starts, firstMarks, marks: Int32Array.from(marks), separators }
}
