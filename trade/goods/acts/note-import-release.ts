import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The receiver shows carrier's agent and terminal that customs released the goods. */
export const noteImportRelease = defineAct({
  type: 'note-import-release/1',
  kind: 'carriage',
  label: label('Import release shown', '出示进口放行'),
  effect: 'states',
  by: ['consignee'],
  after: ['depart'],
  requires: ['/importRelease'],
})
