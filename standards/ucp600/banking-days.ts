import {
  addBusinessDays,
  addCalendarDays,
  type BusinessCalendar,
  extended,
  isBusinessDay,
  type LocalDate,
  nextBusinessDay,
} from '@entrepot/calendar'
import type { Presentation, Reception } from './documents.ts'

/** Banking days for examination, following the day of presentation (art. 14(b)). */
export const EXAMINATION_DAYS = 5

/** The days and hours on which one bank is open for the acts that the rules speak of (art. 2, 33). */
export type BankingCalendar = BusinessCalendar & {
  /** Banking hours in minutes since local midnight; what comes later counts for the next banking day (art. 33). */
  readonly hours?: { readonly opens: number; readonly closes: number }
  /** Days closed by force majeure: regular banking days all the same, which extend nothing (art. 29(a), 36). */
  readonly forceMajeure?: readonly LocalDate[]
  /** Days on which the bank was open but could not receive electronic records (eUCP art. e6(e)). */
  readonly unableToReceive?: readonly LocalDate[]
}

/** The calendars that an examination needs. */
export interface BankingCalendars {
  /** Of the bank to which the documents were presented. */
  readonly placeOfPresentation: BankingCalendar
  /** Of the bank that examines now, where the documents were forwarded to it. */
  readonly actingBank?: BankingCalendar
}

/** The calendar as the extension of art. 29(a) sees it: closures by force majeure are no closures. */
function regularDays(calendar: BankingCalendar, electronic = false): BusinessCalendar {
  const interrupted = new Set(calendar.forceMajeure ?? [])
  const unable = electronic ? (calendar.unableToReceive ?? []) : []
  const holidays = calendar.holidays.filter((day) => !interrupted.has(day.date))
  const deaf = unable.map((date) => ({ date, name: 'unable to receive electronic records' }))
  return { ...calendar, holidays: [...holidays, ...deaf] }
}

/** A last day for presentation, moved to the next banking day when the bank is closed on it (art. 29(a), 36; e6(e)). */
export function extendedDay(last: LocalDate, calendar: BankingCalendar, electronic = false): LocalDate {
  return extended(last, regularDays(calendar, electronic)).date
}

/**
 * The banking day on which something counts as received: what comes on a closed day or outside banking hours counts
 * for the day on which the bank is open again, unless it took it in (art. 33).
 */
export function receptionDay(received: Reception, calendar: BankingCalendar): LocalDate {
  if (received.acceptedWhileClosed === true) return received.date
  const days = regularDays(calendar)
  const { hours } = calendar
  const late = hours !== undefined && received.minute !== undefined && received.minute > hours.closes
  const day = late && isBusinessDay(received.date, days) ? addCalendarDays(received.date, 1) : received.date
  return nextBusinessDay(day, days)
}

/** The last of the five banking days that each bank has to examine what it received on a day (art. 14(b)). */
export function examinationDeadline(received: LocalDate, calendar: BankingCalendar): LocalDate {
  return addBusinessDays(received, EXAMINATION_DAYS, regularDays(calendar))
}

/** Whether any of the documents is an electronic record. */
export function isElectronic(presentation: Presentation): boolean {
  return presentation.documents.some((document) => document.medium.form === 'electronic')
}

/**
 * The day of presentation: of paper, when it came in; of electronic records, when the notice of completeness did
 * (eUCP art. e6(c), e7(a)).
 *
 * @returns `undefined` where the notice is missing, so that no presentation was made.
 */
export function presentationDay(presentation: Presentation, calendar: BankingCalendar): LocalDate | undefined {
  const day = receptionDay(presentation.received, calendar)
  if (!isElectronic(presentation)) return day
  const notice = presentation.electronic?.noticeOfCompleteness
  if (notice === undefined) return undefined
  const noticed = receptionDay(notice, calendar)
  return noticed > day ? noticed : day
}
