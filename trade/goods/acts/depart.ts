import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The vessel sails. */
export const depart = defineAct({
  type: 'depart/1',
  kind: 'carriage',
  label: label('Departed', '离港'),
  effect: 'states',
  by: ['carrier'],
  after: ['load'],
  dates: { '/departed': 'instant' },
  once: true,
})
