import { group, segment } from '@entrepot/edi'
import { credit as creditFile } from '@entrepot/trade/capital'
import { documentaryCredit, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import * as credit from './credit-body.ts'
import { defineMessage } from './define.ts'
import { organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Documentary credit advice: the advising bank passes the credit on to the beneficiary (UCP 600 art. 9). */
export const docadv = defineMessage({
  message: 'DOCADV',
  title: label('Documentary credit advice', '信用证通知书'),
  kind: 'credit',
  sender: 'nominatedBank',
  receiver: 'beneficiary',
  after: 'advise-credit',
  fields: {
    ...documentaryCredit.fields,
    date: shown(creditFile, '/advice/date'),
    issuingBankId: organisationOf('issuingBank'),
    nominatedBankId: organisationOf('nominatedBank'),
  },
  tables: { ...documentaryCredit.tables },
  leavesOut: {
    reimbursingBank: 'between the banks',
    reimbursement: 'between the banks',
    adviseThrough: 'between the banks',
  },
  body: [
    say.beginning('466'),
    say.reference('AAC', 'number'),
    credit.irrevocable,
    ...credit.instructions,
    credit.chargesAsTold,
    say.onDay('137', 'date'),
    say.onDay('422', 'issued'),
    credit.presentationPeriod,
    ...credit.termsInWords,
    group('SG1', credit.bank('AZ', 'issuingBank'), say.reference('XA', 'issuingBankId')),
    group('SG1', credit.bank('CPA', 'nominatedBank'), say.reference('XA', 'nominatedBankId')),
    ...credit.partiesAndShipment,
    group('SG6', say.namedPlace('20', 'finalDestination')),
    group('SG7', segment('PAI', ['38']), credit.bank('DA', 'nominatedBank')),
    ...credit.draftsAndTerm([credit.bank('DW', 'drawee')]),
    ...credit.goodsAndDocuments('SG12', 'SG13'),
  ],
})
