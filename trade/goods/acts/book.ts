import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { booksAsTheTermSays, suitsContainers } from '../rules/booking.ts'

/** A booking is asked for by whoever the trade term makes book. */
export const book = defineAct({
  type: 'book/1',
  kind: 'carriage',
  label: label('Request a booking', '订舱'),
  effect: 'states',
  by: ['booker'],
  opens: true,
  requires: ['/goods/{line}/description', '/booking/from', '/booking/to'],
  may: [
    '/contract',
    '/goods/{line}/hs6',
    '/booking/terms',
    '/booking/finalPlace',
    '/booking/latest',
    '/booking/container',
  ],
  rules: [booksAsTheTermSays, suitsContainers],
})
