import { CONSTRUCTED } from '../tag.ts'
import { Cursor } from './cursor.ts'
import { takeAny } from './take.ts'

/**
 * Whether the elements stand in the order of SET OF (ascending encodings, X.690 11.6) or of SET (ascending tags, 10.3).
 * Which of the two the type is cannot be seen in the octets; each element pair must satisfy one of them.
 */
export function isOrderedSet(set: Cursor): boolean {
  const elements = new Cursor(set.bytes, { start: set.offset, end: set.end }, set.reading, set.depth)
  let previousStart = elements.offset
  let previousEnd = elements.offset
  while (!elements.atEnd) {
    const start = elements.offset
    if (!takeAny(elements)) return true
    if (!isAscending(set.bytes, { previousStart, previousEnd, start, end: elements.offset })) return false
    previousStart = start
    previousEnd = elements.offset
  }
  return true
}

interface Pair {
  readonly previousStart: number
  readonly previousEnd: number
  readonly start: number
  readonly end: number
}

function isAscending(bytes: Uint8Array, pair: Pair): boolean {
  if (pair.previousStart === pair.previousEnd) return true
  const previousTag = (bytes[pair.previousStart] ?? 0) & ~CONSTRUCTED
  const tag = (bytes[pair.start] ?? 0) & ~CONSTRUCTED
  if (previousTag !== tag) return previousTag < tag
  const length = Math.min(pair.previousEnd - pair.previousStart, pair.end - pair.start)
  for (let i = 0; i < length; i++) {
    const difference = (bytes[pair.previousStart + i] ?? 0) - (bytes[pair.start + i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return pair.previousEnd - pair.previousStart <= pair.end - pair.start
}
