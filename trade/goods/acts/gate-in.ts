import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { comesInTurn, gatesInWithVerifiedMass } from '../rules/containers.ts'

/** A packed container enters the terminal. */
export const gateIn = defineAct({
  type: 'gate-in/1',
  kind: 'carriage',
  label: label('Gated in', '进港'),
  effect: 'states',
  by: ['terminalLoading'],
  after: ['stuff-and-seal'],
  requires: ['/containers/{container}/gatedIn'],
  once: '/containers/{container}/gatedIn',
  rules: [comesInTurn, gatesInWithVerifiedMass],
})
