import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { reimbursed } from '../charges.ts'
import { holderOf, movement, vostro } from '../postings.ts'
import { afterItsComplyingExamination } from '../rules/examination.ts'

/** The issuing bank reimburses the bank that negotiated, on the account which it keeps for it. */
export const reimburse = defineAct({
  type: 'reimburse/1',
  kind: 'credit',
  label: label('Reimburse', '偿付'),
  effect: 'states',
  by: ['issuingBank'],
  after: ['forward-documents', 'examine-documents'],
  derives: { '/reimbursed/amount': reimbursed },
  dates: { '/reimbursed/date': 'date' },
  once: true,
  rules: [afterItsComplyingExamination],
  effects(file) {
    const amount = file.text('/reimbursed/amount')
    const currency = file.text('/terms/currency')
    if (amount === undefined || currency === undefined) return []
    const credit = vostro(holderOf(file, 'nominatedBank'))
    return [movement(holderOf(file, 'issuingBank'), 'reimbursement', { debit: 'receivable', credit, amount, currency })]
  },
})
