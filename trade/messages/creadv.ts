import { group, money, segment, text, usual } from '@entrepot/edi'
import { credit, transfer } from '@entrepot/trade/capital'
import { field, maybe, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { bank } from './credit-body.ts'
import { defineMessage } from './define.ts'
import { answeredNumber, messageNumber, organisationOf } from './envelope.ts'
import { payeeSegment, paymentFields, purposeSegment } from './payment-fields.ts'
import * as say from './vocabulary.ts'

/** NAD: a party by its identifier. */
const identified = (qualifier: string, name: string) =>
  segment('NAD', qualifier, [text(name), '', usual(say.AGENCY.agreed)])

/** What the bank kept of the amount, in words of ours. */
const kept = (name: string, field: string) =>
  group('SG8', segment('ALC', 'C', '', '', '', ['', '', '', name]), say.amount('23', field))

/** Credit advice on a credit: the nominated bank tells the beneficiary what it paid, and what it kept (UCP 600 art. 2, 7(c)). */
export const creadvNegotiation = defineMessage({
  message: 'CREADV',
  title: label('Credit advice on negotiation', '议付贷记通知'),
  kind: 'credit',
  sender: 'nominatedBank',
  receiver: 'beneficiary',
  after: 'negotiate',
  fields: {
    number: messageNumber,
    credit: shown(credit, '/number'),
    date: shown(credit, '/negotiation/date'),
    currency: shown(credit, '/terms/currency'),
    net: shown(credit, '/negotiation/net'),
    commission: shown(credit, '/negotiation/commission'),
    interest: maybe(credit, '/negotiation/interest'),
    bankId: organisationOf('nominatedBank'),
    beneficiaryId: organisationOf('beneficiary'),
  },
  body: [
    say.beginning('454'),
    say.onDay('137', 'date'),
    group('SG1', say.reference('AAC', 'credit')),
    group('SG2', say.amount('60', 'net')),
    group('SG4', identified('MS', 'bankId')),
    group('SG4', identified('BE', 'beneficiaryId')),
    group('SG7', segment('FCA', 'ZZZ'), kept('COMMISSION', 'commission'), kept('INTEREST', 'interest')),
  ],
})

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
