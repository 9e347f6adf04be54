import { CONSTRUCTED } from '../tag.ts'
import { Cursor } from './cursor.ts'
import { takeAny } from './take.ts'

/**
 * Whether the elements stand in the order of SET OF (ascending encodings, X.690 11.6) or in that of SET (ascending tags, 10.3).
 * Which of the two the type is cannot be seen in the octets, so either is accepted, throughout.
 */
export function isOrderedSet(set: Cursor): boolean {
  const elements = new Cursor(set.bytes, { start: set.offset, end: set.end, depth: set.depth }, set.reading)
  let previous: Span | undefined
  let byEncoding = true
  let byTag = true
  while (!elements.atEnd && (byEncoding || byTag)) {
    const start = elements.offset
    if (!takeAny(elements)) return true
    const element = { start, end: elements.offset }
    byEncoding &&= previous === undefined || isAscendingEncoding(set.bytes, previous, element)
    byTag &&= previous === undefined || tagOrder(set.bytes, previous) < tagOrder(set.bytes, element)
    previous = element
  }
  return byEncoding || byTag
}

interface Span {
  readonly start: number
  readonly end: number
}

const tagOrder = (bytes: Uint8Array, { start }: Span): number => (bytes[start] ?? 0) & ~CONSTRUCTED

function isAscendingEncoding(bytes: Uint8Array, previous: Span, next: Span): boolean {
  const length = Math.min(previous.end - previous.start, next.end - next.start)
  for (let i = 0; i < length; i++) {
    const difference = (bytes[previous.start + i] ?? 0) - (bytes[next.start + i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return previous.end - previous.start <= next.end - next.start
}
