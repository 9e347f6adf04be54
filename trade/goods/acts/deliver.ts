import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesInTurn } from '../rules/containers.ts'

/** The goods are delivered at the final place. */
export const deliver = defineAct({
  type: 'deliver/1',
  kind: 'carriage',
  label: label('Delivered', '送达'),
  effect: 'states',
  by: ['haulier'],
  after: ['gate-out'],
  requires: ['/containers/{container}/handover'],
  dates: { '/containers/{container}/delivered': 'date' },
  once: '/containers/{container}/handover',
  rules: [comesInTurn],
})
