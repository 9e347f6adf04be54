import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The seller confirms a call-off order. */
export const confirmOrder = defineAct({
  type: 'confirm-order/1',
  kind: 'sale',
  label: label('Confirm the order', '确认订单'),
  effect: 'consents',
  by: ['seller'],
  answers: ['order'],
  after: ['order'],
})
