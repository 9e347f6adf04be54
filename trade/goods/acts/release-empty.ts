import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { isAContainer } from '../rules/containers.ts'

/** An empty container is picked up: its number and tare are the carrier's statements. */
export const releaseEmpty = defineAct({
  type: 'release-empty/1',
  kind: 'carriage',
  label: label('Empty picked up', '提空箱'),
  effect: 'states',
  by: ['carrier'],
  after: ['confirm-booking'],
  requires: ['/containers/{container}/number', '/containers/{container}/type', '/containers/{container}/tareKg'],
  may: ['/containers/{container}/toleranceKg'],
  dates: { '/containers/{container}/pickedUp': 'date' },
  once: '/containers/{container}/number',
  rules: [isAContainer],
})
