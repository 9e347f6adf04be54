import { compareMoney, decimal, formatDecimal, formatMoney, type Money, percentOf } from '@entrepot/money'
import type { LocalDate } from '@entrepot/calendar'
import { missingWords, placesConflict } from './compare.ts'
import type { DocumentaryCredit, Place } from './credit.ts'
import type { Discrepancy, DiscrepancyCode } from './discrepancy.ts'
import type { CommercialInvoice, InsuranceDocument, Presentation, PresentedDocument } from './documents.ts'
import { isInvoice } from './invoice.ts'
import { shipmentDay } from './shipment.ts'

/** Least cover in per cent of the CIF or CIP value where the credit is silent (art. 28(f)(ii)). */
export const COVER_PERCENT = decimal('110')

/** Incoterms rules whose price is a CIF or CIP value. */
const CIF_OR_CIP: ReadonlySet<string> = new Set(['CIF', 'CIP'])

interface Facts {
  readonly presentation: Presentation
  readonly credit: DocumentaryCredit
  readonly shipped: LocalDate | undefined
}

type Judge = (document: InsuranceDocument, facts: Facts) => Discrepancy | undefined

/** The rules in the order in which their discrepancies are listed. */
const RULES: readonly Judge[] = [
  judgeSignature,
  judgeOriginals,
  judgeForm,
  judgeDate,
  judgeCurrency,
  judgeAmount,
  judgeRoute,
  judgeRisks,
  judgeExcess,
]

/**
 * Examines an insurance document by itself (art. 28). A policy serves for a certificate (28(d)); exclusions do no harm
 * (28(i)), nor does an excess unless cover is asked for irrespective of percentage (28(j)).
 */
export function examineInsurance(
  document: InsuranceDocument,
  presentation: Presentation,
  credit: DocumentaryCredit,
): readonly Discrepancy[] {
  const facts = { presentation, credit, shipped: shipmentDay(presentation.documents) }
  return RULES.map((rule) => rule(document, facts)).filter((each) => each !== undefined)
}

function judgeSignature(document: InsuranceDocument): Discrepancy | undefined {
  const { signature } = document
  if (signature === undefined) {
    const expected = 'signed by insurer, underwriter, their agent or proxy'
    const point = { field: 'signature', found: 'not signed', expected }
    return refuse(document, ['ucp600/insurance-not-signed', 'UCP 600 art. 28(a)'], point)
  }
  const acts = signature.capacity === 'agent' || signature.capacity === 'proxy'
  if (!acts || (signature.onBehalfOf ?? '').trim() !== '') return undefined
  const point = { field: 'signature', found: signature.capacity, expected: 'for whom the agent or proxy signed' }
  return refuse(document, ['ucp600/insurance-signature-capacity', 'UCP 600 art. 28(a)'], point)
}

function judgeOriginals(document: InsuranceDocument): Discrepancy | undefined {
  const { issued, presented } = document.originals
  if (presented >= issued) return undefined
  const point = { field: 'originals', found: `${presented} of ${issued}`, expected: `all ${issued} originals` }
  return refuse(document, ['ucp600/not-full-set', 'UCP 600 art. 28(b)'], point)
}

function judgeForm(document: InsuranceDocument): Discrepancy | undefined {
  if (document.form !== 'cover note') return undefined
  const point = { field: 'form', found: 'cover note', expected: 'policy, certificate or declaration' }
  return refuse(document, ['ucp600/cover-note', 'UCP 600 art. 28(c)'], point)
}

/** A later date will do where cover is effective from shipment or before; an earlier one won't where it says later. */
function judgeDate(document: InsuranceDocument, { shipped }: Facts): Discrepancy | undefined {
  const begins = document.effectiveFrom ?? document.dated
  if (shipped === undefined || begins <= shipped) return undefined
  const point = { field: 'dated', found: begins, expected: `dated or effective by ${shipped}` }
  return refuse(document, ['ucp600/cover-effective-after-shipment', 'UCP 600 art. 28(e)'], point)
}

function judgeCurrency(document: InsuranceDocument, { credit }: Facts): Discrepancy | undefined {
  const { currency } = document.amount
  if (currency === credit.amount.currency) return undefined
  const point = { field: 'amount', found: currency, expected: credit.amount.currency }
  return refuse(document, ['ucp600/insurance-currency', 'UCP 600 art. 28(f)(i)'], point)
}

function judgeAmount(document: InsuranceDocument, { presentation, credit }: Facts): Discrepancy | undefined {
  const value = insurableValue(presentation)
  if (value.currency !== document.amount.currency) return undefined
  const percent = credit.insurance?.percent ?? COVER_PERCENT
  const least = percentOf(value, percent, 'up')
  if (compareMoney(document.amount, least) >= 0) return undefined
  const found = `${document.amount.currency} ${formatMoney(document.amount)}`
  const expected = `at least ${least.currency} ${formatMoney(least)} (${formatDecimal(percent)} % of ${formatMoney(value)})`
  return refuse(document, ['ucp600/insurance-too-low', 'UCP 600 art. 28(f)(ii)'], { field: 'amount', found, expected })
}

/**
 * The value that cover is measured by: the CIF or CIP value where the documents show it, else the amount claimed or the
 * gross value of the invoices, whichever is greater (art. 28(f)(ii)).
 */
export function insurableValue(presentation: Presentation): Money {
  const { claimed, documents } = presentation
  const invoices = documents.filter(isInvoice).filter((invoice) => invoice.grossAmount.currency === claimed.currency)
  const values = invoices.map(cifOrCipValue)
  if (invoices.length > 0 && values.every((value) => value !== undefined)) return total(values, claimed.currency)
  const gross = total(
    invoices.map((invoice) => invoice.grossAmount),
    claimed.currency,
  )
  return gross.amount > claimed.amount ? gross : claimed
}

function cifOrCipValue(invoice: CommercialInvoice): Money | undefined {
  const stated = invoice.cifOrCipValue
  if (stated !== undefined) return stated.currency === invoice.grossAmount.currency ? stated : undefined
  return CIF_OR_CIP.has(invoice.incoterm ?? '') ? invoice.grossAmount : undefined
}

function total(values: readonly Money[], currency: string): Money {
  return { amount: values.reduce((sum, value) => sum + value.amount, 0n), currency }
}

/** Cover must run at least between the places that the credit names, else its ports (art. 28(f)(iii)). */
function judgeRoute(document: InsuranceDocument, { credit }: Facts): Discrepancy | undefined {
  const starts = credit.insurance?.from === undefined ? credit.portsOfLoading : [credit.insurance.from]
  const ends = credit.insurance?.to === undefined ? credit.portsOfDischarge : [credit.insurance.to]
  const { from, through = [], to } = document
  const covered = (places: readonly Place[], wanted: readonly Place[]) => places.some((place) => isAmong(place, wanted))
  if (covered([from, ...through], starts) && covered([...through, to], ends)) return undefined
  const all = (places: readonly Place[]) => places.map((place) => place.name).join(' or ')
  const found = `${from.name} to ${to.name}`
  const point = { field: 'from', found, expected: `at least ${all(starts)} to ${all(ends)}` }
  return refuse(document, ['ucp600/cover-route-short', 'UCP 600 art. 28(f)(iii)'], point)
}

function isAmong(place: Place, places: readonly Place[]): boolean {
  return places.length === 0 || places.some((each) => !placesConflict(place, each))
}

/** Each risk that the credit names must be named; "all risks" by any clause of that name (art. 28(g), (h)). */
function judgeRisks(document: InsuranceDocument, { credit }: Facts): Discrepancy | undefined {
  const missing = (credit.insurance?.risks ?? []).filter(
    (risk) => !document.risks.some((named) => missingWords(risk, named).length === 0),
  )
  if (missing.length === 0) return undefined
  const point = { field: 'risks', found: document.risks.join('; '), expected: missing.join('; ') }
  return refuse(document, ['ucp600/risk-not-covered', 'UCP 600 art. 28(g), (h)'], point)
}

function judgeExcess(document: InsuranceDocument, { credit }: Facts): Discrepancy | undefined {
  if (document.excess === undefined || credit.insurance?.irrespectiveOfPercentage !== true) return undefined
  const point = { field: 'excess', found: document.excess, expected: 'cover irrespective of percentage' }
  return refuse(document, ['ucp600/excess-not-allowed', 'UCP 600 art. 14(a), 28(j)'], point)
}

export function isInsurance(document: PresentedDocument): document is InsuranceDocument {
  return document.kind === 'insurance-document'
}

interface Point {
  readonly field: string
  readonly found: string
  readonly expected: string
}

function refuse(
  document: InsuranceDocument,
  [code, rule]: readonly [DiscrepancyCode, string],
  point: Point,
): Discrepancy {
  return { code, rule, document: document.id, ...point }
}
