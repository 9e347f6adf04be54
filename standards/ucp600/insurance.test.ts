import { decimal } from '@entrepot/money'
import { expect, test } from 'vitest'
import type { CommercialInvoice, InsuranceDocument } from './documents.ts'
import { examineInsurance, insurableValue } from './insurance.ts'
import { COVER, CREDIT, day, INVOICE, line, PRESENTATION, QINGDAO, ROTTERDAM, usd, withDocuments } from './testing.ts'

const { incoterm: _, ...NO_INCOTERM } = INVOICE

function found(cover: Partial<InsuranceDocument>, credit = CREDIT, presentation = PRESENTATION): readonly string[] {
  return examineInsurance({ ...COVER, ...cover }, presentation, credit).map(line)
}

const invoicing = (invoice: CommercialInvoice, claimed = '50100.00') => ({
  ...withDocuments({ invoice }),
  documents: [invoice, ...PRESENTATION.documents.slice(1)],
  claimed: usd(claimed),
})

test('110 % of the CIF value to the cent, and not a cent less (art. 28(f)(ii))', () => {
  expect(found({ amount: usd('55110.00') })).toEqual([])
  expect(found({ amount: usd('55109.99') })).toEqual(['ucp600/insurance-too-low UCP 600 art. 28(f)(ii)'])
})

test('a fraction of a cent in the least cover counts as a cent (art. 28(f)(ii))', () => {
  const value = invoicing({ ...INVOICE, grossAmount: usd('50100.01') })
  expect(found({ amount: usd('55110.01') }, CREDIT, value)).toHaveLength(1)
  expect(found({ amount: usd('55110.02') }, CREDIT, value)).toEqual([])
})

test('110 % holds where the credit is silent, its own percentage where it speaks (art. 28(f)(ii))', () => {
  expect(found({ amount: usd('55109.99') }, { ...CREDIT, insurance: { risks: [] } })).toHaveLength(1)
  const more = { ...CREDIT, insurance: { risks: [], percent: decimal('120') } }
  expect(found({ amount: usd('60119.99') }, more)).toHaveLength(1)
  expect(found({ amount: usd('60120.00') }, more)).toEqual([])
})

test('the CIF value is that before deductions, or the one that the invoice states apart', () => {
  expect(insurableValue(invoicing({ ...INVOICE, amount: usd('40000.00') }))).toEqual(usd('50100.00'))
  expect(insurableValue(invoicing({ ...NO_INCOTERM, cifOrCipValue: usd('52000.00') }))).toEqual(usd('52000.00'))
})

test('where no CIF or CIP value can be determined, claim or gross invoice, whichever is greater (art. 28(f)(ii))', () => {
  expect(insurableValue(invoicing({ ...INVOICE, incoterm: 'FOB' }, '60000.00'))).toEqual(usd('60000.00'))
  expect(insurableValue(invoicing(NO_INCOTERM, '40000.00'))).toEqual(usd('50100.00'))
})

test('cover in another currency than the credit is discrepant, whatever its amount (art. 28(f)(i))', () => {
  expect(found({ amount: { amount: 9_999_999n, currency: 'EUR' } })).toEqual([
    'ucp600/insurance-currency UCP 600 art. 28(f)(i)',
  ])
})

test('a date after shipment is fine if cover is effective by shipment (art. 28(e))', () => {
  expect(found({ dated: day('2027-01-10') })).toEqual([])
  expect(found({ dated: day('2027-01-11') })).toEqual(['ucp600/cover-effective-after-shipment UCP 600 art. 28(e)'])
  expect(found({ dated: day('2027-01-11'), effectiveFrom: day('2027-01-10') })).toEqual([])
  expect(found({ dated: day('2027-01-12'), effectiveFrom: day('2027-01-11') })).toHaveLength(1)
})

test('cover that begins after shipment is discrepant, however early the document is dated (art. 28(e))', () => {
  expect(found({ dated: day('2027-01-05'), effectiveFrom: day('2027-01-11') })).toHaveLength(1)
})

test('a cover note is refused, a policy serves for a certificate (art. 28(c), (d))', () => {
  expect(found({ form: 'cover note' })).toEqual(['ucp600/cover-note UCP 600 art. 28(c)'])
  expect(found({ form: 'policy' })).toEqual([])
  expect(found({ form: 'declaration' })).toEqual([])
})

test('an agent or proxy says for whom he signs (art. 28(a))', () => {
  const { signature: __, ...unsigned } = COVER
  expect(examineInsurance(unsigned, PRESENTATION, CREDIT).map(line)).toEqual([
    'ucp600/insurance-not-signed UCP 600 art. 28(a)',
  ])
  expect(found({ signature: { capacity: 'agent' } })).toEqual([
    'ucp600/insurance-signature-capacity UCP 600 art. 28(a)',
  ])
  expect(found({ signature: { capacity: 'proxy', onBehalfOf: 'Practice Marine' } })).toEqual([])
})

test('all originals issued are presented (art. 28(b))', () => {
  expect(found({ originals: { issued: 2, presented: 1 } })).toEqual(['ucp600/not-full-set UCP 600 art. 28(b)'])
})

test('cover runs at least between the places of the credit (art. 28(f)(iii))', () => {
  expect(found({ to: { name: 'Utrecht' } })).toEqual(['ucp600/cover-route-short UCP 600 art. 28(f)(iii)'])
  expect(found({ from: { name: 'Jinan' }, through: [QINGDAO, ROTTERDAM], to: { name: 'Utrecht' } })).toEqual([])
  const toUtrecht = { ...CREDIT, insurance: { risks: [], to: { name: 'Utrecht' } } }
  expect(found({ to: { name: 'Utrecht' } }, toUtrecht)).toEqual([])
})

test('each risk of the credit is named; excess does harm only against "irrespective of percentage" (art. 28(g)-(j))', () => {
  expect(found({ risks: ['ICC(C)', 'war', 'strikes'] })).toEqual(['ucp600/risk-not-covered UCP 600 art. 28(g), (h)'])
  expect(found({ risks: ['any "all risks" clause'] }, { ...CREDIT, insurance: { risks: ['all risks'] } })).toEqual([])
  expect(found({ excess: '0.5 %' })).toEqual([])
  const irrespective = { ...CREDIT, insurance: { risks: [], irrespectiveOfPercentage: true } }
  expect(found({ excess: '0.5 %' }, irrespective)).toEqual(['ucp600/excess-not-allowed UCP 600 art. 14(a), 28(j)'])
})
