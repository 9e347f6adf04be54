import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The beneficiary accepts an amendment, whole: partial acceptance is rejection (UCP 600 art. 10(e)). */
export const acceptAmendment = defineAct({
  type: 'accept-amendment/1',
  kind: 'credit',
  label: label('Accept the amendment', '接受修改'),
  effect: 'consents',
  by: ['beneficiary'],
  answers: ['amend-credit'],
  after: ['amend-credit'],
})
