import { Tag } from '../tag.ts'
import type { Cursor } from './cursor.ts'
import { take } from './take.ts'
import { decodeTime } from './time-content.ts'

/** Reads a UTCTime: milliseconds since 1970 UTC; years 1950 to 2049 (RFC 5280 4.1.2.5.1). */
export function readUtcTime(cursor: Cursor, tag: number = Tag.utcTime): number {
  return readTimeOf(cursor, Tag.utcTime, tag)
}

/** Reads a GeneralizedTime in whole seconds: milliseconds since 1970 UTC. Refuses fractions by name. */
export function readGeneralizedTime(cursor: Cursor, tag: number = Tag.generalizedTime): number {
  return readTimeOf(cursor, Tag.generalizedTime, tag)
}

function readTimeOf(cursor: Cursor, universal: number, tag: number): number {
  if (!take(cursor, tag)) return 0
  const time = decodeTime(cursor.bytes, { start: cursor.contentStart, end: cursor.contentEnd, tag: universal })
  if (typeof time === 'number') return time
  cursor.fail(time, cursor.contentStart)
  return 0
}
