import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Both have what they bargained for: the file of the sale is closed. */
export const closeSale = defineAct({
  type: 'close-sale/1',
  kind: 'sale',
  label: label('Close the sale', '结案'),
  effect: 'states',
  by: ['seller', 'buyer'],
  after: ['examine-goods'],
  once: true,
})
