import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { holderOf, movement, nostro } from '../postings.ts'

/** The nominated bank finds the reimbursement on its account with the issuing bank: the negotiated bill is paid. */
export const recordReimbursement = defineAct({
  type: 'record-reimbursement/1',
  kind: 'credit',
  label: label('Record the reimbursement', '记录偿付入账'),
  effect: 'states',
  by: ['nominatedBank'],
  after: ['reimburse'],
  once: true,
  effects(file) {
    const amount = file.text('/reimbursed/amount')
    const currency = file.text('/terms/currency')
    if (amount === undefined || currency === undefined) return []
    const debit = nostro(holderOf(file, 'issuingBank'))
    return [
      movement(holderOf(file, 'nominatedBank'), 'reimbursement', {
        debit,
        credit: 'bills',
        amount,
        currency,
      }),
    ]
  },
})
