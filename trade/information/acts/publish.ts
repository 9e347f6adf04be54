import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** A publisher opens a publication with its first data. */
export const publish = defineAct({
  type: 'publish/1',
  kind: 'publication',
  label: label('Publish', '发布'),
  effect: 'states',
  by: ['publisher'],
  opens: true,
  requires: ['/title', '/standing'],
  may: [
    '/rates/{rate}/perUnit',
    '/rates/{rate}/dated',
    '/rates/{rate}/month',
    '/measures/{measure}/heading',
    '/measures/{measure}/commodity',
    '/measures/{measure}/dutyPercent',
    '/measures/{measure}/exportLicence',
    '/taxes/{tax}/percent',
    '/charges/{charge}/percent',
    '/charges/{charge}/amount',
    '/charges/{charge}/days',
    '/charges/{charge}/dayBasis',
  ],
})
