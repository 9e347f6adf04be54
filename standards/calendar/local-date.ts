import { BrokenInvariant, invariant, isMalformed, malformed, type Malformed } from './malformed.ts'

declare const localDateBrand: unique symbol

/** A day of the civil calendar, without place or time of day, as 'YYYY-MM-DD' (ISO 8601-1); sorts as text. */
export type LocalDate = string & { readonly [localDateBrand]: true }

/** A month of the civil calendar as 'YYYY-MM'. */
export type LocalMonth = string

/** A day of the week; ISO 8601 counts Monday as 1. */
export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday'

/** The first and the last year that this room reckons with. */
export const firstYear = 1900
export const lastYear = 2199

export type DateMalformed = Malformed<'date/syntax' | 'date/year-out-of-range' | 'date/no-such-day'>

const dateSyntax = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const dayMs = 86_400_000
// 1 January 1970 was a Thursday; the table starts there.
const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const

/** Reads 'YYYY-MM-DD'; refuses other shapes, years out of range, and days that do not exist. */
export function parseLocalDate(text: string): LocalDate | DateMalformed {
  return isLocalDate(text) ? text : (objectionTo(text) ?? malformed('date/syntax', 0))
}

/** Tells whether a text is a day that `parseLocalDate` reads. */
export function isLocalDate(text: string): text is LocalDate {
  return objectionTo(text) === undefined
}

function objectionTo(text: string): DateMalformed | undefined {
  const match = dateSyntax.exec(text)
  if (match === null) return malformed('date/syntax', 0)
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < firstYear || year > lastYear) {
    return malformed('date/year-out-of-range', 0, year < firstYear ? firstYear : lastYear)
  }
  if (month < 1 || month > 12) return malformed('date/no-such-day', 5, 12)
  const last = daysInMonth(year, month)
  return day < 1 || day > last ? malformed('date/no-such-day', 8, last) : undefined
}

/** A day written in a program or a table of ours; a text that does not read is a broken invariant. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text)
  if (isMalformed(date)) throw new BrokenInvariant(`not a date: ${text} (${date.code})`)
  return date
}

/** The number of days in a month of the Gregorian calendar; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Tells whether a year of the Gregorian calendar has 366 days. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** The days from 1 January 1970 to a date. */
export function epochDayOf(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs
}

/** The date that is so many days after 1 January 1970; one out of range is a broken invariant. */
export function dateOfEpochDay(epochDay: number): LocalDate {
  invariant(isEpochDay(epochDay), `day out of range: ${epochDay}`)
  return localDate(new Date(epochDay * dayMs).toISOString().slice(0, 10))
}

/** Tells whether a day number is within the years that this room reckons with. */
export function isEpochDay(epochDay: number): boolean {
  const first = Date.UTC(firstYear, 0, 1) / dayMs
  const last = Date.UTC(lastYear, 11, 31) / dayMs
  return Number.isInteger(epochDay) && epochDay >= first && epochDay <= last
}

/** The date so many calendar days later, or earlier where the count is negative. */
export function addCalendarDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDayOf(date) + days)
}

/** The same day so many months later; where the month is too short, its last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  invariant(Number.isInteger(months), `months out of range: ${months}`)
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month))
  return localDate([`${year}`, `${month}`.padStart(2, '0'), `${day}`.padStart(2, '0')].join('-'))
}

/** The calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDayOf(to) - epochDayOf(from)
}

/** Compares two dates: negative when `left` is earlier, 0 on the same day, positive when later. */
export function compareDates(left: LocalDate, right: LocalDate): -1 | 0 | 1 {
  return left < right ? -1 : left > right ? 1 : 0
}

/** Tells whether a date is within two others, both ends counted in. */
export function isWithin(date: LocalDate, from: LocalDate, to: LocalDate): boolean {
  return from <= date && date <= to
}

/** The day of the week. */
export function weekdayOf(date: LocalDate): Weekday {
  const weekday = weekdays[((epochDayOf(date) % 7) + 7) % 7]
  invariant(weekday !== undefined, `no weekday: ${date}`)
  return weekday
}

/** The month that a date is in, as 'YYYY-MM'. */
export function monthOf(date: LocalDate): LocalMonth {
  return date.slice(0, 7)
}
