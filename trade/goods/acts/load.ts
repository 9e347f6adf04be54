import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesInTurn, gatesInWithVerifiedMass } from '../rules/containers.ts'
import { onBoardDay } from '../masses.ts'
import { loadsWhatIsReleased } from '../rules/loading.ts'

/** Goods are on board: the local date at the port counts, whatever the ship's clock says. */
export const load = defineAct({
  type: 'load/1',
  kind: 'carriage',
  label: label('Loaded on board', '装船'),
  effect: 'states',
  by: ['carrier'],
  after: ['gate-in'],
  requires: ['/containers/{container}/loaded'],
  derives: { '/onBoard': onBoardDay },
  once: '/containers/{container}/loaded',
  rules: [comesInTurn, gatesInWithVerifiedMass, loadsWhatIsReleased],
})
