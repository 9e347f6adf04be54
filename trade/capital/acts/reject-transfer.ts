import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { customer, holderOf, moneyIn, movement } from '../postings.ts'

/** The bank rejects a payment: what was held is free again. */
export const rejectTransfer = defineAct({
  type: 'reject-transfer/1',
  kind: 'transfer',
  label: label('Reject the payment', '拒绝付款'),
  effect: 'rejects',
  by: ['bank'],
  answers: ['order-transfer'],
  after: ['order-transfer'],
  until: ['execute-transfer', 'reject-transfer'],
  requires: ['/rejected'],
  effects(file, act) {
    const amount = moneyIn(file.value('/amount'))
    if (!amount || act.answers === undefined) return []
    const [debit, credit] = [customer(holderOf(file, 'payer')), customer(holderOf(file, 'payee'))]
    const hold = { act: act.answers, name: 'amount' }
    return [movement(holderOf(file, 'bank'), 'amount', { kind: 'voidHold', hold, debit, credit, ...amount })]
  },
})
