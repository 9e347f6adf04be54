import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { customer, holderOf, movement } from '../postings.ts'

/** The advising bank debits its fee to the beneficiary, apart from the proceeds. */
export const debitAdvisingFee = defineAct({
  type: 'debit-advising-fee/1',
  kind: 'credit',
  label: label('Debit the advising fee', '借记通知费'),
  effect: 'states',
  by: ['nominatedBank'],
  after: ['advise-credit'],
  once: true,
  effects(file) {
    const amount = file.text('/charges/advising')
    const currency = file.text('/terms/currency')
    if (amount === undefined || currency === undefined) return []
    const debit = customer(holderOf(file, 'beneficiary'))
    return [movement(holderOf(file, 'nominatedBank'), 'advising', { debit, credit: 'income', amount, currency })]
  },
})
