import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The beneficiary rejects an amendment: the credit stays as it was (UCP 600 art. 10(c)). */
export const rejectAmendment = defineAct({
  type: 'reject-amendment/1',
  kind: 'credit',
  label: label('Reject the amendment', '拒绝修改'),
  effect: 'rejects',
  by: ['beneficiary'],
  answers: ['amend-credit'],
  after: ['amend-credit'],
})
