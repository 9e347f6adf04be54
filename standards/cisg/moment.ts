const DAY_MS = 86_400_000
export const MINUTE_MS = 60_000

/** A point in time together with the offset of the place where it was noted. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly ms: number
  readonly offsetMinutes: number
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|([+-])(\d{2}):(\d{2}))$/
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const MAX_OFFSET_MINUTES = 18 * 60

/** Reads an ISO 8601 instant with its offset, `2026-12-08T17:00+08:00`; seconds may be left out, the offset may not. */
export function parseMoment(text: string): Moment | undefined {
  const match = INSTANT.exec(text)
  if (match === null) return undefined
  const [, date = '', hour, minute, second = '0', fraction = '0', zone, sign, offsetHour = '0', offsetMinute = '0'] =
    match
  const midnight = parseDay(date)
  if (midnight === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const size = Number(offsetHour) * 60 + Number(offsetMinute)
  if (Number(offsetMinute) > 59 || size > MAX_OFFSET_MINUTES) return undefined
  const offsetMinutes = zone === 'Z' ? 0 : sign === '-' ? 0 - size : size
  const withinDay = (Number(hour) * 60 + Number(minute) - offsetMinutes) * MINUTE_MS
  const ms = midnight + withinDay + Number(second) * 1000 + Number(fraction.padEnd(3, '0'))
  return { ms, offsetMinutes }
}

/** Milliseconds of a calendar day's midnight in UTC; `undefined` when the text is no day of the calendar. */
export function parseDay(text: string): number | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return dayText(ms) === text ? ms : undefined
}

/** The local day, `YYYY-MM-DD`, at the moment's own offset. */
export function localDay(moment: Moment): string {
  return dayText(moment.ms + moment.offsetMinutes * MINUTE_MS)
}

/** The last millisecond of a local day at an offset. */
export function endOfDay(day: string, offsetMinutes: number): Moment {
  const midnight = parseDay(day)
  if (midnight === undefined) throw new Error(`endOfDay: ${day} is no calendar day`)
  return { ms: midnight + DAY_MS - 1 - offsetMinutes * MINUTE_MS, offsetMinutes }
}

/** The same clock time so many days later, at the same offset. */
export function addDays(moment: Moment, days: number): Moment {
  return { ms: moment.ms + days * DAY_MS, offsetMinutes: moment.offsetMinutes }
}

/** The moment as ISO 8601 text with seconds, at its own offset. */
export function momentText(moment: Moment): string {
  const size = Math.abs(moment.offsetMinutes)
  const two = (value: number) => String(value).padStart(2, '0')
  const offset = `${moment.offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  const local = new Date(moment.ms + moment.offsetMinutes * MINUTE_MS).toISOString()
  return `${local.slice(0, local.endsWith('.000Z') ? 19 : 23)}${offset}`
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
