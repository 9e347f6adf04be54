import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { isWellFormedCredit } from '../rules/terms.ts'
import { OPTIONAL_TERMS, REQUIRED_TERMS } from './apply-credit.ts'

/** The issuing bank amends: it is bound at once, the credit changes only when the beneficiary accepts (UCP 600 art. 10(b)-(c)). */
export const amendCredit = defineAct({
  type: 'amend-credit/1',
  kind: 'credit',
  label: label('Amend the credit', '修改信用证'),
  effect: 'proposes',
  by: ['issuingBank'],
  after: ['issue-credit'],
  may: [...REQUIRED_TERMS, ...OPTIONAL_TERMS],
  rules: [isWellFormedCredit],
})
