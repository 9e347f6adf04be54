import { type BusinessCalendar, coversSpan, type LocalDate, weekendsClosed } from '@entrepot/calendar'
import { examinationDeadline as lastExaminationDay } from '@entrepot/ucp600'
import type { Derivation } from '@entrepot/trade/act'
import type { FileView } from '@entrepot/trade/file'
import { dateAt } from './reading.ts'

/**
 * The last of a bank's five banking days (UCP 600 art. 14(b)): of the nominated bank after the presentation, of the
 * issuing bank after the documents were forwarded to it.
 *
 * Saturdays and Sundays are closed and no holiday is known: a derivation sees its file alone, and public holidays are
 * not published in it. Whether a decision is in time is judged by the calendar of the place, which knows them.
 */
export const examinationDeadline: Derivation = (file, instances) => {
  const { received, place } = examinationOf(file, instances.get('bank') ?? '')
  return received && lastExaminationDay(received, weekendsClosed(place))
}

/** When a bank received what it examines, and where it examines it. */
function examinationOf(
  file: FileView,
  bank: string,
): { readonly received: LocalDate | undefined; readonly place: string } {
  const isIssuing = bank === 'issuingBank'
  return {
    received: dateAt(file, isIssuing ? '/claim/date' : '/presentation/date'),
    place: file.text(isIssuing ? '/parties/issuingBank/place' : '/terms/expiryPlace') ?? '',
  }
}

/** The last day on which a bank may decide, and whether the calendar of its place knows all days up to it. */
export interface LastDay {
  readonly place: string
  readonly day: LocalDate
  readonly isCertain: boolean
}

/**
 * The last of a bank's five banking days (UCP 600 art. 14(b)) by the calendar of its place; without one, or past the span for
 * which it knows holidays, no earlier than Saturdays and Sundays alone would have it.
 *
 * @returns `undefined` before the bank has received anything.
 */
export function lastDayToExamine(
  file: FileView,
  bank: string,
  calendars: Readonly<Record<string, BusinessCalendar>>,
): LastDay | undefined {
  const { received, place } = examinationOf(file, bank)
  if (received === undefined) return undefined
  const calendar = calendars[place]
  const day = lastExaminationDay(received, calendar ?? weekendsClosed(place))
  return { place, day, isCertain: calendar !== undefined && coversSpan(calendar, received, day) }
}
