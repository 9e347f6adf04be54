export {
  type BankingCalendar,
  type BankingCalendars,
  EXAMINATION_DAYS,
  examinationDeadline,
  extendedDay,
  presentationDay,
  receptionDay,
} from './banking-days.ts'
export { examineBillOfLading, judgeClean, judgeOnBoard, judgeTranshipment } from './bill-of-lading.ts'
export {
  designations,
  type Match,
  matchNames,
  matchPlaces,
  missingWords,
  namesConflict,
  placesConflict,
  quantitiesConflict,
  sameReference,
} from './compare.ts'
export type {
  CreditLine,
  DocumentaryCredit,
  ElectronicTerms,
  InsuranceTerms,
  Place,
  RequiredDocument,
  Tolerance,
} from './credit.ts'
export { compareData, judgeConflicts } from './data-conflict.ts'
export type { Advice, AdviceCode, Discrepancy, DiscrepancyCode, Malformed } from './discrepancy.ts'
export type {
  BillOfLading,
  CommercialInvoice,
  Datum,
  DocumentKind,
  InsuranceDocument,
  InvoiceLine,
  OnBoardNotation,
  OtherDocument,
  Presentation,
  PresentedDocument,
  Reception,
  TransportClause,
} from './documents.ts'
export { judgeElectronic, judgeElectronicTerms } from './electronic.ts'
export { type Examination, examine, MAX_DOCUMENTS, MAX_FIELDS } from './examine.ts'
export { COVER_PERCENT, examineInsurance, insurableValue } from './insurance.ts'
export { examineInvoice } from './invoice.ts'
export {
  adviseScheduleStatement,
  judgePlace,
  judgePresentationTime,
  PRESENTATION_DAYS,
  type PresentationDeadlines,
  presentationDeadlines,
} from './presentation-time.ts'
export {
  type Disposal,
  judgeRefusal,
  type RefusalFault,
  type RefusalNotice,
  type RefusalVerdict,
} from './refusal-notice.ts'
export { judgeDates, judgeRequired } from './required-documents.ts'
export { isOneShipment, judgeLatestShipment, judgePartialShipment, shipmentDateOf, shipmentDay } from './shipment.ts'
export {
  ABOUT_PERCENT,
  greatestAmount,
  judgeLines,
  judgeOverdrawing,
  judgeShortDrawing,
  QUANTITY_PERCENT,
  quantityRange,
  type Range,
  SHORT_DRAWING_PERCENT,
} from './tolerance.ts'
