import type { Value } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { cifCredit, readKeyed } from '@entrepot/scenarios'
import { play } from '@entrepot/scenarios/play'

const played = play(cifCredit())
const golden = readKeyed(new URL('../../scenarios/golden-expected.yaml', import.meta.url))
const said = (place: string): string => golden.text(place)

const fieldsOf = (definition: string): Record<string, Value> => {
  for (const file of played.files.values())
    for (const document of file.documents.values())
      if (document.definition === definition)
        return Object.fromEntries([...document.fields].map(([name, { value }]) => [name, value]))
  throw new Error(`${definition} was not issued`)
}

test('the invoice and the packing list of the golden trade state its amounts and masses', () => {
  expect(fieldsOf('commercial-invoice/1')).toMatchObject({
    total: golden.texts('offersTotal.USD')[2],
    netKg: said('packing.netKg'),
    grossKg: said('packing.grossKg'),
    cartons: said('packing.cartons'),
    'lines/l1/amount': said('lines.l1.amount'),
    'lines/l2/amount': said('lines.l2.amount'),
  })
  expect(fieldsOf('packing-list/1')).toMatchObject({
    m3: said('packing.m3'),
    'lines/l1/m3': said('lines.l1.m3'),
    'lines/l2/m3': said('lines.l2.m3'),
    'lines/l1/netKg': said('lines.l1.netKg'),
    'lines/l2/grossKg': said('lines.l2.grossKg'),
    'lines/l1/range': '1-600',
    'lines/l2/range': '601-750',
    container: 'PRXU4102378 / PL270451',
    invoice: 'INV-2026-3307',
  })
})

test('the export declaration of the golden trade states FOB values to the cent', () => {
  expect(fieldsOf('export-declaration/1')).toMatchObject({
    'items/l1/fob': said('fobValue.USD.fob.l1'),
    'items/l2/fob': said('fobValue.USD.fob.l2'),
    fobTotal: said('fobValue.USD.total'),
    licence: 'EL-26-7781',
    representation: 'direct',
  })
})

test('the assessment of the golden trade states every base, rate and amount to the cent', () => {
  expect(fieldsOf('tax-assessment/1')).toMatchObject({
    'items/l1/value': said('import.EUR.value.l1'),
    'items/l2/duty': said('import.EUR.duty.l2'),
    'items/l1/incidental': said('import.EUR.incidental.l1'),
    'items/l2/vatBase': said('import.EUR.vatBase.l2'),
    'items/l1/vat': said('import.EUR.vat.l1'),
    value: said('import.EUR.value.total'),
    duty: said('import.EUR.duty.total'),
    vatTotal: said('import.EUR.vat.total'),
    payable: { amount: said('import.EUR.payable'), currency: 'EUR' },
  })
})

test('bill of lading, insurance certificate and draft of the golden trade say what a bank examines', () => {
  expect(fieldsOf('bill-of-lading/1')).toMatchObject({
    onBoard: said('onBoardDate'),
    consignee: 'to order of shipper',
    notify: 'Utrecht Practice Supply',
    from: 'CNTAO',
    to: 'NLRTM',
    container: 'PRXU4102378',
    packages: '750',
    m3: said('packing.m3'),
    freight: 'prepaid',
  })
  expect(fieldsOf('insurance-certificate/1')).toMatchObject({
    amount: { amount: said('cover.insured.USD'), currency: 'USD' },
    clauses: ['ICC(A)', 'war', 'strikes'],
    claimsPayable: 'Rotterdam',
    claimsCurrency: 'USD',
  })
  expect(fieldsOf('draft/1')).toMatchObject({
    amount: { amount: '50100.00', currency: 'USD' },
    amountInWords: 'USD fifty thousand one hundred and 00/100',
    payee: 'Practice Bank Qingdao',
    drawee: 'Practice Bank Rotterdam',
    tenor: 'sight',
  })
})
