import { decimal } from '@entrepot/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CreditLine, DocumentaryCredit } from './credit.ts'
import type { CommercialInvoice, InvoiceLine } from './documents.ts'
import { codes, CREDIT, INVOICE, line, PRESENTATION, quantity, usd, withDocuments } from './testing.ts'
import { greatestAmount, judgeLines, judgeOverdrawing, judgeShortDrawing } from './tolerance.ts'

const ABOUT = { kind: 'about' } as const

/** 100 tonnes of ore at 500 USD, partial shipments not allowed. */
function ore(changes: Partial<CreditLine> = {}, credit: Partial<DocumentaryCredit> = {}): DocumentaryCredit {
  const oreLine = { key: 'ore', description: 'ore', quantity: quantity('100', 'TNE'), unitPrice: decimal('500') }
  return { ...CREDIT, amount: usd('50000.00'), lines: [{ ...oreLine, ...changes }], ...credit }
}

function invoicing(value: string, unit: string, price = '500'): readonly CommercialInvoice[] {
  const only: InvoiceLine = {
    key: 'ore',
    description: 'ore',
    quantity: quantity(value, unit),
    unitPrice: decimal(price),
  }
  return [{ ...INVOICE, lines: [only] }]
}

const lines = (invoices: readonly CommercialInvoice[], claimed: string, credit: DocumentaryCredit) =>
  judgeLines(invoices, usd(claimed), credit).map(line)

test.each([
  ['95', '47500.00', []],
  ['94.999', '47499.50', ['ucp600/quantity-short UCP 600 art. 30(b), 31(a)']],
  ['105', '50000.00', []],
  ['105.001', '50000.00', ['ucp600/quantity-exceeded UCP 600 art. 30(b)']],
  ['105', '50000.01', ['ucp600/quantity-exceeded UCP 600 art. 30(b)']],
])(
  '%s of 100 tonnes, drawing %s: five per cent either way within the amount (art. 30(b))',
  (value, claimed, expected) => {
    expect(lines(invoicing(value, 'TNE'), claimed, ore())).toEqual(expected)
  },
)

test('the same quantity in kilograms is the same quantity, in pieces it is another thing', () => {
  expect(lines(invoicing('95000', 'KGM', '500'), '47500.00', ore())).toEqual([])
  expect(lines(invoicing('100', 'PCE'), '50000.00', ore())).toEqual([
    'ucp600/quantity-in-other-unit UCP 600 art. 18(c)',
  ])
})

test.each(['PCE', 'SET', 'CTN', 'BG', 'DR'])('quantities in %s take no five per cent (art. 30(b))', (unit) => {
  const credit = ore({ quantity: quantity('100', unit) })
  expect(lines(invoicing('100', unit), '50000.00', credit)).toEqual([])
  expect(lines(invoicing('99', unit), '49500.00', credit)).toHaveLength(1)
  expect(lines(invoicing('101', unit), '50000.00', credit)).toHaveLength(1)
})

test('a smaller quantity is no matter where partial shipments are allowed', () => {
  expect(lines(invoicing('10', 'TNE'), '5000.00', ore({}, { partialShipments: 'allowed' }))).toEqual([])
})

test('"about" beside the quantity says nothing of amount or price (art. 30(a))', () => {
  const credit = ore({ quantityTolerance: ABOUT })
  expect(lines(invoicing('110', 'TNE'), '50000.00', credit)).toEqual([])
  expect(lines(invoicing('110.1', 'TNE'), '50000.00', credit)).toEqual(['ucp600/quantity-exceeded UCP 600 art. 30(a)'])
  expect(greatestAmount(credit)).toEqual(usd('50000.00'))
  expect(judgeOverdrawing(usd('50000.01'), credit)?.code).toBe('ucp600/overdrawn')
  expect(lines(invoicing('100', 'TNE', '500.01'), '50000.00', credit)).toEqual([
    'ucp600/price-not-as-credit UCP 600 art. 18(c)',
  ])
})

test('"about" beside the amount is ten per cent of the amount alone (art. 30(a))', () => {
  const credit = ore({}, { amountTolerance: ABOUT })
  expect(judgeOverdrawing(usd('55000.00'), credit)).toBeUndefined()
  expect(judgeOverdrawing(usd('55000.01'), credit)?.code).toBe('ucp600/overdrawn')
  expect(lines(invoicing('106', 'TNE'), '50000.00', credit)).toHaveLength(1)
})

test('"about" beside the price is ten per cent of the price (art. 30(a))', () => {
  const credit = ore({ unitPriceTolerance: ABOUT })
  expect(lines(invoicing('100', 'TNE', '450'), '45000.00', credit)).toEqual([])
  expect(lines(invoicing('100', 'TNE', '449.99'), '44999.00', credit)).toEqual([
    'ucp600/price-not-as-credit UCP 600 art. 30(a)',
  ])
  expect(judgeShortDrawing(invoicing('100', 'TNE', '450'), usd('45000.00'), credit)).toBeUndefined()
})

test.each([
  ['full quantity and price, 5 % less', invoicing('100', 'TNE'), '47500.00', {}, undefined],
  ['full quantity and price, more than 5 % less', invoicing('100', 'TNE'), '47499.99', {}, 'ucp600/short-drawing'],
  ['a reduced price, less at all', invoicing('100', 'TNE', '499'), '49900.00', {}, 'ucp600/short-drawing'],
  ['4 % less shipped, 4 % less drawn', invoicing('96', 'TNE'), '48000.00', {}, undefined],
  ['4 % less shipped, 5 % less drawn', invoicing('96', 'TNE'), '47500.00', {}, 'ucp600/short-drawing'],
  [
    'a stated tolerance, 3 % less',
    invoicing('100', 'TNE'),
    '48500.00',
    { amountTolerance: { kind: 'stated', plusPercent: decimal('0'), minusPercent: decimal('2') } },
    'ucp600/short-drawing',
  ],
  ['"about" the amount, 10 % less', invoicing('100', 'TNE'), '45000.00', { amountTolerance: ABOUT }, undefined],
  ['partial shipments allowed', invoicing('10', 'TNE'), '5000.00', { partialShipments: 'allowed' }, undefined],
] as const)('drawing less with %s (art. 30(c))', (_, invoices, claimed, credit, code) => {
  expect(judgeShortDrawing(invoices, usd(claimed), ore({}, credit))?.code).toBe(code)
})

test('goods that the credit does not call for are discrepant, even free of charge (art. 18(c))', () => {
  const samples = { key: 'x', description: 'samples', quantity: quantity('1', 'PCE'), unitPrice: decimal('0') }
  expect(codes(withDocuments({ invoice: { lines: [...INVOICE.lines, samples] } }))).toEqual([
    'ucp600/goods-not-in-credit UCP 600 art. 18(c)',
  ])
})

test('two invoices of one presentation are added up', () => {
  const [l1, l2] = INVOICE.lines
  if (l1 === undefined || l2 === undefined) throw new Error('the golden invoice has two lines')
  const invoices = [
    { ...INVOICE, lines: [l1], amount: usd('35640.00'), grossAmount: usd('35640.00') },
    { ...INVOICE, id: 'invoice-2', lines: [l2], amount: usd('14460.00'), grossAmount: usd('14460.00') },
  ]
  const documents = [...invoices, ...PRESENTATION.documents.slice(1)]
  expect(codes({ ...PRESENTATION, documents })).toEqual([])
})

test('whatever is shipped within five per cent and drawn in proportion is neither short nor over', () => {
  fc.assert(
    fc.property(fc.integer({ min: 95_000, max: 100_000 }), (kilograms) => {
      const claimed = usd(`${Math.floor(kilograms / 2)}.${kilograms % 2 === 0 ? '00' : '50'}`)
      const invoices = invoicing(String(kilograms), 'KGM')
      expect(judgeLines(invoices, claimed, ore())).toEqual([])
      expect(judgeShortDrawing(invoices, claimed, ore())).toBeUndefined()
    }),
  )
})
