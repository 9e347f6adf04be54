import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { actsAsController } from '../rules/bill.ts'

/** The holder surrenders the bill of lading for delivery of the goods. */
export const surrenderBill = defineAct({
  type: 'surrender-bill/1',
  kind: 'carriage',
  label: label('Surrender the bill of lading', '交还提单'),
  effect: 'states',
  by: ['consignee'],
  after: ['issue-bill'],
  dates: { '/bill/surrendered': 'date' },
  once: true,
  rules: [actsAsController],
})
