import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { actsAsController } from '../rules/bill.ts'

/** The shipper endorses the bill that was made out to its order (MLETR art. 15). */
export const endorseBill = defineAct({
  type: 'endorse-bill/1',
  kind: 'carriage',
  label: label('Endorse the bill of lading', '背书提单'),
  effect: 'states',
  by: ['shipper'],
  after: ['issue-bill'],
  until: ['surrender-bill'],
  requires: ['/bill/endorsement'],
  dates: { '/bill/endorsed': 'date' },
  rules: [actsAsController],
})
