import { group, segment } from '@entrepot/edi'
import { documentaryCredit } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import * as credit from './credit-body.ts'
import { defineMessage } from './define.ts'
import { messageFunction, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

const TOLD =
  'the issuing bank tells its applicant what it issued on its application, under which number and through which bank'

/** Documentary credit issuance information: the issuing bank tells the applicant what it has issued. */
export const docinf = defineMessage({
  message: 'DOCINF',
  title: label('Documentary credit issued', '信用证开立通知'),
  kind: 'credit',
  sender: 'issuingBank',
  receiver: { kind: 'creditApplication', capacity: 'applicant' },
  after: documentaryCredit,
  fields: { ...documentaryCredit.fields, function: messageFunction, issuingBankId: organisationOf('issuingBank') },
  tables: { ...documentaryCredit.tables },
  leavesOut: {
    reimbursingBank: 'between the banks',
    reimbursement: 'between the banks',
    adviseThrough: 'between the banks',
  },
  declassifies: [
    { element: 'credit:/number', fields: ['number'], because: TOLD },
    { element: 'credit:/issued', fields: ['issued'], because: TOLD },
    { element: 'credit:/parties/nominatedBank/name', fields: ['nominatedBank'], because: TOLD },
  ],
  body: [
    say.beginningAgain('200'),
    say.reference('AAC', 'number'),
    say.onDay('422', 'issued'),
    credit.presentationPeriod,
    credit.irrevocable,
    ...credit.instructions,
    credit.chargesAsTold,
    ...credit.termsInWords,
    group('SG1', credit.bank('AZ', 'issuingBank'), say.reference('XA', 'issuingBankId')),
    group('SG1', credit.bank('CPA', 'nominatedBank')),
    ...credit.partiesAndShipment,
    group('SG6', say.namedPlace('20', 'finalDestination')),
    group('SG7', segment('PAI', ['38']), credit.bank('DA', 'nominatedBank')),
    ...credit.draftsAndTerm([credit.bank('DW', 'drawee')]),
    ...credit.goodsAndDocuments('SG12', 'SG13'),
  ],
})
