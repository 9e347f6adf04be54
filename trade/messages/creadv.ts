import { group, money, segment } from '@entrepot/edi'
import { transfer } from '@entrepot/trade/capital'
import { field, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { bank } from './credit-body.ts'
import { defineMessage } from './define.ts'
import { answeredNumber, messageNumber } from './envelope.ts'
import { payeeSegment, paymentFields, purposeSegment } from './payment-fields.ts'
import * as say from './vocabulary.ts'

/** Credit advice: the bank tells the payee that its account was credited. */
export const creadv = defineMessage({
  message: 'CREADV',
  title: label('Credit advice', '贷记通知'),
  kind: 'transfer',
  sender: 'bank',
  receiver: 'payee',
  after: 'execute-transfer',
  fields: {
    number: messageNumber,
    order: answeredNumber,
    date: shown(transfer, '/executed'),
    bank: field('Bank', '银行', ({ home }) => home.text('/parties/bank/name'), { optional: true }),
    ...paymentFields,
  },
  leavesOut: { payerRegistration: 'its identifier says it' },
  body: [
    say.beginning('454'),
    purposeSegment,
    say.onDay('137', 'date'),
    group('SG1', say.reference('AEK', 'order')),
    group('SG1', say.reference('PQ', 'reference')),
    group('SG2', segment('MOA', ['60', money('amount')])),
    group('SG3', bank('BF', 'bank')),
    group('SG4', say.party('OY', 'payer')),
    group('SG4', payeeSegment),
  ],
})
