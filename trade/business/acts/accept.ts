import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { isInTime } from '../rules/formation.ts'

/** Acceptance of an offer: the contract is concluded when it reaches the offeror (CISG art. 18(2), 23). */
export const accept = defineAct({
  type: 'accept/1',
  kind: 'sale',
  label: label('Acceptance', '承诺'),
  hint: label('You are bound by every term of the offer that you accept.', '接受后，双方受该报盘全部条件约束。'),
  effect: 'consents',
  by: ['seller', 'buyer'],
  answers: ['offer'],
  dates: { '/concluded': 'instant' },
  until: ['accept'],
  rules: [isInTime],
})
