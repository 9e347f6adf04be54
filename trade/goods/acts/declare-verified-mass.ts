import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { massesAgree, verifiesBeforeTheCutoff } from '../rules/containers.ts'
import { verifiedMass } from '../masses.ts'

/** Verified gross mass of a packed container (SOLAS VI/2). Method 2 is computed: cargo, dunnage, tare. */
export const declareVerifiedMass = defineAct({
  type: 'declare-verified-mass/1',
  kind: 'carriage',
  label: label('Verified gross mass', '申报 VGM'),
  effect: 'states',
  by: ['shipper'],
  after: ['stuff-and-seal'],
  requires: ['/containers/{container}/method', '/containers/{container}/dunnageKg'],
  derives: { '/containers/{container}/grossMass/verified': verifiedMass },
  rules: [verifiesBeforeTheCutoff, massesAgree],
})
