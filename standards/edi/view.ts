import type { CharacterSet } from './characters/character-set.ts'
import { Mark, NONE, type Tokens } from './token.ts'
import type { Segment } from './tree.ts'

/**
 * The mark that ends a component, or -1 where there is none.
 *
 * Its value runs from behind the mark before it up to it. `element`, `repetition` and `component` count from 0.
 */
export function findMark(tokens: Tokens, segment: number, element: number, place: Place = FIRST): number {
  const { marks, firstMarks } = tokens
  const end = firstMarks[segment + 1] ?? 0
  let mark = passElements(tokens, firstMarks[segment] ?? 0, end, element + 1)
  let repetition = place.repetition ?? 0
  let component = place.component ?? 0
  for (; mark < end; mark++) {
    if (repetition === 0 && component === 0) return mark
    const kind = (marks[mark] ?? 0) & 3
    if (kind === Mark.component) {
      if (repetition === 0) component--
    } else if (kind === Mark.repetition && repetition > 0) repetition--
    else return -1
  }
  return -1
}

/** Where in an element; both count from 0. */
export interface Place {
  readonly repetition?: number
  readonly component?: number
}

const FIRST: Place = {}

/** The mark behind `count` element separators. */
function passElements(tokens: Tokens, first: number, end: number, count: number): number {
  let left = count
  let mark = first
  for (; mark < end && left > 0; mark++) if (((tokens.marks[mark] ?? 0) & 3) === Mark.element) left--
  return left === 0 ? mark : end
}

/**
 * One segment of {@link Tokens}, looked at lazily: only what is asked for becomes text, its release characters taken away.
 *
 * Elements, repetitions and components count from 0, as in {@link Segment}. Good as long as its tokens are.
 */
export class SegmentView {
  readonly tokens: Tokens
  readonly index: number
  private readonly characters: CharacterSet

  constructor(tokens: Tokens, index: number, characters: CharacterSet) {
    this.tokens = tokens
    this.index = index
    this.characters = characters
  }

  /** Bytes from the beginning of the stream to its tag. */
  get offset(): number {
    return this.tokens.base + (this.tokens.starts[this.index] ?? 0)
  }

  get tag(): string {
    const { starts, firstMarks, marks } = this.tokens
    const first = (marks[firstMarks[this.index] ?? 0] ?? 0) >> 2
    return this.text(starts[this.index] ?? 0, first)
  }

  /** What stands at a place; empty where nothing does. */
  component(element: number, repetition = 0, component = 0): string {
    const mark = findMark(this.tokens, this.index, element, { repetition, component })
    if (mark < 0) return ''
    const { marks } = this.tokens
    return this.text(((marks[mark - 1] ?? 0) >> 2) + 1, (marks[mark] ?? 0) >> 2)
  }

  /** All of it as text. */
  toSegment(): Segment {
    const { firstMarks, marks } = this.tokens
    const first = firstMarks[this.index] ?? 0
    const end = firstMarks[this.index + 1] ?? 0
    const elements: string[][][] = []
    for (let mark = first; mark < end - 1; mark++) {
      const kind = (marks[mark] ?? 0) & 3
      const text = this.text(((marks[mark] ?? 0) >> 2) + 1, (marks[mark + 1] ?? 0) >> 2)
      const repetitions = elements.at(-1)
      if (kind === Mark.element) elements.push([[text]])
      else if (kind === Mark.repetition) repetitions?.push([text])
      else repetitions?.at(-1)?.push(text)
    }
    return { tag: this.tag, elements }
  }

  private text(from: number, to: number): string {
    const { bytes, separators } = this.tokens
    const { release } = separators
    if (release !== NONE) {
      for (let at = from; at < to; at++) if (bytes[at] === release) return this.released(from, to)
    }
    return this.characters.decode(bytes, from, to)
  }

  private released(from: number, to: number): string {
    const { bytes, separators } = this.tokens
    const kept = new Uint8Array(to - from)
    let length = 0
    for (let at = from; at < to; at++) {
      if (bytes[at] === separators.release && at + 1 < to) at++
      kept[length++] = bytes[at] ?? 0
    }
    return this.characters.decode(kept, 0, length)
  }
}
