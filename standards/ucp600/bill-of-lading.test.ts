import { expect, test } from 'vitest'
import { examineBillOfLading } from './bill-of-lading.ts'
import type { BillOfLading } from './documents.ts'
import { isOneShipment, judgePartialShipment, shipmentDateOf, shipmentDay } from './shipment.ts'
import { BILL, CREDIT, day, line, QINGDAO, ROTTERDAM } from './testing.ts'

const paper = { medium: { form: 'paper' } } as const

function found(changes: Partial<BillOfLading>, credit = CREDIT): readonly string[] {
  return examineBillOfLading({ ...BILL, ...changes }, credit).map(line)
}

function without(...fields: readonly (keyof BillOfLading)[]): BillOfLading {
  const bill = { ...BILL, ...paper }
  for (const field of fields) Reflect.deleteProperty(bill, field)
  return bill
}

test('the golden bill of lading is clean', () => {
  expect(found({})).toEqual([])
})

test('a bill names its carrier and is signed (art. 20(a)(i))', () => {
  expect(examineBillOfLading(without('carrier'), CREDIT).map(line)).toEqual([
    'ucp600/carrier-not-named UCP 600 art. 20(a)(i)',
  ])
  expect(examineBillOfLading(without('signature'), CREDIT).map(line)).toEqual([
    'ucp600/transport-not-signed UCP 600 art. 20(a)(i)',
  ])
})

test('an agent says for whom he signs (art. 20(a)(i))', () => {
  expect(found({ signature: { capacity: 'agent for the master' } })).toEqual([])
  expect(found({ signature: { capacity: 'agent' } })).toEqual([
    'ucp600/transport-signature-capacity UCP 600 art. 20(a)(i)',
  ])
})

test('a "received" bill needs a dated on-board notation, a "shipped" one does not (art. 20(a)(ii))', () => {
  expect(examineBillOfLading(without('onBoard'), CREDIT).map(line)).toEqual([
    'ucp600/not-on-board UCP 600 art. 20(a)(ii)',
  ])
  expect(examineBillOfLading({ ...without('onBoard'), wording: 'shipped' }, CREDIT)).toEqual([])
})

test('an intended vessel needs its name in the notation, an intended port its name too (art. 20(a)(ii), (iii))', () => {
  const bare = { onBoard: { date: day('2027-01-10') } }
  expect(found({ ...bare, vesselIntended: true })).toEqual(['ucp600/not-on-board UCP 600 art. 20(a)(ii)'])
  expect(found({ ...bare, portOfLoadingIntended: true })).toEqual(['ucp600/not-on-board UCP 600 art. 20(a)(iii)'])
  expect(found({ vesselIntended: true, portOfLoadingIntended: true })).toEqual([])
})

test('the date of shipment is that of the notation, else of the issue of a "shipped" bill (art. 20(a)(ii))', () => {
  expect(shipmentDateOf(BILL)).toBe('2027-01-10')
  expect(shipmentDateOf({ ...without('onBoard'), wording: 'shipped' })).toBe('2027-01-11')
  expect(shipmentDateOf(without('onBoard'))).toBeUndefined()
  expect(shipmentDateOf({ ...without('onBoard'), medium: BILL.medium })).toBe('2027-01-11')
})

test('the latest shipment date is a Sunday and stays a Sunday (art. 29(c))', () => {
  const sunday = { ...CREDIT, latestShipment: day('2027-01-17') }
  expect(found({ onBoard: { date: day('2027-01-17') } }, sunday)).toEqual([])
  expect(found({ onBoard: { date: day('2027-01-18') } }, sunday)).toEqual([
    'ucp600/late-shipment UCP 600 art. 20(a)(ii), 29(c)',
  ])
})

test('ports are those of the credit, by code or by name (art. 20(a)(iii))', () => {
  const byName = { ...CREDIT, portsOfLoading: [{ name: 'Qingdao' }], portsOfDischarge: [{ name: 'ROTTERDAM' }] }
  expect(found({ portOfLoading: { name: 'Qingdao, China' }, portOfDischarge: { name: 'Rotterdam' } }, byName)).toEqual(
    [],
  )
  expect(found({ portOfLoading: { name: 'Shanghai' } })).toEqual(['ucp600/port-of-loading UCP 600 art. 20(a)(iii)'])
  expect(found({ portOfDischarge: { name: 'Rotterdam', code: 'NLAMS' } })).toEqual([
    'ucp600/port-of-discharge UCP 600 art. 20(a)(iii)',
  ])
  expect(found({}, { ...CREDIT, portsOfDischarge: [{ name: 'Antwerp' }, ROTTERDAM] })).toEqual([])
})

test.each([
  [1, 1, []],
  [3, 3, []],
  [3, 2, ['ucp600/not-full-set UCP 600 art. 20(a)(iv)']],
  [0, 0, ['ucp600/not-full-set UCP 600 art. 20(a)(iv)']],
])('of %i originals issued, %i are presented (art. 20(a)(iv))', (issued, presented, expected) => {
  expect(found({ originals: { issued, presented } })).toEqual(expected)
})

test('terms of carriage may stand elsewhere, a charter party may not (art. 20(a)(v), (vi))', () => {
  expect(found({ termsOfCarriage: 'shown' })).toEqual([])
  expect(found({ termsOfCarriage: 'missing' })).toEqual(['ucp600/terms-not-shown UCP 600 art. 20(a)(v)'])
  expect(found({ subjectToCharterParty: true })).toEqual(['ucp600/charter-party UCP 600 art. 20(a)(vi)'])
})

const prohibited = { ...CREDIT, transhipment: 'not allowed' } as const
const transhipped = { willTakePlace: true, coveredByThisBill: true, inContainerTrailerOrLash: false }

test.each([
  ['under one bill, allowed', transhipped, CREDIT, []],
  ['under one bill, prohibited', transhipped, prohibited, ['ucp600/transhipment UCP 600 art. 20(c)(ii)']],
  ['in a container, prohibited', { ...transhipped, inContainerTrailerOrLash: true }, prohibited, []],
  [
    'not covered to the end',
    { ...transhipped, coveredByThisBill: false },
    CREDIT,
    ['ucp600/transhipment UCP 600 art. 20(c)(i)'],
  ],
  ['only reserved as a right, prohibited', { ...transhipped, willTakePlace: false }, prohibited, []],
] as const)('transhipment %s (art. 20(b)-(d))', (_, transhipment, credit, expected) => {
  expect(found({ transhipment }, credit)).toEqual(expected)
})

test('a clause that declares a defect makes the bill unclean, other clauses do not (art. 27, 26)', () => {
  const clause = (text: string, declaresDefect: boolean) => ({ clauses: [{ text, declaresDefect }] })
  expect(found(clause('12 cartons wet', true))).toEqual(['ucp600/not-clean UCP 600 art. 27'])
  expect(found(clause('secondhand packaging', false))).toEqual([])
  expect(found({ onDeck: 'may be loaded' })).toEqual([])
  expect(found({ onDeck: 'loaded' })).toEqual(['ucp600/loaded-on-deck UCP 600 art. 26(a)'])
})

const second = { ...BILL, id: 'second', onBoard: { date: day('2027-01-08') }, portOfLoading: { name: 'Shanghai' } }

test('two bills for one vessel, voyage and destination are one shipment on the later date (art. 31(b))', () => {
  expect(isOneShipment([BILL, second])).toBe(true)
  expect(shipmentDay([BILL, second])).toBe('2027-01-10')
  expect(judgePartialShipment([BILL, second], CREDIT)).toBeUndefined()
})

test.each([
  ['vessel', { vessel: 'PRACTICE ORION' }],
  ['voyage', { voyage: '103W' }],
  ['destination', { portOfDischarge: QINGDAO }],
])('another %s is a partial shipment, and the earlier date counts (art. 31(b), 14(c))', (_, changes) => {
  const other = { ...second, ...changes }
  expect(judgePartialShipment([BILL, other], CREDIT)?.code).toBe('ucp600/partial-shipment')
  expect(judgePartialShipment([BILL, other], { ...CREDIT, partialShipments: 'allowed' })).toBeUndefined()
  expect(shipmentDay([BILL, other])).toBe('2027-01-08')
})
