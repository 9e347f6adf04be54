import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { shippedInPeriod } from '../rules/contract.ts'

/** The seller tells the buyer what was shipped (CISG art. 32; Incoterms 2020 A10). */
export const adviseShipment = defineAct({
  type: 'advise-shipment/1',
  kind: 'sale',
  label: label('Shipping advice', '装运通知'),
  effect: 'states',
  by: ['seller', 'buyer'],
  after: ['invoice'],
  requires: ['/shipping/onBoard'],
  may: ['/shipping/vessel', '/shipping/voyage', '/shipping/billOfLading', '/shipping/container/{container}'],
  rules: [shippedInPeriod],
})
