import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The authority refuses a licence, and says why. */
export const refuseLicence = defineAct({
  type: 'refuse-licence/1',
  kind: 'licence',
  label: label('Refuse the licence', '不予许可'),
  effect: 'rejects',
  by: ['authority'],
  answers: ['apply-licence'],
  until: ['grant-licence'],
  requires: ['/refused'],
  once: true,
})
