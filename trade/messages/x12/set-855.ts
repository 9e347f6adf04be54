import { day, decimal, group, segment, text, usual } from '@entrepot/edi'
import { ordrsp } from '../ordrsp.ts'
import { defineTransactionSet } from './define-set.ts'
import { describedIn } from './fields.ts'
import * as say from './vocabulary.ts'

/** Order response: what ORDRSP says. */
export const set855 = defineTransactionSet({
  ...ordrsp,
  message: '855',
  tables: {
    lines: describedIn(ordrsp.tables),
  },
  body: [
    segment('BAK', usual('00'), usual('AD'), text('order'), day('orderDate'), '', '', '', text('number'), day('date')),
    say.currency('SE'),
    say.reference('CT', 'contract'),
    say.party('BY', 'buyer', { registered: true }),
    say.party('SE', 'seller', { registered: true }),
    say.pricedLine(group('ACK', segment('ACK', usual('IA'), decimal('quantity'), say.unit))),
    say.lineTotals,
  ],
})
