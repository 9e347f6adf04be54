import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesInTurn, massesAgree } from '../rules/containers.ts'

/** A container is discharged and weighed at outturn. */
export const discharge = defineAct({
  type: 'discharge/1',
  kind: 'carriage',
  label: label('Discharged', '卸船'),
  effect: 'states',
  by: ['terminalDischarge'],
  after: ['arrive'],
  requires: ['/containers/{container}/discharged'],
  may: ['/containers/{container}/grossMass/outturn'],
  once: '/containers/{container}/discharged',
  rules: [comesInTurn, massesAgree],
})
