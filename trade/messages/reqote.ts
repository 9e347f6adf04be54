import { count, each, group, ordinal, segment, text, usual } from '@entrepot/edi'
import { linesOf, sale } from '@entrepot/trade/business'
import { maybe, party, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Request for quotation: the buyer's enquiry. The seller is an identifier: its name is certified when it enters. */
export const reqote = defineMessage({
  message: 'REQOTE',
  title: label('Request for quotation', '询价单'),
  kind: 'sale',
  sender: 'buyer',
  receiver: 'seller',
  after: 'enquire',
  about: ({ identity }) => identity,
  ofProposal: true,
  fields: {
    number: messageNumber,
    date: messageDate,
    buyerId: organisationOf('buyer'),
    ...party('buyer', 'buyer', ['Buyer', '买方']),
    sellerId: organisationOf('seller'),
    currency: maybe(sale, '/currency'),
    incoterm: maybe(sale, '/incoterm/rule'),
    incotermEdition: maybe(sale, '/incoterm/edition'),
    incotermPlace: maybe(sale, '/incoterm/place'),
    finalPlace: maybe(sale, '/finalPlace'),
    payment: maybe(sale, '/payment/terms'),
  },
  tables: {
    lines: {
      label: label('Goods', '货物'),
      each: ({ home }) => linesOf(home),
      columns: {
        goods: shown(sale, '/lines/{line}/goods'),
        quantity: shown(sale, '/lines/{line}/quantity'),
        unit: shown(sale, '/lines/{line}/unit'),
      },
    },
  },
  body: [
    say.beginning('311'),
    say.onDay('137', 'date'),
    group('SG4', say.currency('12')),
    group('SG5', say.payment),
    say.tradeTerm('SG6'),
    say.registeredParty('SG11', 'SG12', ['BY', 'buyer']),
    group('SG11', segment('NAD', 'SE', [text('sellerId'), '', usual(say.AGENCY.agreed)])),
    group('SG15', segment('TDT', '20'), group('SG16', say.namedPlace('20', 'finalPlace'))),
    each('lines', group('SG27', segment('LIN', ordinal('line')), say.goods, say.quantity('1'))),
    segment('UNS', 'S'),
    segment('CNT', ['2', count('lines')]),
  ],
})
