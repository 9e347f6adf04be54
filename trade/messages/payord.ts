import { group, money, segment } from '@entrepot/edi'
import { transfer } from '@entrepot/trade/capital'
import { shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageNumber } from './envelope.ts'
import { payeeSegment, paymentFields, purposeSegment } from './payment-fields.ts'
import * as say from './vocabulary.ts'

/** Payment order: the payer orders its bank to pay. Bank and payee are identifiers until they enter. */
export const payord = defineMessage({
  message: 'PAYORD',
  title: label('Payment order', '付款指示'),
  kind: 'transfer',
  sender: 'payer',
  receiver: 'bank',
  after: 'order-transfer',
  fields: { number: messageNumber, date: shown(transfer, '/ordered'), ...paymentFields },
  leavesOut: { payerRegistration: 'its identifier says it' },
  body: [
    say.beginning('450'),
    purposeSegment,
    say.onDay('137', 'date'),
    group('SG1', say.reference('PQ', 'reference')),
    group('SG2', segment('MOA', ['371', money('amount')])),
    group('SG3', segment('FII', 'OR')),
    group('SG4', say.party('OY', 'payer')),
    group('SG4', payeeSegment),
  ],
})
