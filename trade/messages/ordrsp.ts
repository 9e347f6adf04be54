import { count, each, group, ordinal, segment, text, usual } from '@entrepot/edi'
import { sale } from '@entrepot/trade/business'
import { maybe, priceFields, pricedLines, shown } from '@entrepot/trade/documents'
import { type FileState, type FoldableAct, label, segmentsOf } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageDate, messageNumber } from './envelope.ts'
import { saleParties } from './sale-parties.ts'
import * as say from './vocabulary.ts'

/** Order response: the seller confirms an order as it is. */
export const ordrsp = defineMessage({
  message: 'ORDRSP',
  title: label('Order response', '订单回复'),
  kind: 'sale',
  sender: 'seller',
  receiver: 'buyer',
  after: 'confirm-order',
  about: confirmedOrder,
  fields: {
    number: messageNumber,
    date: messageDate,
    order: shown(sale, '/orders/{order}/number'),
    orderDate: shown(sale, '/orders/{order}/date'),
    contract: maybe(sale, '/number'),
    ...saleParties,
    ...priceFields,
  },
  tables: { lines: pricedLines },
  body: [
    segment('BGM', usual('231'), text('number'), usual('29'), usual('AP')),
    say.onDay('137', 'date'),
    group('SG1', say.reference('ON', 'order'), say.onDay('171', 'orderDate')),
    group('SG1', say.reference('CT', 'contract')),
    say.registeredParty('SG3', 'SG4', ['BY', 'buyer']),
    say.registeredParty('SG3', 'SG4', ['SE', 'seller']),
    group('SG8', say.currency('9')),
    each(
      'lines',
      group(
        'SG26',
        segment('LIN', ordinal('line'), usual('5')),
        ...[say.heading, say.goods, say.quantity('21'), say.origin, say.amount('203', 'amount')],
        group('SG30', say.price),
      ),
    ),
    segment('UNS', 'S'),
    say.amount('86', 'total'),
    segment('CNT', ['2', count('lines')]),
  ],
})

/** The order that a confirmation answers, by its instance. */
function confirmedOrder({ answers }: FoldableAct, home: FileState): string | undefined {
  const order = answers === undefined ? undefined : home.byIdentity.get(answers)
  const stated = order?.statements.find(({ path }) => path.startsWith('/orders/'))
  return stated && segmentsOf(stated.path)[1]
}
