import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The exporter applies for a licence that a measure demands. */
export const applyLicence = defineAct({
  type: 'apply-licence/1',
  kind: 'licence',
  label: label('Apply for a licence', '申请许可证'),
  effect: 'states',
  by: ['exporter'],
  opens: true,
  requires: ['/goods', '/hs6', '/quantity', '/unit'],
  may: ['/measure', '/contract', '/destination'],
  dates: { '/applied': 'date' },
})
