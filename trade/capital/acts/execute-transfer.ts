import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { customer, holderOf, moneyIn, movement } from '../postings.ts'

/** The bank executes a payment: what was held is posted. */
export const executeTransfer = defineAct({
  type: 'execute-transfer/1',
  kind: 'transfer',
  label: label('Execute the payment', '执行付款'),
  effect: 'consents',
  by: ['bank'],
  answers: ['order-transfer'],
  after: ['order-transfer'],
  until: ['execute-transfer', 'reject-transfer'],
  dates: { '/executed': 'date' },
  effects(file, act) {
    const amount = moneyIn(file.value('/amount'))
    if (!amount || act.answers === undefined) return []
    const [debit, credit] = [customer(holderOf(file, 'payer')), customer(holderOf(file, 'payee'))]
    const hold = { act: act.answers, name: 'amount' }
    return [movement(holderOf(file, 'bank'), 'amount', { kind: 'postHold', hold, debit, credit, ...amount })]
  },
})
