import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The carrier notes under which entry summary declaration the cargo may be loaded. */
export const noteEntrySummary = defineAct({
  type: 'note-entry-summary/1',
  kind: 'carriage',
  label: label('Entry summary accepted', '入境摘要已受理'),
  effect: 'states',
  by: ['carrier'],
  after: ['instruct-shipping'],
  requires: ['/entrySummary'],
})
