import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The haulier names its charge for on-carriage. */
export const quoteOnCarriage = defineAct({
  type: 'quote-on-carriage/1',
  kind: 'carriage',
  label: label('On-carriage charge', '内陆运费报价'),
  effect: 'states',
  by: ['haulier'],
  after: ['confirm-booking'],
  requires: ['/booking/onCarriage'],
})
