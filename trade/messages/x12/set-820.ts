import { day, decimal, segment, text, usual } from '@entrepot/edi'
import { payord } from '../payord.ts'
import { defineTransactionSet } from './define-set.ts'
import { amountOf, currencyOf } from './fields.ts'
import * as say from './vocabulary.ts'

/** Payment order: what PAYORD says. */
export const set820 = defineTransactionSet({
  ...payord,
  message: '820',
  fields: {
    ...payord.fields,
    amount: amountOf(payord.fields, 'amount'),
    currency: currencyOf(payord.fields, 'amount'),
  },
  body: [
    segment(
      'BPR',
      ...[usual('D'), decimal('amount'), usual('C'), usual('ZZZ')],
      ...['', '', '', '', '', '', '', '', '', '', ''],
      day('date'),
    ),
    segment('TRN', usual('1'), text('number')),
    say.currency('PR'),
    say.reference('CR', 'reference'),
    say.namedReference('purpose', 'PURPOSE'),
    say.party('PR', 'payer'),
    say.identifiedParty('PE', 'payeeId'),
  ],
})
