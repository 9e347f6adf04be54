import type { LocalDate } from '@entrepot/calendar'
import { isMalformed, parseDecimal, parseQuantity } from '@entrepot/money'
import type {
  BillOfLading,
  CommercialInvoice,
  DocumentaryCredit,
  DocumentKind,
  InsuranceDocument,
  InvoiceLine,
  Place,
  Presentation,
  PresentedDocument,
  RequiredDocument,
} from '@entrepot/ucp600'
import { amountAt, decimalAt, type FileView, type FoldableAct, type Path, type Value } from '@entrepot/trade/file'
import { dataOf } from './document-data.ts'
import { asDate, asMoney, asTexts, dateAt, daysAt, placeOf, textsAt, toleranceOf } from './reading.ts'

/** Documents by the words with which a credit asks for them (SWIFT field 46A); the first that fits counts. */
const ASKED: readonly (readonly [RegExp, DocumentKind])[] = [
  [/packing/i, 'packing-list'],
  [/bills? of lading/i, 'bill-of-lading'],
  [/insurance/i, 'insurance-document'],
  [/certificates? of origin/i, 'certificate-of-origin'],
  [/invoice/i, 'commercial-invoice'],
  [/\bdrafts?\b/i, 'draft'],
]

/** Documents by the definition under which they were issued here. */
const ISSUED: Readonly<Record<string, DocumentKind>> = {
  'commercial-invoice': 'commercial-invoice',
  'packing-list': 'packing-list',
  'bill-of-lading': 'bill-of-lading',
  'insurance-certificate': 'insurance-document',
  'insurance-policy': 'insurance-document',
  'certificate-of-origin': 'certificate-of-origin',
  draft: 'draft',
}

/** Whether a credit is subject to the eUCP, so that electronic records may be presented (eUCP art. e1). */
export const isUnderElectronicRules = (rules: string | undefined): boolean => /e-?UCP/i.test(rules ?? '')

/**
 * The credit of a file, as an examiner reads it: the terms in force, amendments that the beneficiary accepted included.
 *
 * @returns `undefined` where its amount or expiry is not there for this reader.
 */
export function creditOf(file: FileView): DocumentaryCredit | undefined {
  const amount = amountAt(file, '/terms/amount', '/terms/currency')
  const date = dateAt(file, '/terms/expiryDate')
  if (!amount || !date) return undefined
  const latestShipment = dateAt(file, '/terms/latestShipment')
  const presentationDays = daysAt(file, '/terms/presentationDays')
  const amountTolerance = toleranceOf(file.text('/terms/amountTolerance'))
  return {
    number: file.text('/number') ?? '',
    amount,
    ...(amountTolerance ? { amountTolerance } : {}),
    applicant: file.text('/terms/applicant') ?? '',
    beneficiary: file.text('/terms/beneficiary') ?? '',
    expiry: { date, place: file.text('/terms/expiryPlace') ?? '' },
    issuingBankPlace: file.text('/parties/issuingBank/place') ?? '',
    ...(latestShipment ? { latestShipment } : {}),
    ...(presentationDays === undefined ? {} : { presentationDays }),
    partialShipments: allowanceAt(file, '/terms/partial'),
    transhipment: allowanceAt(file, '/terms/transhipment'),
    portsOfLoading: portsAt(file, '/terms/from'),
    portsOfDischarge: portsAt(file, '/terms/to'),
    lines: file.enumerate('/terms/goods').map((key) => ({ key, description: file.text(`/terms/goods/${key}`) ?? '' })),
    documents: textsAt(file, '/terms/documents').map(askedFor),
    ...insuranceTerms(file),
    ...(isUnderElectronicRules(file.text('/terms/rules')) ? { electronic: { formats: {} } } : {}),
  }
}

/** A credit that is silent allows it (art. 20(c), 31(a)). */
const allowanceAt = (file: FileView, path: Path): 'allowed' | 'not allowed' =>
  file.text(path) === 'not allowed' ? 'not allowed' : 'allowed'

function portsAt(file: FileView, path: Path): readonly Place[] {
  const code = file.text(path)
  return code === undefined ? [] : [{ name: code, code }]
}

function askedFor(text: string): RequiredDocument {
  const kind = ASKED.find(([words]) => words.test(text))?.[1]
  return kind ? { kind } : { kind: 'other', name: text }
}

function insuranceTerms(file: FileView): Pick<DocumentaryCredit, 'insurance'> {
  const percent = decimalAt(file, '/terms/insurancePercent')
  return percent ? { insurance: { percent, risks: [] } } : {}
}

/** Fields of one presented document. */
export interface PresentedFields {
  readonly id: string
  readonly kind: DocumentKind
  readonly definition: string | undefined
  /** Keyed off a foreign document; what was issued here comes from the trade's own data. */
  readonly foreign: boolean
  readonly text: (name: string) => string | undefined
  readonly value: (name: string) => Value | undefined
  /** Rows of a table. */
  readonly rows: (table: string) => readonly string[]
}

const CITED: Path = '/presentation/documents'
const FOREIGN: Path = '/presentation/foreign'

/**
 * Every document of a presentation, with its fields: cited from the file in which it was issued, or keyed off a foreign
 * one. `act` may bring some of them.
 */
function presentedDocuments(file: FileView, act?: FoldableAct): readonly PresentedFields[] {
  const ids = new Set([...file.enumerate(CITED), ...file.enumerate(FOREIGN)])
  return [...ids].map((id) => fieldsOf(file, id, act))
}

function fieldsOf(file: FileView, id: string, act: FoldableAct | undefined): PresentedFields {
  const path: Path = `${CITED}/${id}`
  const stated = act?.statements.find((statement) => statement.path === path)?.document
  const definition = (stated ?? file.file.citedDocuments.get(path))?.definition.split('/')[0]
  const value = (name: string) => file.value(`${FOREIGN}/${id}/${name}`) ?? file.value(`${path}/${name}`)
  const text = (name: string) => asTexts(value(name))[0]
  return {
    ...{ id, definition, value, text },
    kind: ISSUED[definition ?? ''] ?? askedFor(text('title') ?? inWords(id)).kind,
    foreign: file.enumerate(`${FOREIGN}/${id}`).length > 0,
    rows: (table) => file.enumerate(`${path}/${table}`),
  }
}

/** `bill of lading` of the id `billOfLading` or `bill-of-lading`. */
const inWords = (id: string): string => id.replaceAll('-', ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')

/**
 * The presentation of a file as an examiner reads it: electronic records, received when the presentation reached, claimed
 * for the draft's amount; and forwarded, where another bank examines what the nominated bank sent on.
 *
 * @param received the day on which it came in, local at the place of the bank.
 */
export function presentationOf(
  file: FileView,
  { received, act, forwarded }: { received: LocalDate; act?: FoldableAct; forwarded?: LocalDate },
): Presentation | undefined {
  const claimed = amountAt(file, '/draft/amount', '/terms/currency')
  if (!claimed) return undefined
  const complete = file.value('/presentation/complete') === true
  const asked = textsAt(file, '/terms/documents')
  return {
    place: file.text('/terms/expiryPlace') ?? '',
    received: { date: received },
    claimed,
    documents: presentedDocuments(file, act).map((fields) => documentOf(fields, asked)),
    electronic: {
      identifiesCredit: true,
      deliveredTo: 'the port',
      ...(complete ? { noticeOfCompleteness: { date: received } } : {}),
    },
    ...(forwarded ? { forwarded: { received: { date: forwarded }, scheduleStatesExtension: false } } : {}),
  }
}

/** A document that does not show what its kind must show is examined by its date and data alone. */
function documentOf(fields: PresentedFields, asked: readonly string[]): PresentedDocument {
  const dated = asDate(fields.text('issued') ?? fields.text('date'))
  const common = {
    id: fields.id,
    name: nameOf(fields, asked),
    medium: { form: 'electronic', format: 'application/pdf', authenticated: true },
    derived: !fields.foreign,
    issuer: issuerOf(fields),
    ...(dated ? { dated } : {}),
    originals: { issued: 1, presented: 1 },
    data: dataOf(fields.kind, fields.text),
  } as const
  if (fields.kind === 'commercial-invoice') return invoiceOf(fields, common) ?? { ...common, kind: 'other' }
  if (fields.kind === 'bill-of-lading') return billOf(fields, common) ?? { ...common, kind: 'other' }
  if (fields.kind === 'insurance-document') return insuranceOf(fields, common) ?? { ...common, kind: 'other' }
  return { ...common, kind: fields.kind }
}

/** The words with which the credit asks for a document of no kind of its own, where its title is among them. */
function nameOf({ definition, id, text }: PresentedFields, asked: readonly string[]): string {
  const title = text('title') ?? inWords(definition ?? id)
  return asked.find((words) => words.toLowerCase().includes(title.toLowerCase())) ?? title
}

/** Who issued a document, as it says itself. */
const issuerOf = (fields: PresentedFields): string =>
  fields.text('seller') ?? fields.text('carrier') ?? fields.text('insurer') ?? fields.text('chamber') ?? ''

type Common = Omit<Extract<PresentedDocument, { kind: 'commercial-invoice' }>, 'kind' | InvoiceOnly>
type InvoiceOnly = 'madeOutTo' | 'amount' | 'grossAmount' | 'incoterm' | 'cifOrCipValue' | 'lines'

function invoiceOf(fields: PresentedFields, common: Common): CommercialInvoice | undefined {
  const currency = fields.text('currency')
  const grossAmount = asMoney(fields.value('total'), currency)
  const amount = asMoney(fields.value('payable'), currency) ?? grossAmount
  if (!amount || !grossAmount) return undefined
  const incoterm = fields.text('incoterm')?.slice(0, 3)
  return {
    ...common,
    kind: 'commercial-invoice',
    madeOutTo: fields.text('buyer') ?? '',
    amount,
    grossAmount,
    ...(incoterm === undefined ? {} : { incoterm }),
    lines: fields.rows('lines').flatMap((key) => invoiceLine(fields, key) ?? []),
  }
}

function invoiceLine(fields: PresentedFields, key: string): InvoiceLine | undefined {
  const text = (column: string) => fields.text(`lines/${key}/${column}`)
  const quantity = parseQuantity(text('quantity') ?? '', text('unit') ?? '')
  const unitPrice = parseDecimal(text('price') ?? '')
  if (isMalformed(quantity) || isMalformed(unitPrice)) return undefined
  return { key, description: text('goods') ?? '', quantity, unitPrice }
}

function billOf(fields: PresentedFields, common: Common): BillOfLading | undefined {
  const { dated } = common
  const onBoard = asDate(fields.text('onBoard'))
  if (!dated) return undefined
  const carrier = fields.text('carrier')
  const voyage = fields.text('voyage')
  return {
    ...common,
    kind: 'bill-of-lading',
    dated,
    ...(carrier === undefined ? {} : { carrier, signature: { capacity: 'carrier' } }),
    wording: onBoard ? 'received' : 'shipped',
    ...(onBoard ? { onBoard: { date: onBoard } } : {}),
    vessel: fields.text('vessel') ?? '',
    ...(voyage === undefined ? {} : { voyage }),
    portOfLoading: placeOf(fields.text('from')),
    portOfDischarge: placeOf(fields.text('to')),
    termsOfCarriage: 'referred to',
    subjectToCharterParty: false,
    clauses: asTexts(fields.value('clauses')).map((text) => ({ text, declaresDefect: DEFECT.test(text) })),
  }
}

/** Words with which a clause declares goods or packing defective (art. 27). */
const DEFECT = /\b(damaged|broken|torn|leaking|wet|stained|rusty|dented|insufficient|defective|missing|crushed)\b/i

function insuranceOf(fields: PresentedFields, common: Common): InsuranceDocument | undefined {
  const amount = asMoney(fields.value('amount') ?? fields.value('insuredValue'), fields.text('currency'))
  const { dated } = common
  if (!amount || !dated) return undefined
  const effectiveFrom = asDate(fields.text('effective'))
  return {
    ...common,
    kind: 'insurance-document',
    form: fields.definition === 'insurance-policy' ? 'policy' : 'certificate',
    signature: { capacity: 'insurance company' },
    dated,
    ...(effectiveFrom ? { effectiveFrom } : {}),
    amount,
    from: placeOf(fields.text('from')),
    to: placeOf(fields.text('to')),
    risks: asTexts(fields.value('clauses')),
  }
}
