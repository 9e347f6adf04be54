import {
  addBusinessDays,
  type BusinessCalendar,
  closureOn,
  type Closure,
  nextBusinessDay,
} from './business-calendar.ts'
import { addCalendarDays, type LocalDate } from './local-date.ts'

/**
 * How the days of a period are counted.
 *
 * - `calendar`: every day counts, and the last day stands whatever day it is
 * - `calendar-extended`: every day counts; a last day on which the place is closed moves to its next business day
 *   (UCP 600 art. 29(a), CISG art. 20(2))
 * - `business`: only business days of the place count (UCP 600 art. 14(b))
 */
export type DayCount = 'calendar' | 'calendar-extended' | 'business'

/** A last day, how it was found, and where: every deadline has a calendar. */
export type Deadline = {
  readonly date: LocalDate
  readonly place: string
  /** The last day before it was moved, and why it was moved; absent when it stands. */
  readonly movedFrom?: { readonly date: LocalDate; readonly closure: Closure }
}

/** The last day of a period of so many days after a date; the date itself is not counted. */
export function deadlineAfter(
  date: LocalDate,
  { days, count }: { readonly days: number; readonly count: DayCount },
  calendar: BusinessCalendar,
): Deadline {
  if (count === 'business') return { date: addBusinessDays(date, days, calendar), place: calendar.place }
  const last = addCalendarDays(date, days)
  return count === 'calendar' ? { date: last, place: calendar.place } : extended(last, calendar)
}

/** A fixed last day, moved to the place's next business day when the place is closed on it. */
export function extended(last: LocalDate, calendar: BusinessCalendar): Deadline {
  const closure = closureOn(last, calendar)
  if (closure === undefined) return { date: last, place: calendar.place }
  return { date: nextBusinessDay(last, calendar), place: calendar.place, movedFrom: { date: last, closure } }
}
