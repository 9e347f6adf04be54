import { addCalendarDays, type LocalDate } from '@entrepot/calendar'
import { type BankingCalendar, extendedDay, isElectronic, presentationDay } from './banking-days.ts'
import type { DocumentaryCredit } from './credit.ts'
import type { Advice, Discrepancy } from './discrepancy.ts'
import type { Presentation } from './documents.ts'
import { shipmentDay } from './shipment.ts'

/** Days after shipment within which originals must be presented where the credit is silent (art. 14(c)). */
export const PRESENTATION_DAYS = 21

/** The last days that bind a presentation, before and after art. 29(a). */
export interface PresentationDeadlines {
  /** The day that counts: the earlier of the two extended days. */
  readonly lastPresentationDay: LocalDate
  readonly expiry: { readonly stated: LocalDate; readonly extended: LocalDate }
  /** Only with an original transport document under art. 19-25. */
  readonly afterShipment?: { readonly stated: LocalDate; readonly extended: LocalDate }
}

/**
 * Computes the last day for presentation: the expiry and the days after shipment run in calendar days, and either
 * moves to the next banking day of the bank presented to, but the days after shipment never outlast the expiry
 * (art. 6(d), 14(c), 29(a)). Force majeure moves nothing (art. 36).
 */
export function presentationDeadlines(
  presentation: Presentation,
  credit: DocumentaryCredit,
  calendar: BankingCalendar,
): PresentationDeadlines {
  const moved = (stated: LocalDate) => ({
    stated,
    extended: extendedDay(stated, calendar, isElectronic(presentation)),
  })
  const expiry = moved(credit.expiry.date)
  const shipped = shipmentDay(presentation.documents)
  if (shipped === undefined) return { lastPresentationDay: expiry.extended, expiry }
  const afterShipment = moved(addCalendarDays(shipped, credit.presentationDays ?? PRESENTATION_DAYS))
  const lastPresentationDay = afterShipment.extended < expiry.extended ? afterShipment.extended : expiry.extended
  return { lastPresentationDay, expiry, afterShipment }
}

/**
 * Judges whether a presentation reached the bank in time.
 *
 * The credit's expiry and the days after shipment run in calendar days; a last day on which the bank is closed moves
 * to the next banking day, but the latest shipment date never moves (UCP 600 art. 29).
 *
 * @returns `undefined` when in time, else the first refusal in the order expiry, days after shipment.
 */
export function judgePresentationTime(
  presentation: Presentation,
  credit: DocumentaryCredit,
  calendar: BankingCalendar,
): Discrepancy | undefined {
  const day = presentationDay(presentation, calendar)
  if (day === undefined) return undefined
  const { expiry, afterShipment } = presentationDeadlines(presentation, credit, calendar)
  const about = { document: 'presentation', field: 'received', found: day }
  if (day > expiry.extended) {
    return { code: 'ucp600/expired', rule: 'UCP 600 art. 6(d), 29(a)', ...about, expected: `by ${expiry.extended}` }
  }
  if (afterShipment !== undefined && day > afterShipment.extended) {
    const expected = `by ${afterShipment.extended}`
    return { code: 'ucp600/presented-late', rule: 'UCP 600 art. 14(c), 29(a)', ...about, expected }
  }
  return undefined
}

/** Judges the place of presentation: the bank with which the credit is available, or the issuing bank (art. 6(d)(ii)). */
export function judgePlace(presentation: Presentation, credit: DocumentaryCredit): Discrepancy | undefined {
  const places = [credit.expiry.place, credit.issuingBankPlace]
  if (places.includes(presentation.place)) return undefined
  return {
    code: 'ucp600/wrong-place',
    rule: 'UCP 600 art. 6(d)(ii)',
    document: 'presentation',
    field: 'place',
    found: presentation.place,
    expected: [...new Set(places)].join(' or '),
  }
}

/**
 * Looks for the nominated bank's statement that a presentation on an extended day was in time (art. 29(b)). It is that
 * bank's duty, not a datum of a document, so its lack is advice.
 */
export function adviseScheduleStatement(
  presentation: Presentation,
  credit: DocumentaryCredit,
  calendar: BankingCalendar,
): Advice | undefined {
  const { forwarded } = presentation
  const day = presentationDay(presentation, calendar)
  if (forwarded === undefined || forwarded.scheduleStatesExtension || day === undefined) return undefined
  const { expiry, afterShipment } = presentationDeadlines(presentation, credit, calendar)
  if (day <= expiry.stated && (afterShipment === undefined || day <= afterShipment.stated)) return undefined
  return {
    code: 'ucp600/schedule-statement-missing',
    rule: 'UCP 600 art. 29(b)',
    document: 'presentation',
    field: 'scheduleStatesExtension',
    found: 'no statement',
    expected: 'a statement that presentation was made within the extended time',
  }
}
