import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesInTurn } from '../rules/containers.ts'
import { releasedTwice } from '../rules/loading.ts'

/** A container leaves the terminal: customs and the carrier must both have released it. */
export const gateOut = defineAct({
  type: 'gate-out/1',
  kind: 'carriage',
  label: label('Gated out', '出港'),
  effect: 'states',
  by: ['terminalDischarge'],
  after: ['discharge', 'order-delivery'],
  requires: ['/containers/{container}/exit'],
  dates: { '/containers/{container}/gatedOut': 'date' },
  once: '/containers/{container}/exit',
  rules: [comesInTurn, releasedTwice],
})
