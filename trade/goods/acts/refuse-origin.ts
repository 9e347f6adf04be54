import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The chamber refuses to certify, and says why. */
export const refuseOrigin = defineAct({
  type: 'refuse-origin/1',
  kind: 'origin',
  label: label('Refuse to certify', '不予签证'),
  effect: 'rejects',
  by: ['chamber'],
  answers: ['apply-origin'],
  until: ['certify-origin'],
  requires: ['/refused'],
  once: true,
})
