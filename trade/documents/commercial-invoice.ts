import { sale } from '@entrepot/trade/business'
import { label } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { moneyText, packedFields, payable, pricedLines, priceFields, termFields } from './of-sale.ts'
import { maybe, party, shown } from './shown.ts'

/** Commercial invoice (UNCL 1001: 380), issued by the seller in the file of the sale (UCP 600 art. 18). */
export const commercialInvoice = defineDocument({
  definition: 'commercial-invoice/1',
  code: '380',
  title: label('Commercial invoice', '商业发票'),
  kind: 'sale',
  issuer: ['seller'],
  about: '/invoices',
  fields: {
    number: shown(sale, '/invoices/{invoice}/number'),
    date: shown(sale, '/invoices/{invoice}/date'),
    ...party('seller', 'seller', ['Seller', '卖方']),
    ...party('buyer', 'buyer', ['Buyer', '买方']),
    contract: shown(sale, '/number'),
    order: field(
      'Order number',
      '订单号',
      ({ home }) => joined(home.enumerate('/orders').map((order) => home.text(`/orders/${order}/number`))),
      { untded: '1022', optional: true },
    ),
    credit: maybe(sale, '/invoices/{invoice}/credit'),
    payment: maybe(sale, '/payment/terms'),
    ...termFields,
    finalPlace: maybe(sale, '/finalPlace'),
    ...packedFields,
    ...priceFields,
    freight: maybe(sale, '/invoices/{invoice}/freight'),
    premium: maybe(sale, '/invoices/{invoice}/premium'),
    payable: field('Payable', '应付金额', ({ home, subject }) => moneyText(payable(home, subject)), {
      optional: true,
      prints: 'number',
    }),
  },
  tables: {
    lines: pricedLines,
    deductions: {
      label: label('Deductions', '扣减'),
      each: ({ home, subject }) => home.enumerate(`/invoices/${subject}/deductions`),
      columns: {
        reason: field('Deducted for', '扣减原因', ({ home, subject, row }) =>
          home.text(`/invoices/${subject}/deductions/${row}/reason`),
        ),
        amount: field(
          'Deduction',
          '扣减金额',
          ({ home, subject, row }) => home.value(`/invoices/${subject}/deductions/${row}/amount`),
          { prints: 'number' },
        ),
      },
    },
  },
  wording: { signed: label('Issued and sealed electronically by the seller', '由卖方以电子方式签发') },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            {
              fields: ['seller', 'sellerPlace', 'sellerCountry', 'sellerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['number', 'date', 'contract', 'order', 'credit'], as: 'pairs', span: 6 },
          ],
          [
            {
              fields: ['buyer', 'buyerPlace', 'buyerCountry', 'buyerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['incoterm', 'incotermPlace', 'incotermEdition', 'payment', 'currency'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['from', 'to', 'finalPlace'], as: 'pairs', span: 6 },
            { fields: ['marks'], as: 'address', span: 6 },
          ],
        ],
      },
      {
        table: 'lines',
        columns: { goods: 7, hs6: 2, origin: 2, quantity: 2, unit: 2, price: 2, amount: 3 },
        totals: { amount: 'total' },
      },
      { table: 'deductions', columns: { reason: 9, amount: 3 }, totals: { amount: 'payable' } },
      {
        boxes: [
          [
            { fields: ['cartons', 'netKg', 'grossKg'], as: 'pairs', span: 6 },
            { fields: ['freight', 'premium'], as: 'pairs', span: 6, words: ['signed'], height: 18 },
          ],
        ],
      },
    ],
  },
})

/** Texts in one line, or nothing where there is none. */
const joined = (texts: readonly (string | undefined)[]): string | undefined =>
  texts.filter((text) => text !== undefined).join(', ') || undefined
