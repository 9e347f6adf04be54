import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesInTurn } from '../rules/containers.ts'
import { returnsWithinFreeTime } from '../rules/loading.ts'

/** The empty container is returned: detention stops. */
export const returnEmpty = defineAct({
  type: 'return-empty/1',
  kind: 'carriage',
  label: label('Empty returned', '还空箱'),
  effect: 'states',
  by: ['haulier'],
  after: ['deliver'],
  requires: ['/containers/{container}/return'],
  dates: { '/containers/{container}/returned': 'date' },
  once: '/containers/{container}/return',
  rules: [comesInTurn, returnsWithinFreeTime],
})
