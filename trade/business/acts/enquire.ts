import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** A buyer asks for goods; not yet an offer, because no price is named (CISG art. 14(1)). */
export const enquire = defineAct({
  type: 'enquire/1',
  kind: 'sale',
  label: label('Enquiry', '询盘'),
  hint: label('Say what you need, how much of it and where it shall go.', '说明所需货物、数量和目的地。'),
  effect: 'proposes',
  by: ['buyer', 'seller'],
  opens: true,
  requires: ['/lines/{line}/goods', '/lines/{line}/quantity', '/lines/{line}/unit'],
  may: ['/currency', '/finalPlace', '/incoterm/rule', '/incoterm/edition', '/incoterm/place', '/payment/terms'],
})
