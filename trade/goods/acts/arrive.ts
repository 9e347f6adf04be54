import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The vessel arrives at the port of discharge. */
export const arrive = defineAct({
  type: 'arrive/1',
  kind: 'carriage',
  label: label('Arrived', '到港'),
  effect: 'states',
  by: ['carrier'],
  after: ['depart'],
  dates: { '/arrived': 'instant' },
  once: true,
})
