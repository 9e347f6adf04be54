import { sale } from '@entrepot/trade/business'
import { label } from '@entrepot/trade/file'
import { defineDocument } from './define.ts'
import { pricedLines, priceFields, termFields } from './of-sale.ts'
import { maybe, party, shown } from './shown.ts'

/** Purchase order (UNCL 1001: 220): a call-off under the contract, whose terms it repeats and does not change. */
export const purchaseOrder = defineDocument({
  definition: 'purchase-order/1',
  code: '220',
  title: label('Purchase order', '采购订单'),
  kind: 'sale',
  issuer: ['buyer'],
  about: '/orders',
  fields: {
    number: shown(sale, '/orders/{order}/number'),
    date: shown(sale, '/orders/{order}/date'),
    contract: shown(sale, '/number'),
    ...party('buyer', 'buyer', ['Buyer', '买方']),
    ...party('seller', 'seller', ['Seller', '卖方']),
    ...termFields,
    finalPlace: maybe(sale, '/finalPlace'),
    shipmentFrom: maybe(sale, '/shipment/from'),
    latestShipment: maybe(sale, '/shipment/latest'),
    payment: maybe(sale, '/payment/terms'),
    ...priceFields,
  },
  tables: { lines: pricedLines },
  wording: {
    callOff: label(
      'This order calls off goods under the contract named above and changes none of its terms.',
      '本订单系在上述合同项下提取货物，不变更合同任何条件。',
    ),
    signed: label('Issued and sealed electronically by the buyer', '由买方以电子方式签发'),
  },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            {
              fields: ['buyer', 'buyerPlace', 'buyerCountry', 'buyerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['number', 'date', 'contract'], as: 'pairs', span: 6 },
          ],
          [
            {
              fields: ['seller', 'sellerPlace', 'sellerCountry', 'sellerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['incoterm', 'incotermPlace', 'incotermEdition', 'payment', 'currency'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['from', 'to', 'finalPlace'], as: 'pairs', span: 6 },
            { fields: ['shipmentFrom', 'latestShipment'], as: 'pairs', span: 6 },
          ],
        ],
      },
      {
        table: 'lines',
        columns: { goods: 7, hs6: 2, origin: 2, quantity: 2, unit: 2, price: 2, amount: 3 },
        totals: { amount: 'total' },
      },
      { words: ['callOff', 'signed'] },
    ],
  },
})
