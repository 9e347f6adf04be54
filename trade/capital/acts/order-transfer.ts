import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { customer, holderOf, moneyIn, movement } from '../postings.ts'

/** A payer orders its bank to pay: the amount is held on its account. */
export const orderTransfer = defineAct({
  type: 'order-transfer/1',
  kind: 'transfer',
  label: label('Order a payment', '付款指示'),
  effect: 'states',
  by: ['payer'],
  opens: true,
  requires: ['/amount', '/purpose'],
  may: ['/reference'],
  dates: { '/ordered': 'date' },
  effects(file) {
    const amount = moneyIn(file.value('/amount'))
    if (!amount) return []
    const [debit, credit] = [customer(holderOf(file, 'payer')), customer(holderOf(file, 'payee'))]
    return [movement(holderOf(file, 'bank'), 'amount', { kind: 'hold', debit, credit, ...amount })]
  },
})
