import { localDate, weekendsClosed } from '@entrepot/calendar'
import { decimal, money, type Quantity } from '@entrepot/money'
import type { BankingCalendars } from './banking-days.ts'
import type { DocumentaryCredit } from './credit.ts'
import type { Discrepancy } from './discrepancy.ts'
import type { BillOfLading, CommercialInvoice, InsuranceDocument, OtherDocument, Presentation } from './documents.ts'
import { type Examination, examine } from './examine.ts'

/** The golden presentation of the tests: demonstration data, loaded at Qingdao on 10 January 2027 local time. */
export const day = localDate
export const usd = (text: string) => money(text, 'USD')
export const quantity = (value: string, unit: string): Quantity => ({ value: decimal(value), unit })

export const QINGDAO = { name: 'Qingdao', code: 'CNTAO' }
export const ROTTERDAM = { name: 'Rotterdam', code: 'NLRTM' }

export const CALENDARS: BankingCalendars = {
  placeOfPresentation: weekendsClosed('Qingdao'),
  actingBank: weekendsClosed('Rotterdam'),
}

const DRILLS = 'Electric impact drill 230 V 750 W, corded, model D750'
const SPANNERS = 'Combination spanner set, 12 pieces, model W12'

export const CREDIT: DocumentaryCredit = {
  number: 'PB26LC001207',
  amount: usd('50100.00'),
  applicant: 'Utrecht Practice Supply',
  beneficiary: 'Qingdao Practice Tools',
  expiry: { date: day('2027-02-03'), place: 'Qingdao' },
  issuingBankPlace: 'Rotterdam',
  latestShipment: day('2027-01-20'),
  presentationDays: 21,
  partialShipments: 'not allowed',
  transhipment: 'allowed',
  portsOfLoading: [QINGDAO],
  portsOfDischarge: [ROTTERDAM],
  lines: [
    { key: 'l1', description: DRILLS, quantity: quantity('2400', 'PCE'), unitPrice: decimal('14.85') },
    { key: 'l2', description: SPANNERS, quantity: quantity('1500', 'SET'), unitPrice: decimal('9.64') },
  ],
  documents: [
    { kind: 'commercial-invoice' },
    { kind: 'packing-list' },
    { kind: 'bill-of-lading' },
    { kind: 'insurance-document' },
    { kind: 'certificate-of-origin' },
  ],
  insurance: { percent: decimal('110'), risks: ['ICC(A)', 'war', 'strikes'] },
  electronic: { place: 'port.example', formats: { 'bill-of-lading': ['JSON'] } },
}

const RECORD = {
  medium: { form: 'electronic', format: 'JSON', authenticated: true },
  derived: true,
  originals: { issued: 1, presented: 1 },
  data: {},
} as const

export const INVOICE: CommercialInvoice = {
  ...RECORD,
  kind: 'commercial-invoice',
  id: 'invoice',
  issuer: 'Qingdao Practice Tools',
  madeOutTo: 'Utrecht Practice Supply',
  dated: day('2026-12-29'),
  amount: usd('50100.00'),
  grossAmount: usd('50100.00'),
  incoterm: 'CIF',
  lines: [
    { key: 'l1', description: DRILLS, quantity: quantity('2400', 'PCE'), unitPrice: decimal('14.85') },
    { key: 'l2', description: SPANNERS, quantity: quantity('1500', 'SET'), unitPrice: decimal('9.64') },
  ],
}

export const BILL: BillOfLading = {
  ...RECORD,
  kind: 'bill-of-lading',
  id: 'bill',
  issuer: 'Practice Line',
  carrier: 'Practice Line',
  signature: { capacity: 'carrier' },
  wording: 'received',
  dated: day('2027-01-11'),
  onBoard: { date: day('2027-01-10'), vessel: 'PRACTICE MERIDIAN', port: QINGDAO },
  vessel: 'PRACTICE MERIDIAN',
  voyage: '102W',
  portOfLoading: QINGDAO,
  portOfDischarge: ROTTERDAM,
  termsOfCarriage: 'referred to',
  subjectToCharterParty: false,
  clauses: [{ text: "shipper's load, stow and count", declaresDefect: false }],
}

export const COVER: InsuranceDocument = {
  ...RECORD,
  kind: 'insurance-document',
  id: 'cover',
  issuer: 'Practice Marine',
  form: 'certificate',
  signature: { capacity: 'insurance company' },
  dated: day('2027-01-05'),
  amount: usd('55110.00'),
  from: QINGDAO,
  to: ROTTERDAM,
  risks: ['Institute Cargo Clauses ICC(A)', 'Institute War Clauses', 'Institute Strikes Clauses'],
}

export const PACKING_LIST: OtherDocument = {
  ...RECORD,
  kind: 'packing-list',
  id: 'packing',
  issuer: 'Qingdao Practice Tools',
  dated: day('2026-12-29'),
}

const ORIGIN: OtherDocument = {
  ...RECORD,
  kind: 'certificate-of-origin',
  id: 'origin',
  issuer: 'Practice Chamber Qingdao',
  dated: day('2027-01-06'),
}

export const PRESENTATION: Presentation = {
  place: 'Qingdao',
  received: { date: day('2027-01-14') },
  claimed: usd('50100.00'),
  documents: [INVOICE, PACKING_LIST, BILL, COVER, ORIGIN],
  electronic: {
    identifiesCredit: true,
    deliveredTo: 'port.example',
    noticeOfCompleteness: { date: day('2027-01-14') },
  },
}

/** The golden presentation with some of its documents changed. */
export function withDocuments(changes: {
  readonly invoice?: Partial<CommercialInvoice>
  readonly bill?: Partial<BillOfLading>
  readonly cover?: Partial<InsuranceDocument>
  readonly packing?: Partial<OtherDocument>
}): Presentation {
  const packing = { ...PACKING_LIST, ...changes.packing }
  const [invoice, bill] = [
    { ...INVOICE, ...changes.invoice },
    { ...BILL, ...changes.bill },
  ]
  return { ...PRESENTATION, documents: [invoice, packing, bill, { ...COVER, ...changes.cover }, ORIGIN] }
}

/** On paper, received on a day: as the golden presentation, else. */
export function onPaper(received: string, changes: Partial<Presentation> = {}): Presentation {
  const presentation = { ...PRESENTATION, ...changes, received: { date: day(received) } }
  const documents = presentation.documents.map((each) => ({ ...each, medium: { form: 'paper' as const } }))
  return { ...presentation, documents }
}

export function examined(presentation: Presentation, credit = CREDIT, calendars = CALENDARS): Examination {
  const found = examine(presentation, credit, calendars)
  if ('path' in found) throw new Error(`${found.code} at ${found.path}`)
  return found
}

/** `code rule` of each discrepancy. */
export function codes(presentation: Presentation, credit = CREDIT, calendars = CALENDARS): readonly string[] {
  return examined(presentation, credit, calendars).discrepancies.map(line)
}

export function line(discrepancy: Discrepancy): string {
  return `${discrepancy.code} ${discrepancy.rule}`
}
