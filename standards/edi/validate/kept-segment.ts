import type { CharacterSet } from '../characters/character-set.ts'
import type { Tokens } from '../token.ts'
import type { Segment } from '../tree.ts'
import { SegmentView } from '../view.ts'

/**
 * A segment that outlives its tokens: its bytes are kept, and its elements become text when they are first looked at.
 *
 * @example
 * createValidator(message, { ..., handler, segmentOf: (tokens, i) => keepSegment(tokens, i, characters) })
 */
export function keepSegment(tokens: Tokens, segment: number, characters: CharacterSet): Segment {
  const start = tokens.starts[segment] ?? 0
  const first = tokens.firstMarks[segment] ?? 0
  const marks = tokens.marks.slice(first, tokens.firstMarks[segment + 1])
  const end = ((marks.at(-1) ?? 0) >> 2) + 1
  for (let mark = 0; mark < marks.length; mark++) marks[mark] = (marks[mark] ?? 0) - (start << 2)
  const kept: Tokens = {
    bytes: tokens.bytes.slice(start, end),
    base: tokens.base + start,
    firstSegment: tokens.firstSegment + segment,
    count: 1,
    starts: Int32Array.of(0),
    firstMarks: Int32Array.of(0, marks.length),
    marks,
    separators: tokens.separators,
  }
  const view = new SegmentView(kept, 0, characters)
  let elements: Segment['elements'] | undefined
  return {
    tag: view.tag,
    get elements() {
      elements ??= view.toSegment().elements
      return elements
    },
  }
}
