import { duties, isMalformed } from '@entrepot/incoterms'
import { sale } from '@entrepot/trade/business'
import { type FileView, label } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { pricedLines, priceFields, termFields } from './of-sale.ts'
import { maybe, party, shown } from './shown.ts'

/** Contract of sale (UNCL 1001: 315): what was concluded by acceptance, and who signed it (CISG art. 11, 23). */
export const saleContract = defineDocument({
  definition: 'sale-contract/1',
  code: '315',
  title: label('Contract of sale', '销售合同'),
  kind: 'sale',
  issuer: ['seller', 'buyer'],
  fields: {
    number: shown(sale, '/number'),
    date: field('Concluded on', '成立日期', ({ home }) => home.text('/concluded')?.slice(0, DATE_LENGTH), {
      untded: '2326',
    }),
    place: field('Place of conclusion', '成立地点', ({ home }) => placeOfConclusion(home), { optional: true }),
    ...party('seller', 'seller', ['Seller', '卖方']),
    ...party('buyer', 'buyer', ['Buyer', '买方']),
    ...termFields,
    finalPlace: maybe(sale, '/finalPlace'),
    shipmentFrom: shown(sale, '/shipment/from'),
    latestShipment: shown(sale, '/shipment/latest'),
    partial: shown(sale, '/shipment/partial'),
    transhipment: shown(sale, '/shipment/transhipment'),
    quantityTolerance: shown(sale, '/quantityTolerance'),
    packing: maybe(sale, '/packing/wood', { label: ['Packing', '包装'] }),
    marks: maybe(sale, '/marks'),
    insurance: field('Insurance', '保险', ({ home }) => whoInsures(home.text('/incoterm/rule')), {
      prints: {
        of: {
          'ICC(A)': label(
            'by the seller, 110 % of the price, not below ICC(A)',
            '由卖方按价款110%投保，不低于协会货物条款(A)',
          ),
          'ICC(C)': label(
            'by the seller, 110 % of the price, not below ICC(C)',
            '由卖方按价款110%投保，不低于协会货物条款(C)',
          ),
          'nobody-obliged': label('neither party owes cover to the other', '双方均无投保义务'),
        },
      },
      optional: true,
    }),
    payment: shown(sale, '/payment/terms'),
    creditAdvisedBy: maybe(sale, '/payment/creditAdvisedBy'),
    documents: maybe(sale, '/payment/documents'),
    inspection: shown(sale, '/inspection'),
    claimsDays: shown(sale, '/claimsDays'),
    law: shown(sale, '/law'),
    arbitration: shown(sale, '/arbitration'),
    ...priceFields,
  },
  tables: {
    lines: pricedLines,
    signatures: {
      label: label('Signatures', '签署'),
      each: ({ home }) => home.enumerate('/signatures'),
      columns: {
        party: field('Party', '当事人', ({ home, row }) => home.text(`/parties/${row}/name`)),
        signed: shown(sale, '/signatures/{capacity}/signed'),
        date: shown(sale, '/signatures/{capacity}/date'),
      },
    },
  },
  wording: {
    forceMajeure: label('Force majeure', '不可抗力'),
    impediment: label(
      'No party answers for an impediment beyond its control (cf. CISG art. 79), of which it gives notice at once.',
      '当事人对其不能控制的障碍免责（参见《公约》第79条），但应立即通知对方。',
    ),
    electronic: label(
      'Concluded and signed by electronic acts, which this document sets out.',
      '本合同以电子方式订立和签署，本单证据以载明。',
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
            { fields: ['number', 'date', 'place'], as: 'pairs', span: 4 },
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
          'quantityTolerance',
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
          'packing',
          'marks',
          'insurance',
          'payment',
          'creditAdvisedBy',
          'documents',
          'inspection',
          'claimsDays',
          { label: 'forceMajeure', words: 'impediment' },
          'law',
          'arbitration',
        ],
      },
      { table: 'signatures', columns: { party: 6, signed: 3, date: 3 } },
      { words: ['electronic'] },
    ],
  },
})

const DATE_LENGTH = '2026-12-04'.length

/** A contract is concluded where the acceptance reaches the offeror: at the place of the party that did not accept. */
function placeOfConclusion(home: FileView): string | undefined {
  const concluded = home.read('/concluded')
  if (concluded.is !== 'present') return undefined
  return home.text(concluded.version.by === 'buyer' ? '/parties/seller/place' : '/parties/buyer/place')
}

function whoInsures(rule: string | undefined): string | undefined {
  const owed = duties(rule ?? '')
  if (isMalformed(owed)) return undefined
  return owed.cover?.clauses ?? 'nobody-obliged'
}
