import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The chamber certifies what the exporter declared. */
export const certifyOrigin = defineAct({
  type: 'certify-origin/1',
  kind: 'origin',
  label: label('Certify origin', '签发原产地证'),
  effect: 'consents',
  by: ['chamber'],
  answers: ['apply-origin'],
  until: ['refuse-origin'],
  requires: ['/number'],
  may: ['/retrospective'],
  dates: { '/certified': 'date' },
  once: true,
})
