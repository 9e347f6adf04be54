import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { issuanceCommission, totalDebited } from '../charges.ts'
import { customer, holderOf, movement } from '../postings.ts'

/** The issuing bank debits the applicant: what was drawn, and its charges. */
export const debitApplicant = defineAct({
  type: 'debit-applicant/1',
  kind: 'creditApplication',
  label: label('Debit the applicant', '借记申请人'),
  effect: 'states',
  by: ['issuingBank'],
  after: ['apply-credit'],
  requires: ['/drawn', '/charges/issuancePercent', '/charges/message', '/charges/payment'],
  derives: { '/debit/issuance': issuanceCommission, '/debit/total': totalDebited },
  dates: { '/debit/date': 'date' },
  once: true,
  effects(file) {
    const bank = holderOf(file, 'issuingBank')
    const debit = customer(holderOf(file, 'applicant'))
    const currency = file.text('/terms/currency') ?? ''
    const move = (name: string, credit: string, amount: string | undefined) =>
      amount === undefined ? [] : [movement(bank, name, { debit, credit, amount, currency })]
    return [
      ...move('drawn', 'receivable', file.text('/drawn')),
      ...move('issuance', 'income', file.text('/debit/issuance')),
      ...move('message', 'income', file.text('/charges/message')),
      ...move('payment', 'income', file.text('/charges/payment')),
    ]
  },
})
