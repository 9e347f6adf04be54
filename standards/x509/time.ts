import {
  type Cursor,
  type DerNode,
  isNext,
  readGeneralizedTime,
  readUtcTime,
  Tag,
  writeGeneralizedTime,
  writeUtcTime,
} from '@entrepot/asn1'
import type { DeviationCode } from './deviation.ts'

/** 2050-01-01T00:00:00Z: from then on times are GeneralizedTime (RFC 5280 4.1.2.5). */
const GENERALIZED_TIME_FROM_MS = 2_524_608_000_000

/**
 * Reads a Time: milliseconds since 1970 UTC. A GeneralizedTime before 2050 is noted, not refused, as both forms are to be
 * read for any date (RFC 5280 4.1.2.5).
 */
export function readTime(cursor: Cursor, deviations: DeviationCode[]): number {
  if (!isNext(cursor, Tag.generalizedTime)) return readUtcTime(cursor)
  const time = readGeneralizedTime(cursor)
  if (time < GENERALIZED_TIME_FROM_MS && !deviations.includes('x509/time-form')) deviations.push('x509/time-form')
  return time
}

/** Whether a Time comes next. */
export function isTimeNext(cursor: Cursor): boolean {
  return isNext(cursor, Tag.utcTime) || isNext(cursor, Tag.generalizedTime)
}

/** Writes a Time in the form that its year asks for. */
export function writeTime(epochMs: number): DerNode {
  return epochMs < GENERALIZED_TIME_FROM_MS ? writeUtcTime(epochMs) : writeGeneralizedTime(epochMs)
}
