import { isCovered, type LocalDate } from '@entrepot/calendar'
import { type BankingCalendars, examinationDeadline, presentationDay, receptionDay } from './banking-days.ts'
import { examineBillOfLading } from './bill-of-lading.ts'
import type { DocumentaryCredit } from './credit.ts'
import { judgeConflicts } from './data-conflict.ts'
import type { Advice, Discrepancy, Malformed } from './discrepancy.ts'
import type { Presentation, PresentedDocument } from './documents.ts'
import { judgeElectronic } from './electronic.ts'
import { examineInsurance, isInsurance } from './insurance.ts'
import { examineInvoice, isInvoice } from './invoice.ts'
import {
  adviseScheduleStatement,
  judgePlace,
  judgePresentationTime,
  presentationDeadlines,
} from './presentation-time.ts'
import { judgeDates, judgeRequired, sortDocuments } from './required-documents.ts'
import { adviseSpelling } from './spelling.ts'
import { isBillOfLading, judgePartialShipment } from './shipment.ts'
import { judgeLines, judgeOverdrawing, judgeShortDrawing } from './tolerance.ts'

export const MAX_DOCUMENTS = 200
export const MAX_FIELDS = 500

export interface Examination {
  readonly kind: 'examination'
  readonly discrepancies: readonly Discrepancy[]
  readonly advice: readonly Advice[]
  readonly lastPresentationDay: LocalDate
  /** The day after which the acting bank's five run; absent without a presentation, or without that bank's calendar. */
  readonly dayOfReceipt?: LocalDate
  /** The close of this day ends the acting bank's time to examine and to refuse (art. 14(b), 16(d)). */
  readonly examinationDeadline?: LocalDate
}

/**
 * Examines a presentation on its face (art. 14(a)) and returns every discrepancy.
 *
 * Order: electronic records, place, time, documents missing, drawing, partial shipment, invoiced lines; then
 * document by document as the credit lists them; then dates (14(i)) and conflicts (14(d)).
 * Documents that the credit does not ask for are disregarded (14(g)).
 *
 * Malformed: more than 200 documents or 500 data fields in one, or an id twice.
 */
export function examine(
  presentation: Presentation,
  credit: DocumentaryCredit,
  calendars: BankingCalendars,
): Examination | Malformed {
  const malformed = limitsBroken(presentation)
  if (malformed !== undefined) return malformed
  const calendar = calendars.placeOfPresentation
  const { required, advice } = sortDocuments(presentation.documents, credit)
  const examined = { ...presentation, documents: required }
  const presented = presentationDay(examined, calendar)
  const invoices = required.filter(isInvoice)
  const conflicts = judgeConflicts(required, credit)
  const discrepancies = [
    ...judgeElectronic(examined, credit),
    judgePlace(presentation, credit),
    judgePresentationTime(examined, credit, calendar),
    ...judgeRequired(presentation.documents, credit),
    judgeOverdrawing(presentation.claimed, credit),
    judgeShortDrawing(invoices, presentation.claimed, credit),
    judgePartialShipment(required, credit),
    ...judgeLines(invoices, presentation.claimed, credit),
    ...required.flatMap((document) => examineDocument(document, examined, credit)),
    ...(presented === undefined ? [] : judgeDates(required, presented)),
    ...conflicts.discrepancies,
  ].filter((each) => each !== undefined)
  const { lastPresentationDay } = presentationDeadlines(examined, credit, calendar)
  const days = actingBankDays(presentation, presented, calendars)
  const dates = [lastPresentationDay, days.examinationDeadline]
  const advised = [adviseScheduleStatement(examined, credit, calendar), ...adviseCoverage(dates, calendars)]
  return {
    kind: 'examination',
    discrepancies,
    advice: [
      ...advice,
      ...advised.filter((each) => each !== undefined),
      ...adviseSpelling(required, credit),
      ...conflicts.advice,
    ],
    lastPresentationDay,
    ...days,
  }
}

function examineDocument(
  document: PresentedDocument,
  presentation: Presentation,
  credit: DocumentaryCredit,
): readonly Discrepancy[] {
  if (isInvoice(document)) return examineInvoice(document, presentation, credit)
  if (isBillOfLading(document)) return examineBillOfLading(document, credit)
  return isInsurance(document) ? examineInsurance(document, presentation, credit) : []
}

/** Each bank has its own five days, from its own receipt and by its own calendar (art. 14(b)). */
function actingBankDays(
  presentation: Presentation,
  presented: LocalDate | undefined,
  calendars: BankingCalendars,
): Pick<Examination, 'dayOfReceipt' | 'examinationDeadline'> {
  const { forwarded } = presentation
  const calendar = forwarded === undefined ? calendars.placeOfPresentation : calendars.actingBank
  if (calendar === undefined) return {}
  const dayOfReceipt = forwarded === undefined ? presented : receptionDay(forwarded.received, calendar)
  if (dayOfReceipt === undefined) return {}
  return { dayOfReceipt, examinationDeadline: examinationDeadline(dayOfReceipt, calendar) }
}

/** A deadline beyond the days for which a calendar was published may still move. */
function adviseCoverage(dates: readonly (LocalDate | undefined)[], calendars: BankingCalendars): readonly Advice[] {
  const used = [calendars.placeOfPresentation, calendars.actingBank].filter((each) => each !== undefined)
  return used.flatMap((calendar) =>
    dates
      .filter((date) => date !== undefined)
      .filter((date) => !isCovered(date, calendar))
      .map((date) => ({
        code: 'ucp600/calendar-not-covered' as const,
        rule: 'UCP 600 art. 14(b), 29(a)',
        document: 'presentation',
        found: date,
        expected: `holidays published for ${calendar.place}`,
      })),
  )
}

function limitsBroken(presentation: Presentation): Malformed | undefined {
  const { documents } = presentation
  if (documents.length > MAX_DOCUMENTS) {
    return { code: 'ucp600/too-many-documents', path: 'documents', limit: MAX_DOCUMENTS }
  }
  const ids = new Set<string>()
  for (const [index, document] of documents.entries()) {
    if (ids.has(document.id)) return { code: 'ucp600/duplicate-document', path: `documents/${index}/id` }
    ids.add(document.id)
    if (Object.keys(document.data).length > MAX_FIELDS) {
      return { code: 'ucp600/too-many-fields', path: `documents/${index}/data`, limit: MAX_FIELDS }
    }
  }
  return undefined
}
