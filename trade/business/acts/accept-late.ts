import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesLate } from '../rules/acceptance.ts'

/** A late acceptance: it concludes nothing by itself; the offeror may let it hold without delay (CISG art. 21(1)). */
export const acceptLate = defineAct({
  type: 'accept-late/1',
  kind: 'sale',
  label: label('Late acceptance', '逾期承诺'),
  hint: label(
    'The time for acceptance is over. The contract is concluded only if the other side lets your acceptance hold at once.',
    '承诺期限已过。只有对方立即确认有效，合同才成立。',
  ),
  effect: 'proposes',
  by: ['seller', 'buyer'],
  answers: ['offer'],
  until: ['accept'],
  rules: [comesLate],
})
