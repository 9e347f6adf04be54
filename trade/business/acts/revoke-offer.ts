import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { mayRevoke } from '../rules/taking-back.ts'

/** Withdrawal or revocation of an offer (CISG art. 15(2), 16). */
export const revokeOffer = defineAct({
  type: 'revoke-offer/1',
  kind: 'sale',
  label: label('Withdraw or revoke an offer', '撤回或撤销报盘'),
  effect: 'retracts',
  by: ['seller', 'buyer'],
  answers: ['offer', 'enquire'],
  until: ['accept'],
  rules: [mayRevoke],
})
