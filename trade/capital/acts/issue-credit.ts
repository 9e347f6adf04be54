import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { isWellFormedCredit } from '../rules/terms.ts'
import { OPTIONAL_TERMS, REQUIRED_TERMS } from './apply-credit.ts'

/** The issuing bank issues: from now it is bound (UCP 600 art. 7(b)). */
export const issueCredit = defineAct({
  type: 'issue-credit/1',
  kind: 'credit',
  label: label('Issue the credit', '开立信用证'),
  effect: 'states',
  by: ['issuingBank'],
  opens: true,
  requires: ['/number', ...REQUIRED_TERMS],
  may: ['/reimbursement', '/reimbursingBank', '/adviseThrough', ...OPTIONAL_TERMS],
  dates: { '/issued': 'date' },
  rules: [isWellFormedCredit],
})
