import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { fitsTheContract } from '../rules/terms.ts'

/** The beneficiary compares the credit with its contract: workable, or an amendment is asked for. */
export const checkCredit = defineAct({
  type: 'check-credit/1',
  kind: 'credit',
  label: label('Check the credit', '审证'),
  effect: 'states',
  readsDossier: true,
  by: ['beneficiary'],
  after: ['advise-credit'],
  requires: ['/check/result'],
  may: ['/check/remarks'],
  rules: [fitsTheContract],
})
