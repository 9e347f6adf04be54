import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { declaredMass } from '../masses.ts'
import { massesAgree } from '../rules/containers.ts'

/** Shipping instructions: what the bill of lading shall say. */
export const instructShipping = defineAct({
  type: 'instruct-shipping/1',
  kind: 'carriage',
  label: label('Shipping instructions', '提单补料'),
  effect: 'states',
  by: ['shipper'],
  after: ['stuff-and-seal'],
  requires: ['/instructions/form', '/instructions/freight'],
  may: ['/marks'],
  derives: { '/containers/{container}/grossMass/declared': declaredMass },
  rules: [massesAgree],
})
