import { sale } from '@entrepot/trade/business'
import { label } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { pricedLines, priceFields, termFields } from './of-sale.ts'
import { maybe, party, shown } from './shown.ts'

/** Characters of the offer's identity by which a quotation is named. */
const NUMBER_LENGTH = 12

/** Quotation (UNCL 1001: 310): an offer or counter-offer on paper; its subject is the identity of the act that made it. */
export const quotation = defineDocument({
  definition: 'quotation/1',
  code: '310',
  title: label('Quotation', '报价单'),
  kind: 'sale',
  issuer: ['seller', 'buyer'],
  ofProposal: true,
  fields: {
    number: field('Quotation number', '报价单号', ({ subject }) => subject.slice(0, NUMBER_LENGTH) || undefined, {
      untded: '1004',
    }),
    date: shown(sale, '/offer/date'),
    fixedUntil: maybe(sale, '/offer/fixedUntil'),
    contract: maybe(sale, '/number'),
    ...party('seller', 'seller', ['Seller', '卖方']),
    ...party('buyer', 'buyer', ['Buyer', '买方']),
    ...termFields,
    finalPlace: maybe(sale, '/finalPlace'),
    shipmentFrom: maybe(sale, '/shipment/from'),
    latestShipment: maybe(sale, '/shipment/latest'),
    partial: maybe(sale, '/shipment/partial'),
    transhipment: maybe(sale, '/shipment/transhipment'),
    payment: maybe(sale, '/payment/terms'),
    creditAdvisedBy: maybe(sale, '/payment/creditAdvisedBy'),
    quantityTolerance: maybe(sale, '/quantityTolerance'),
    inspection: maybe(sale, '/inspection'),
    claimsDays: maybe(sale, '/claimsDays'),
    law: maybe(sale, '/law'),
    arbitration: maybe(sale, '/arbitration'),
    ...priceFields,
  },
  tables: { lines: pricedLines },
  wording: {
    offer: label(
      'This is an offer: it becomes a contract when an acceptance reaches us while it is open.',
      '本报价为要约；在有效期内承诺到达我方时合同成立。',
    ),
  },
  layout: {
    form: 'letter',
    blocks: [
      {
        boxes: [
          [
            { fields: ['seller', 'sellerPlace', 'sellerCountry', 'sellerRegistration'], as: 'address', span: 4 },
            { fields: ['buyer', 'buyerPlace', 'buyerCountry', 'buyerRegistration'], as: 'address', span: 4 },
            { fields: ['number', 'date', 'fixedUntil', 'contract'], as: 'pairs', span: 4 },
          ],
        ],
      },
      {
        table: 'lines',
        columns: { goods: 7, hs6: 2, origin: 2, quantity: 2, unit: 2, price: 2, amount: 3 },
        totals: { amount: 'total' },
      },
      {
        pairs: [
          'currency',
          'incoterm',
          'incotermPlace',
          'incotermEdition',
          'from',
          'to',
          'finalPlace',
          'shipmentFrom',
          'latestShipment',
          'partial',
          'transhipment',
          'quantityTolerance',
          'payment',
          'creditAdvisedBy',
          'inspection',
          'claimsDays',
          'law',
          'arbitration',
        ],
      },
      { words: ['offer'] },
    ],
  },
})
