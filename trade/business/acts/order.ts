import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** A call-off under the contract: number and date only, because anything more would be a new offer. */
export const order = defineAct({
  type: 'order/1',
  kind: 'sale',
  label: label('Call-off order', '订单'),
  effect: 'states',
  by: ['buyer'],
  after: ['sign-contract'],
  requires: ['/orders/{order}/number'],
  dates: { '/orders/{order}/date': 'date' },
  once: '/orders/{order}/number',
})
