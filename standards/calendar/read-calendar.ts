import {
  type BusinessCalendar,
  isBusinessDay,
  isCovered,
  maxClosedDays,
  type SpecialDay,
  weekendsClosed,
} from './business-calendar.ts'
import { addCalendarDays, compareDates, parseLocalDate, type LocalDate, type Weekday } from './local-date.ts'
import { isMalformed, malformed, type Malformed } from './malformed.ts'

/** Most holidays, and most working weekend days, that one calendar holds. */
export const maxSpecialDays = 2000
/** Longest name of a day, place or source. */
export const maxNameLength = 120

/** Why data is no calendar: the code, the place in the data, and the offset in the text that stands there. */
export type CalendarMalformed = Malformed<
  | 'calendar/not-a-table'
  | 'calendar/unknown-member'
  | 'calendar/no-such-weekday'
  | 'calendar/not-a-date'
  | 'calendar/not-a-name'
  | 'calendar/too-many-days'
  | 'calendar/ends-before-it-begins'
  | 'calendar/never-open'
> & { readonly path: string }

const weekdayNames: ReadonlySet<string> = new Set<Weekday>([
  ...(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const),
])
const members = new Set(['weekend', 'holidays', 'workingWeekends', 'coverage', 'source'])
const WEEKENDS_CLOSED = 'weekends closed'

type Table = Readonly<Record<string, unknown>>

/**
 * Reads the calendar of a place from data, as JSON or YAML gives it: `'weekends closed'`, or a table of `weekend` (days of
 * the week), `holidays` and `workingWeekends` (date to name), `coverage` (`from`, `to`: the span for which holidays were
 * published) and `source` (who published it, or `demonstration`).
 *
 * Refuses members and weekdays that there are not, days that do not exist, more than 2000 of them, names that are empty or
 * too long, and a calendar by which the place would be closed for more than a year.
 *
 * @example
 * readCalendar('Rotterdam', { weekend: ['Saturday', 'Sunday'], holidays: { '2027-04-27': 'Koningsdag' } })
 */
export function readCalendar(place: string, data: unknown): BusinessCalendar | CalendarMalformed {
  if (!isName(place)) return broken('calendar/not-a-name', place)
  if (data === WEEKENDS_CLOSED) return weekendsClosed(place)
  if (!isTable(data)) return broken('calendar/not-a-table', place)
  const stranger = Object.keys(data).find((member) => !members.has(member))
  if (stranger !== undefined) return broken('calendar/unknown-member', `${place}.${stranger}`)
  const weekend = readWeekend(data['weekend'], `${place}.weekend`)
  if (isMalformed(weekend)) return weekend
  const holidays = readDays(data['holidays'], `${place}.holidays`)
  if (isMalformed(holidays)) return holidays
  const workingWeekends = readDays(data['workingWeekends'], `${place}.workingWeekends`)
  if (isMalformed(workingWeekends)) return workingWeekends
  const coverage = readCoverage(data['coverage'], `${place}.coverage`)
  if (isMalformed(coverage)) return coverage
  const { source } = data
  if (source !== undefined && !isName(source)) return broken('calendar/not-a-name', `${place}.source`)
  const calendar: BusinessCalendar = {
    ...{ place, weekend, holidays },
    ...(workingWeekends.length > 0 ? { workingWeekends } : {}),
    ...(coverage ? { coverage } : {}),
    ...(source === undefined ? {} : { source }),
  }
  return neverOpen(calendar) ?? calendar
}

function readWeekend(data: unknown, path: string): readonly Weekday[] | CalendarMalformed {
  if (!Array.isArray(data)) return broken('calendar/not-a-table', path)
  const days: readonly unknown[] = data
  const wrong = days.findIndex((day) => !isWeekday(day))
  if (wrong >= 0) return broken('calendar/no-such-weekday', `${path}.${wrong}`)
  return [...new Set(days.filter(isWeekday))]
}

function readDays(data: unknown, path: string): readonly SpecialDay[] | CalendarMalformed {
  if (data === undefined) return []
  if (!isTable(data)) return broken('calendar/not-a-table', path)
  const entries = Object.entries(data)
  if (entries.length > maxSpecialDays) return broken('calendar/too-many-days', path, maxSpecialDays)
  const days: SpecialDay[] = []
  for (const [text, name] of entries) {
    const date = readDate(text, `${path}.${text}`)
    if (isMalformed(date)) return date
    if (!isName(name)) return broken('calendar/not-a-name', `${path}.${text}`)
    days.push({ date, name })
  }
  return days.toSorted((a, b) => compareDates(a.date, b.date))
}

function readCoverage(data: unknown, path: string): BusinessCalendar['coverage'] | CalendarMalformed {
  if (data === undefined) return undefined
  if (!isTable(data)) return broken('calendar/not-a-table', path)
  const from = readDate(data['from'], `${path}.from`)
  if (isMalformed(from)) return from
  const to = readDate(data['to'], `${path}.to`)
  if (isMalformed(to)) return to
  return to < from ? broken('calendar/ends-before-it-begins', path) : { from, to }
}

function readDate(data: unknown, path: string): LocalDate | CalendarMalformed {
  const date = typeof data === 'string' ? parseLocalDate(data) : malformed('date/syntax', 0)
  return isMalformed(date) ? { ...broken('calendar/not-a-date', path), at: date.at } : date
}

/** Whoever looks for the next open day must find one. */
function neverOpen(calendar: BusinessCalendar): CalendarMalformed | undefined {
  if (calendar.weekend.length === weekdayNames.size) return broken('calendar/never-open', `${calendar.place}.weekend`)
  let reached: LocalDate | undefined
  for (const { date } of calendar.holidays) {
    if (reached !== undefined && date < reached) continue
    let day = date
    for (let closed = 0; !isBusinessDay(day, calendar); closed += 1) {
      // A weekend may stand before the first of them.
      if (closed >= maxClosedDays - weekdayNames.size)
        return broken('calendar/never-open', `${calendar.place}.holidays.${date}`)
      day = addCalendarDays(day, 1)
    }
    reached = day
  }
  return undefined
}

/**
 * Whether a calendar can tell every open day of a span: it has a coverage and both ends lie in it, or none is claimed
 * (a demonstration).
 */
export const coversSpan = (calendar: BusinessCalendar, from: LocalDate, to: LocalDate): boolean =>
  isCovered(from, calendar) && isCovered(to, calendar)

const isTable = (data: unknown): data is Table => typeof data === 'object' && data !== null && !Array.isArray(data)

const isName = (data: unknown): data is string =>
  typeof data === 'string' && data.trim() !== '' && data.length <= maxNameLength

const isWeekday = (data: unknown): data is Weekday => typeof data === 'string' && weekdayNames.has(data)

function broken(code: CalendarMalformed['code'], path: string, limit?: number): CalendarMalformed {
  return { ...malformed(code, 0, limit), path }
}
