import { count, each, group, ordinal, segment } from '@entrepot/edi'
import { quotation } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageFunction, quotationNumber } from './envelope.ts'
import { saleParties } from './sale-parties.ts'
import * as say from './vocabulary.ts'

/** Quotation: an offer of the seller, as its quotation states it. */
export const quotes = defineMessage({
  message: 'QUOTES',
  title: label('Quotation', '报价单'),
  kind: 'sale',
  sender: 'seller',
  receiver: 'buyer',
  after: quotation,
  ofProposal: true,
  fields: { ...quotation.fields, ...saleParties, number: quotationNumber, function: messageFunction },
  tables: { ...quotation.tables },
  body: [
    say.beginningAgain('310'),
    say.onDay('137', 'date'),
    say.at('36', 'fixedUntil'),
    say.onDay('37', 'shipmentFrom'),
    say.onDay('38', 'latestShipment'),
    say.remark('ABG', 'partial'),
    say.remark('ABH', 'transhipment'),
    say.condition('TOLERANCE', 'quantityTolerance'),
    say.condition('INSPECTION', 'inspection'),
    say.condition('CLAIMS DAYS', 'claimsDays'),
    say.condition('LAW', 'law'),
    say.condition('ARBITRATION', 'arbitration'),
    group('SG1', say.reference('CT', 'contract')),
    group('SG4', say.currency('12')),
    group('SG5', say.payment, say.onDay('265', 'creditAdvisedBy')),
    say.tradeTerm('SG6'),
    say.registeredParty('SG11', 'SG12', ['BY', 'buyer']),
    say.registeredParty('SG11', 'SG12', ['SE', 'seller']),
    say.carriage('SG15', 'SG16'),
    each(
      'lines',
      group(
        'SG27',
        segment('LIN', ordinal('line')),
        ...[say.heading, say.goods, say.quantity('1'), say.origin],
        group('SG29', say.amount('203', 'amount')),
        group('SG31', say.price),
      ),
    ),
    segment('UNS', 'S'),
    say.amount('86', 'total'),
    segment('CNT', ['2', count('lines')]),
  ],
})
