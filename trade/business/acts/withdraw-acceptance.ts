import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { mayWithdrawAcceptance } from '../rules/taking-back.ts'

/** The offeree withdraws its acceptance, in time only together with it (CISG art. 22); or revokes what became a counter-offer. */
export const withdrawAcceptance = defineAct({
  type: 'withdraw-acceptance/1',
  kind: 'sale',
  label: label('Withdraw the acceptance', '撤回承诺'),
  hint: label(
    'An acceptance is withdrawn by what reaches the other side before it or together with it.',
    '撤回通知须先于承诺或与其同时送达对方。',
  ),
  effect: 'retracts',
  by: ['seller', 'buyer'],
  answers: ['accept', 'accept-late'],
  rules: [mayWithdrawAcceptance],
})
