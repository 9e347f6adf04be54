import { day, segment, text, usual } from '@entrepot/edi'
import { orders } from '../orders.ts'
import { defineTransactionSet } from './define-set.ts'
import { describedIn } from './fields.ts'
import * as say from './vocabulary.ts'

/** Purchase order: what ORDERS says. */
export const set850 = defineTransactionSet({
  ...orders,
  message: '850',
  tables: {
    lines: describedIn(orders.tables),
  },
  body: [
    segment('BEG', say.purpose, usual('SA'), text('number'), '', day('date')),
    say.currency('BY'),
    say.reference('CT', 'contract'),
    say.tradeTerm,
    say.payment,
    say.onDay('037', 'shipmentFrom'),
    say.onDay('038', 'latestShipment'),
    ...say.carriage(),
    say.party('BY', 'buyer', { registered: true }),
    say.party('SE', 'seller', { registered: true }),
    say.namedParty('ST', 'finalPlace'),
    say.pricedLine(),
    say.lineTotals,
  ],
})
