import { invariant } from './malformed.ts'
import { addCalendarDays, compareDates, type LocalDate, type Weekday, weekdayOf } from './local-date.ts'

/** A named day on which a place is closed, or open although it is a weekend day (a working Saturday). */
export type SpecialDay = { readonly date: LocalDate; readonly name: string }

/** The days on which a place does business, as data: published by somebody, dated, never guessed. */
export type BusinessCalendar = {
  readonly place: string
  readonly weekend: readonly Weekday[]
  readonly holidays: readonly SpecialDay[]
  /** Weekend days on which the place works, as in China before and after long holidays. */
  readonly workingWeekends?: readonly SpecialDay[]
  /** The span for which holidays were published; absent where the calendar has none (demonstration). */
  readonly coverage?: { readonly from: LocalDate; readonly to: LocalDate }
  /** Who published it, or `demonstration`. */
  readonly source?: string
}

/** Why a place is closed on a day: a weekend, or a holiday by its name. */
export type Closure = { readonly reason: 'weekend' } | { readonly reason: 'holiday'; readonly name: string }

/** The longest span, in calendar days, in which a business day is looked for, and the most business days counted. */
export const maxClosedDays = 366
export const maxBusinessDays = 3660

/** A calendar closed on Saturdays and Sundays, without holidays (demonstration). */
export function weekendsClosed(place: string): BusinessCalendar {
  return { place, weekend: ['Saturday', 'Sunday'], holidays: [] }
}

/** Why the place is closed on a date, or `undefined` when it is open. */
export function closureOn(date: LocalDate, calendar: BusinessCalendar): Closure | undefined {
  const holiday = calendar.holidays.find((day) => day.date === date)
  if (holiday !== undefined) return { reason: 'holiday', name: holiday.name }
  if (!calendar.weekend.includes(weekdayOf(date))) return undefined
  const works = calendar.workingWeekends?.some((day) => day.date === date) ?? false
  return works ? undefined : { reason: 'weekend' }
}

/** Tells whether the place is open for business on a date. */
export function isBusinessDay(date: LocalDate, calendar: BusinessCalendar): boolean {
  return closureOn(date, calendar) === undefined
}

/** Tells whether a date is within the span for which the calendar's holidays were published. */
export function isCovered(date: LocalDate, { coverage }: BusinessCalendar): boolean {
  return coverage === undefined || (coverage.from <= date && date <= coverage.to)
}

/** The date itself when the place is open, else its next business day. */
export function nextBusinessDay(date: LocalDate, calendar: BusinessCalendar): LocalDate {
  return openDay(date, calendar, 1)
}

/** The date itself when the place is open, else its last business day before. */
export function previousBusinessDay(date: LocalDate, calendar: BusinessCalendar): LocalDate {
  return openDay(date, calendar, -1)
}

function openDay(date: LocalDate, calendar: BusinessCalendar, direction: 1 | -1): LocalDate {
  let day = date
  for (let steps = 0; steps <= maxClosedDays; steps += 1) {
    if (isBusinessDay(day, calendar)) return day
    day = addCalendarDays(day, direction)
  }
  invariant(false, `${calendar.place} is closed for more than ${maxClosedDays} days at ${date}`)
}

/** So many business days after a date, the date itself not counted; 0 gives the next business day (or the same). */
export function addBusinessDays(date: LocalDate, days: number, calendar: BusinessCalendar): LocalDate {
  invariant(Number.isInteger(days) && days >= 0 && days <= maxBusinessDays, `business days out of range: ${days}`)
  if (days === 0) return nextBusinessDay(date, calendar)
  let day = date
  for (let counted = 0; counted < days; counted += 1) day = nextBusinessDay(addCalendarDays(day, 1), calendar)
  return day
}

/** How many business days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function businessDaysBetween(from: LocalDate, to: LocalDate, calendar: BusinessCalendar): number {
  let count = 0
  for (let day = addCalendarDays(from, 1); compareDates(day, to) <= 0; day = addCalendarDays(day, 1)) {
    if (isBusinessDay(day, calendar)) count += 1
  }
  return count
}
