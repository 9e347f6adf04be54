import { count, each, group, money, ordinal, segment, text } from '@entrepot/edi'
import { sale } from '@entrepot/trade/business'
import { commercialInvoice, maybe } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageFunction } from './envelope.ts'
import { saleParties } from './sale-parties.ts'
import * as say from './vocabulary.ts'

/** Invoice: what the seller's commercial invoice states. */
export const invoic = defineMessage({
  message: 'INVOIC',
  title: label('Invoice', '发票'),
  kind: 'sale',
  sender: 'seller',
  receiver: 'buyer',
  after: commercialInvoice,
  fields: {
    ...commercialInvoice.fields,
    ...saleParties,
    function: messageFunction,
    due: maybe(sale, '/invoices/{invoice}/due'),
  },
  tables: { ...commercialInvoice.tables },
  leavesOut: { payable: 'the amount due says it, with or without deductions' },
  body: [
    say.beginningAgain('380'),
    say.onDay('137', 'date'),
    group('SG1', say.reference('CT', 'contract')),
    group('SG1', say.reference('ON', 'order')),
    group('SG1', say.reference('AAC', 'credit')),
    say.registeredParty('SG2', 'SG3', ['BY', 'buyer']),
    say.registeredParty('SG2', 'SG3', ['SE', 'seller']),
    group('SG7', say.currency('4')),
    group('SG8', say.payment),
    say.carriage('SG9', 'SG10'),
    say.tradeTerm('SG12'),
    group(
      'SG14',
      say.cartons('cartons'),
      say.kilograms('AAD', 'grossKg'),
      say.kilograms('AAC', 'netKg'),
      group('SG15', say.marks('marks')),
    ),
    each(
      'deductions',
      group(
        'SG16',
        segment('ALC', 'A', '', '', '', ['', '', '', text('reason', 2)]),
        group('SG20', segment('MOA', ['8', money('amount')])),
      ),
    ),
    each(
      'lines',
      group(
        'SG26',
        segment('LIN', ordinal('line')),
        ...[say.heading, say.goods, say.quantity('47'), say.origin],
        group('SG27', say.amount('203', 'amount')),
        group('SG29', say.price),
      ),
    ),
    segment('UNS', 'S'),
    segment('CNT', ['2', count('lines')]),
    group('SG50', say.amount('79', 'total')),
    group('SG50', segment('MOA', ['9', money('due')])),
    group('SG50', segment('MOA', ['64', money('freight')])),
    group('SG50', segment('MOA', ['316', money('premium')])),
  ],
})
