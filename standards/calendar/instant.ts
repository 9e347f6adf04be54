import { BrokenInvariant, invariant, isMalformed, malformed, type Malformed } from './malformed.ts'
import {
  type DateMalformed,
  dateOfEpochDay,
  epochDayOf,
  isEpochDay,
  type LocalDate,
  parseLocalDate,
} from './local-date.ts'

/** A moment as it was written: on the time line, and on the clock and calendar of the place that wrote it. */
export type Instant = {
  readonly epochMs: number
  readonly localDate: LocalDate
  /** Minutes since local midnight. */
  readonly localMinute: number
  readonly offsetMinutes: number
}

export type InstantMalformed =
  | DateMalformed
  | Malformed<'instant/syntax' | 'instant/no-such-time' | 'instant/offset-out-of-range'>

/** The widest offsets from UTC in civil use, in minutes: -12:00 and +14:00. */
export const leastOffsetMinutes = -12 * 60
export const greatestOffsetMinutes = 14 * 60

const instantSyntax = /^(.{10})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,3}))?)?(Z|[+-][0-9]{2}:[0-9]{2})$/
const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * Reads a moment with its offset: '2027-01-10T21:40+08:00', seconds and up to three decimals optional, 'Z' for UTC.
 *
 * Refuses a time without offset, days and times that do not exist (24:00 and leap seconds too), '-00:00', and
 * offsets beyond those in civil use (ISO 8601-1, RFC 3339).
 */
export function parseInstant(text: string): Instant | InstantMalformed {
  const match = instantSyntax.exec(text)
  if (match === null) return malformed('instant/syntax', 0)
  const [, day = '', hours = '', minutes = '', seconds = '0', fraction = '', offset = ''] = match
  const date = parseLocalDate(day)
  if (isMalformed(date)) return date
  if (Number(hours) > 23) return malformed('instant/no-such-time', 11, 23)
  if (Number(minutes) > 59) return malformed('instant/no-such-time', 14, 59)
  if (Number(seconds) > 59) return malformed('instant/no-such-time', 17, 59)
  const offsetAt = text.length - offset.length
  const offsetMinutes = readOffset(offset, offsetAt)
  if (isMalformed(offsetMinutes)) return offsetMinutes
  const localMinute = Number(hours) * 60 + Number(minutes)
  const withinMinuteMs = Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'))
  const epochMs = epochDayOf(date) * dayMs + (localMinute - offsetMinutes) * minuteMs + withinMinuteMs
  return { epochMs, localDate: date, localMinute, offsetMinutes }
}

function readOffset(offset: string, at: number): number | InstantMalformed {
  if (offset === 'Z') return 0
  const hours = Number(offset.slice(1, 3))
  const minutes = Number(offset.slice(4, 6))
  if (offset === '-00:00' || minutes > 59) return malformed('instant/offset-out-of-range', at)
  const magnitude = hours * 60 + minutes
  const total = offset.startsWith('-') ? -magnitude : magnitude
  if (total < leastOffsetMinutes) return malformed('instant/offset-out-of-range', at, leastOffsetMinutes)
  if (total > greatestOffsetMinutes) return malformed('instant/offset-out-of-range', at, greatestOffsetMinutes)
  return total
}

/** A moment written in a program or a table of ours; a text that does not read is a broken invariant. */
export function instant(text: string): Instant {
  const value = parseInstant(text)
  if (isMalformed(value)) throw new BrokenInvariant(`not an instant: ${text} (${value.code})`)
  return value
}

/** The moment as seen at a place with the given offset from UTC. */
export function instantAt(epochMs: number, offsetMinutes: number): Instant {
  invariant(isOffset(offsetMinutes), `offset out of range: ${offsetMinutes}`)
  const localMs = epochMs + offsetMinutes * minuteMs
  const epochDay = Math.floor(localMs / dayMs)
  invariant(isEpochDay(epochDay), `instant out of range: ${epochMs}`)
  const localMinute = Math.floor((localMs - epochDay * dayMs) / minuteMs)
  return { epochMs, localDate: dateOfEpochDay(epochDay), localMinute, offsetMinutes }
}

function isOffset(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= leastOffsetMinutes && minutes <= greatestOffsetMinutes
}

/**
 * The date on the calendar of a place at a moment: one moment is two dates at two places.
 *
 * A zone's offset at that moment is given by the caller (its rules change by law, and are no business of this room).
 */
export function localDateAt(moment: { readonly epochMs: number }, offsetMinutes: number): LocalDate {
  return instantAt(moment.epochMs, offsetMinutes).localDate
}

/** Writes a moment in its one form: minutes always, seconds and milliseconds where there are any, numeric offset. */
export function formatInstant({ epochMs, offsetMinutes }: Pick<Instant, 'epochMs' | 'offsetMinutes'>): string {
  const { localDate } = instantAt(epochMs, offsetMinutes)
  const clock = new Date(epochMs + offsetMinutes * minuteMs).toISOString().slice(11, 23)
  const shortest = clock.endsWith(':00.000') ? clock.slice(0, 5) : clock.replace(/\.000$/, '')
  return `${localDate}T${shortest}${formatOffset(offsetMinutes)}`
}

function formatOffset(offsetMinutes: number): string {
  const magnitude = Math.abs(offsetMinutes)
  const hours = `${Math.floor(magnitude / 60)}`.padStart(2, '0')
  const minutes = `${magnitude % 60}`.padStart(2, '0')
  return `${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}`
}

/** Compares two moments on the time line, wherever they were written. */
export function compareInstants(left: { readonly epochMs: number }, right: { readonly epochMs: number }): -1 | 0 | 1 {
  return left.epochMs < right.epochMs ? -1 : left.epochMs > right.epochMs ? 1 : 0
}
