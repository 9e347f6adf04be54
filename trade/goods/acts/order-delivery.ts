import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The carrier's agent releases the goods for delivery, against the surrendered bill. */
export const orderDelivery = defineAct({
  type: 'order-delivery/1',
  kind: 'carriage',
  label: label('Delivery order', '签发提货单'),
  effect: 'states',
  by: ['carrierAgent'],
  after: ['surrender-bill', 'discharge'],
  requires: ['/delivery/order'],
  dates: { '/delivery/ordered': 'date' },
  once: true,
})
