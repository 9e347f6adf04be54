import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The carrier's agent tells the notify party that the goods will arrive. */
export const notifyArrival = defineAct({
  type: 'notify-arrival/1',
  kind: 'carriage',
  label: label('Arrival notice', '到货通知'),
  effect: 'states',
  by: ['carrierAgent'],
  after: ['depart'],
  dates: { '/arrivalNotice': 'date' },
})
