import { count, decimal, each, group, ordinal, segment, text } from '@entrepot/edi'
import { linesOf, sale } from '@entrepot/trade/business'
import { maybe, party as partyOf, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import { beginning, goods, namedPlace, onDay, party, payment, quantity, tradeTerm } from './vocabulary.ts'

/** Request for quotation: the buyer's enquiry, as it stands before the seller has offered. */
export const reqote = defineMessage({
  message: 'REQOTE',
  title: label('Request for quotation', '询价单'),
  kind: 'sale',
  sender: 'buyer',
  receiver: 'seller',
  after: 'enquire',
  about: (act) => act.identity,
  ofProposal: true,
  fields: {
    number: messageNumber,
    date: messageDate,
    buyerId: organisationOf('buyer'),
    ...partyOf('buyer', 'buyer', ['Buyer', '买方']),
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
    beginning('311'),
    onDay('137', 'date'),
    group('SG4', segment('CUX', ['2', text('currency'), '12'])),
    group('SG5', payment),
    tradeTerm('SG6'),
    group('SG11', party('BY', 'buyer'), group('SG12', segment('RFF', ['XA', text('buyerRegistration')]))),
    group('SG11', segment('NAD', 'SE', [text('sellerId'), '', 'ZZZ'])),
    group('SG15', segment('TDT', '20'), group('SG16', namedPlace('20', 'finalPlace'))),
    each('lines', group('SG27', segment('LIN', ordinal('line')), goods, quantity('1'))),
    segment('UNS', 'S'),
    segment('CNT', ['2', count('lines')]),
  ],
})
