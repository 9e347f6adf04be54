import type { LocalDate } from '@entrepot/calendar'
import { placesConflict, sameReference } from './compare.ts'
import type { DocumentaryCredit } from './credit.ts'
import type { Discrepancy } from './discrepancy.ts'
import type { BillOfLading, PresentedDocument } from './documents.ts'

/**
 * The date of shipment that one bill of lading shows, local at the port: that of a dated on-board notation, else the
 * date of issue of a "shipped" bill (art. 20(a)(ii)); it may precede sailing. An electronic record without either is
 * deemed shipped when issued (eUCP art. e11).
 *
 * @returns `undefined` where the bill shows no shipment.
 */
export function shipmentDateOf(bill: BillOfLading): LocalDate | undefined {
  if (bill.onBoard !== undefined) return bill.onBoard.date
  return bill.wording === 'shipped' || bill.medium.form === 'electronic' ? bill.dated : undefined
}

/**
 * The date of shipment from which art. 14(c) counts. Several bills for one vessel and voyage to one destination are one
 * shipment, on the latest of their dates (art. 31(b)); for different ones the earliest date counts, so that no bill is
 * presented late.
 *
 * @returns `undefined` without an original transport document, where only the expiry binds.
 */
export function shipmentDay(documents: readonly PresentedDocument[]): LocalDate | undefined {
  const bills = documents.filter(isBillOfLading).filter((bill) => bill.originals.presented > 0)
  const dates = bills.flatMap((bill) => shipmentDateOf(bill) ?? []).sort()
  return isOneShipment(bills) ? dates.at(-1) : dates[0]
}

/** Whether the bills show one means of conveyance on one journey to one destination (art. 31(b)). */
export function isOneShipment(bills: readonly BillOfLading[]): boolean {
  const [first, ...others] = bills
  return others.every(
    (bill) =>
      first !== undefined &&
      sameReference(bill.vessel, first.vessel) &&
      (bill.voyage === undefined || first.voyage === undefined || sameReference(bill.voyage, first.voyage)) &&
      !placesConflict(bill.portOfDischarge, first.portOfDischarge),
  )
}

/** Judges shipment on more than one conveyance where partial shipments are not allowed (art. 31). */
export function judgePartialShipment(
  documents: readonly PresentedDocument[],
  credit: DocumentaryCredit,
): Discrepancy | undefined {
  const bills = documents.filter(isBillOfLading)
  if (credit.partialShipments === 'allowed' || isOneShipment(bills)) return undefined
  return {
    code: 'ucp600/partial-shipment',
    rule: 'UCP 600 art. 31(b)',
    document: 'presentation',
    field: 'vessel',
    found: bills.map((bill) => `${bill.vessel} ${bill.voyage ?? ''} to ${bill.portOfDischarge.name}`).join('; '),
    expected: 'one vessel and voyage to one destination',
  }
}

/** Judges the latest date of shipment, which no closed day ever moves (art. 29(c)). */
export function judgeLatestShipment(bill: BillOfLading, credit: DocumentaryCredit): Discrepancy | undefined {
  const shipped = shipmentDateOf(bill)
  const latest = credit.latestShipment
  if (shipped === undefined || latest === undefined || shipped <= latest) return undefined
  return {
    code: 'ucp600/late-shipment',
    rule: 'UCP 600 art. 20(a)(ii), 29(c)',
    document: bill.id,
    field: 'onBoard',
    found: shipped,
    expected: `by ${latest}`,
  }
}

export function isBillOfLading(document: PresentedDocument): document is BillOfLading {
  return document.kind === 'bill-of-lading'
}
