import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { massesAgree, verifiesBeforeTheCutoff } from '../rules/containers.ts'

/** Verified gross mass by weighing the packed container (SOLAS VI/2, method 1). */
export const weighContainer = defineAct({
  type: 'weigh-container/1',
  kind: 'carriage',
  label: label('Weigh the container', '整箱称重'),
  effect: 'states',
  by: ['shipper'],
  after: ['stuff-and-seal'],
  requires: ['/containers/{container}/method', '/containers/{container}/grossMass/verified'],
  rules: [verifiesBeforeTheCutoff, massesAgree],
})
