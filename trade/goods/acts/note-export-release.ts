import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The shipper shows the carrier and the terminal that customs released the goods for export. */
export const noteExportRelease = defineAct({
  type: 'note-export-release/1',
  kind: 'carriage',
  label: label('Export release shown', '出示出口放行'),
  effect: 'states',
  by: ['shipper'],
  after: ['book'],
  requires: ['/exportRelease'],
})
