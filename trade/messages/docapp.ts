import { group, segment } from '@entrepot/edi'
import { creditApplication } from '@entrepot/trade/capital'
import { maybe, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import * as credit from './credit-body.ts'
import { defineMessage } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Application for a documentary credit: the applicant's terms. The bank is an identifier: its name is certified when it enters. */
export const docapp = defineMessage({
  message: 'DOCAPP',
  title: label('Application for a documentary credit', '开证申请书'),
  kind: 'creditApplication',
  sender: 'applicant',
  receiver: 'issuingBank',
  after: 'apply-credit',
  fields: {
    number: messageNumber,
    date: messageDate,
    bankId: organisationOf('issuingBank'),
    rules: shown(creditApplication, '/terms/rules'),
    contract: maybe(creditApplication, '/terms/contract'),
    applicant: shown(creditApplication, '/terms/applicant'),
    beneficiary: shown(creditApplication, '/terms/beneficiary'),
    amount: shown(creditApplication, '/terms/amount'),
    currency: shown(creditApplication, '/terms/currency'),
    amountTolerance: maybe(creditApplication, '/terms/amountTolerance'),
    available: shown(creditApplication, '/terms/available'),
    tenor: shown(creditApplication, '/terms/tenor'),
    confirmation: maybe(creditApplication, '/terms/confirmation'),
    latestShipment: maybe(creditApplication, '/terms/latestShipment'),
    expiryDate: shown(creditApplication, '/terms/expiryDate'),
    expiryPlace: shown(creditApplication, '/terms/expiryPlace'),
    presentationDays: maybe(creditApplication, '/terms/presentationDays'),
    receipt: maybe(creditApplication, '/terms/receipt'),
    from: maybe(creditApplication, '/terms/from'),
    to: maybe(creditApplication, '/terms/to'),
    finalDestination: maybe(creditApplication, '/terms/finalDestination'),
    partial: maybe(creditApplication, '/terms/partial'),
    transhipment: maybe(creditApplication, '/terms/transhipment'),
    incoterm: maybe(creditApplication, '/terms/incoterm'),
    documents: shown(creditApplication, '/terms/documents'),
    conditions: maybe(creditApplication, '/terms/conditions'),
    insurancePercent: maybe(creditApplication, '/terms/insurancePercent'),
    charges: maybe(creditApplication, '/terms/charges'),
  },
  tables: {
    goods: {
      label: label('Goods', '货物'),
      each: ({ home }) => home.enumerate('/terms/goods'),
      columns: { description: shown(creditApplication, '/terms/goods/{line}') },
    },
  },
  body: [
    say.beginning('460'),
    ...credit.instructions,
    credit.chargesAsTold,
    credit.irrevocable,
    say.onDay('137', 'date'),
    credit.presentationPeriod,
    ...credit.termsInWords,
    group('SG1', segment('FII', 'AZ'), say.reference('XA', 'bankId')),
    ...credit.partiesAndShipment,
    group('SG6', say.namedPlace('20', 'finalDestination')),
    group('SG7', segment('PAI', ['ZZZ'])),
    ...credit.draftsAndTerm(),
    ...credit.goodsAndDocuments('SG13', 'SG14'),
  ],
})
