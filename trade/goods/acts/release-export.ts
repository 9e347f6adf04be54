import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Customs of export releases the goods, inspected or not. */
export const releaseExport = defineAct({
  type: 'release-export/1',
  kind: 'exportDeclaration',
  label: label('Release for export', '出口放行'),
  effect: 'states',
  by: ['customs'],
  after: ['accept-export'],
  requires: ['/inspection'],
  dates: { '/released': 'instant' },
  once: true,
})
