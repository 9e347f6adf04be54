import { placesConflict } from './compare.ts'
import type { DocumentaryCredit, Place } from './credit.ts'
import type { Discrepancy, DiscrepancyCode } from './discrepancy.ts'
import type { BillOfLading } from './documents.ts'
import { judgeLatestShipment } from './shipment.ts'

type Judge = (bill: BillOfLading, credit: DocumentaryCredit) => Discrepancy | undefined

/** The rules in the order in which their discrepancies are listed. */
const RULES: readonly Judge[] = [
  judgeCarrier,
  judgeSignature,
  judgeOnBoard,
  judgeLatestShipment,
  judgePortOfLoading,
  judgePortOfDischarge,
  judgeFullSet,
  judgeTerms,
  judgeCharterParty,
  judgeTranshipment,
  judgeDeck,
  judgeClean,
]

/** Examines a bill of lading by itself: art. 20, the latest shipment date (29(c)), deck cargo (26(a)), clean (27). */
export function examineBillOfLading(bill: BillOfLading, credit: DocumentaryCredit): readonly Discrepancy[] {
  return RULES.map((rule) => rule(bill, credit)).filter((each) => each !== undefined)
}

function judgeCarrier(bill: BillOfLading): Discrepancy | undefined {
  if (bill.carrier !== undefined && bill.carrier.trim() !== '') return undefined
  const point = { field: 'carrier', found: 'no carrier named', expected: "the carrier's name" }
  return refuse(bill, ['ucp600/carrier-not-named', 'UCP 600 art. 20(a)(i)'], point)
}

function judgeSignature(bill: BillOfLading): Discrepancy | undefined {
  if (bill.signature !== undefined && bill.signature.capacity !== 'agent') return undefined
  const expected = 'signed by carrier, master or an agent named for one of them'
  if (bill.signature === undefined) {
    const point = { field: 'signature', found: 'not signed', expected }
    return refuse(bill, ['ucp600/transport-not-signed', 'UCP 600 art. 20(a)(i)'], point)
  }
  const point = { field: 'signature', found: 'signed by an agent for nobody named', expected }
  return refuse(bill, ['ucp600/transport-signature-capacity', 'UCP 600 art. 20(a)(i)'], point)
}

/** A "received" bill, an intended vessel and an intended port each need a dated notation that names what they lack. */
export function judgeOnBoard(bill: BillOfLading): Discrepancy | undefined {
  const needs = [
    ...(bill.wording === 'received' ? ['date'] : []),
    ...(bill.vesselIntended === true ? ['date', 'vessel'] : []),
    ...(bill.portOfLoadingIntended === true ? ['date', 'port', 'vessel'] : []),
  ]
  const notation = bill.onBoard
  const has = [
    ...(notation === undefined ? [] : ['date']),
    ...(notation?.vessel === undefined ? [] : ['vessel']),
    ...(notation?.port === undefined ? [] : ['port']),
  ]
  const missing = [...new Set(needs)].filter((each) => !has.includes(each))
  if (missing.length === 0) return undefined
  const rule = bill.portOfLoadingIntended === true ? 'UCP 600 art. 20(a)(iii)' : 'UCP 600 art. 20(a)(ii)'
  const found =
    notation === undefined ? `${bill.wording}, no on-board notation` : `notation without ${missing.join(', ')}`
  return refuse(bill, ['ucp600/not-on-board', rule], {
    field: 'onBoard',
    found,
    expected: `notation with ${missing.join(', ')}`,
  })
}

function judgePortOfLoading(bill: BillOfLading, credit: DocumentaryCredit): Discrepancy | undefined {
  const port = bill.portOfLoadingIntended === true ? (bill.onBoard?.port ?? bill.portOfLoading) : bill.portOfLoading
  if (isOneOf(port, credit.portsOfLoading)) return undefined
  const point = { field: 'portOfLoading', found: port.name, expected: names(credit.portsOfLoading) }
  return refuse(bill, ['ucp600/port-of-loading', 'UCP 600 art. 20(a)(iii)'], point)
}

function judgePortOfDischarge(bill: BillOfLading, credit: DocumentaryCredit): Discrepancy | undefined {
  if (isOneOf(bill.portOfDischarge, credit.portsOfDischarge)) return undefined
  const expected = names(credit.portsOfDischarge)
  const point = { field: 'portOfDischarge', found: bill.portOfDischarge.name, expected }
  return refuse(bill, ['ucp600/port-of-discharge', 'UCP 600 art. 20(a)(iii)'], point)
}

function judgeFullSet(bill: BillOfLading): Discrepancy | undefined {
  const { issued, presented } = bill.originals
  if (issued >= 1 && presented >= issued) return undefined
  const expected = issued < 1 ? 'the sole original or the full set' : `all ${issued} originals`
  const point = { field: 'originals', found: `${presented} of ${issued}`, expected }
  return refuse(bill, ['ucp600/not-full-set', 'UCP 600 art. 20(a)(iv)'], point)
}

function judgeTerms(bill: BillOfLading): Discrepancy | undefined {
  if (bill.termsOfCarriage !== 'missing') return undefined
  const expected = 'terms of carriage, or a reference to them'
  const point = { field: 'termsOfCarriage', found: 'missing', expected }
  return refuse(bill, ['ucp600/terms-not-shown', 'UCP 600 art. 20(a)(v)'], point)
}

function judgeCharterParty(bill: BillOfLading): Discrepancy | undefined {
  if (!bill.subjectToCharterParty) return undefined
  const point = { field: 'subjectToCharterParty', found: 'subject to a charter party', expected: 'no such indication' }
  return refuse(bill, ['ucp600/charter-party', 'UCP 600 art. 20(a)(vi)'], point)
}

/**
 * Transhipment is allowed if the whole carriage is covered by this bill; where the credit prohibits it, still for goods
 * shown as shipped in a container, trailer or LASH barge. A right that is only reserved is disregarded.
 */
export function judgeTranshipment(bill: BillOfLading, credit: DocumentaryCredit): Discrepancy | undefined {
  const { transhipment } = bill
  if (transhipment === undefined || !transhipment.willTakePlace) return undefined
  const about = { field: 'transhipment' }
  if (!transhipment.coveredByThisBill) {
    const point = { ...about, found: 'carriage not covered to its end', expected: 'one bill for the entire carriage' }
    return refuse(bill, ['ucp600/transhipment', 'UCP 600 art. 20(c)(i)'], point)
  }
  if (credit.transhipment === 'allowed' || transhipment.inContainerTrailerOrLash) return undefined
  const point = {
    ...about,
    found: 'transhipment will take place',
    expected: 'none, or in container, trailer or LASH barge',
  }
  return refuse(bill, ['ucp600/transhipment', 'UCP 600 art. 20(c)(ii)'], point)
}

function judgeDeck(bill: BillOfLading): Discrepancy | undefined {
  if (bill.onDeck !== 'loaded') return undefined
  const point = { field: 'onDeck', found: 'loaded on deck', expected: 'at most that goods may be loaded on deck' }
  return refuse(bill, ['ucp600/loaded-on-deck', 'UCP 600 art. 26(a)'], point)
}

/** Clauses that declare a defect; the word "clean" need not appear (art. 27). */
export function judgeClean(bill: BillOfLading): Discrepancy | undefined {
  const defects = bill.clauses.filter((clause) => clause.declaresDefect).map((clause) => clause.text)
  if (defects.length === 0) return undefined
  const expected = 'no clause that declares goods or packaging defective'
  return refuse(bill, ['ucp600/not-clean', 'UCP 600 art. 27'], {
    field: 'clauses',
    found: defects.join('; '),
    expected,
  })
}

function isOneOf(place: Place, allowed: readonly Place[]): boolean {
  return allowed.length === 0 || allowed.some((each) => !placesConflict(place, each))
}

function names(places: readonly Place[]): string {
  return places.map((place) => place.name).join(' or ')
}

interface Point {
  readonly field: string
  readonly found: string
  readonly expected: string
}

function refuse(bill: BillOfLading, [code, rule]: readonly [DiscrepancyCode, string], point: Point): Discrepancy {
  return { code, rule, document: bill.id, ...point }
}
