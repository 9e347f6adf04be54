import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Customs of import releases the goods for free circulation. */
export const releaseImport = defineAct({
  type: 'release-import/1',
  kind: 'importDeclaration',
  label: label('Release for free circulation', '进口放行'),
  effect: 'states',
  by: ['customs'],
  after: ['assess-import', 'prove-payment'],
  dates: { '/released': 'date' },
  once: true,
})
