import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { concludes } from '../rules/acceptance.ts'

/**
 * Acceptance of an offer: the contract is concluded when it reaches the offeror (CISG art. 18(2), 23), with what it changes
 * that is immaterial, unless he objects (19(2)). Answering a late acceptance, it lets that hold (21(1)).
 */
export const accept = defineAct({
  type: 'accept/2',
  kind: 'sale',
  label: label('Acceptance', '承诺'),
  hint: label(
    'You are bound by every term of the offer that you accept. What you add here is immaterial: it binds unless the other side objects at once.',
    '接受后，双方受该报盘全部条件约束。此处可作非实质性添加：对方未立即反对即有约束力。',
  ),
  effect: 'consents',
  by: ['seller', 'buyer'],
  answers: ['offer', 'accept', 'accept-late'],
  mayCross: true,
  may: ['/number', '/lines/{line}/hs6', '/finalPlace', '/marks'],
  dates: { '/concluded': 'instant' },
  until: ['accept'],
  rules: [concludes],
})
