import type { Asn1Code } from '../malformed.ts'
import { Tag } from '../tag.ts'

/** RFC 5280 4.1.2.5.1: two-digit years from 50 on lie in the 20th century. */
const UTC_TIME_PIVOT = 50

const MS_PER_DAY = 86_400_000
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * The instant, in milliseconds since 1970 UTC, of a UTCTime (YYMMDDhhmmssZ) or GeneralizedTime (YYYYMMDDhhmmssZ),
 * or the code of what is wrong (X.690 11.7, 11.8).
 */
export function decodeTime(bytes: Uint8Array, span: { start: number; end: number; tag: number }): number | Asn1Code {
  const yearDigits = span.tag === Tag.utcTime ? 2 : 4
  const expectedEnd = span.start + yearDigits + 11
  if (span.tag !== Tag.utcTime && bytes[expectedEnd - 1] === 0x2e && span.end > expectedEnd) return 'asn1/time-fraction'
  if (span.end !== expectedEnd || bytes[expectedEnd - 1] !== 0x5a) return 'asn1/time'
  const fields: number[] = [digits(bytes, span.start, yearDigits)]
  for (let at = span.start + yearDigits; at < expectedEnd - 1; at += 2) fields.push(digits(bytes, at, 2))
  const [written = -1, month = -1, day = -1, hour = -1, minute = -1, second = -1] = fields
  if (fields.some((field) => field < 0) || hour > 23 || minute > 59 || second > 59) return 'asn1/time'
  const year = yearDigits === 4 ? written : written + (written < UTC_TIME_PIVOT ? 2000 : 1900)
  if (!isDay(year, month, day)) return 'asn1/time'
  return daysSinceEpoch(year, month, day) * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000
}

function digits(bytes: Uint8Array, at: number, count: number): number {
  let number = 0
  for (let i = at; i < at + count; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

function isDay(year: number, month: number, day: number): boolean {
  const last = daysInMonth[month - 1]
  if (last === undefined || day < 1 || day > last) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month !== 2 || day < 29 || isLeap
}

/** Counts in years that begin in March, so that the leap day comes last; `Date.UTC` would read years below 100 as 19xx. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
