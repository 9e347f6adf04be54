import { alsoRead, count, each, group, ordinal, segment } from '@entrepot/edi'
import { purchaseOrder } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageFunction } from './envelope.ts'
import { saleParties } from './sale-parties.ts'
import * as say from './vocabulary.ts'

/** Purchase order: a call-off under the contract, as the buyer's order states it. */
export const orders = defineMessage({
  message: 'ORDERS',
  title: label('Purchase order', '采购订单'),
  kind: 'sale',
  sender: 'buyer',
  receiver: 'seller',
  after: purchaseOrder,
  fields: { ...purchaseOrder.fields, ...saleParties, function: messageFunction },
  tables: { ...purchaseOrder.tables },
  body: [
    say.beginningAgain('220'),
    say.onDay('137', 'date'),
    say.onDay('37', 'shipmentFrom'),
    say.onDay('38', 'latestShipment'),
    group('SG1', say.reference('CT', 'contract')),
    say.registeredParty('SG2', 'SG3', ['BY', 'buyer']),
    say.registeredParty('SG2', 'SG3', ['SE', 'seller']),
    alsoRead(say.registeredParty('SG2', 'SG3', ['SU', 'seller'])),
    group('SG7', say.currency('9')),
    group('SG8', say.payment),
    say.carriage('SG10', 'SG11'),
    say.tradeTerm('SG12'),
    each(
      'lines',
      group(
        'SG28',
        segment('LIN', ordinal('line')),
        ...[say.heading, say.goods, say.quantity('21'), say.origin, say.amount('203', 'amount')],
        group('SG32', say.price),
      ),
    ),
    segment('UNS', 'S'),
    say.amount('86', 'total'),
    alsoRead(say.amount('79', 'total')),
    alsoRead(say.amount('128', 'total')),
    segment('CNT', ['2', count('lines')]),
  ],
})
