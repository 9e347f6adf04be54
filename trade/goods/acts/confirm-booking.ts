import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { namesAShip } from '../rules/booking.ts'

/** The carrier confirms: vessel, cut-offs, freight, free time. */
export const confirmBooking = defineAct({
  type: 'confirm-booking/1',
  kind: 'carriage',
  label: label('Confirm the booking', '确认订舱'),
  effect: 'consents',
  by: ['carrier'],
  answers: ['book'],
  after: ['book'],
  requires: ['/booking/number', '/vessel/name', '/vessel/voyage', '/booking/freight'],
  may: [
    '/vessel/imo',
    '/vessel/firstEuPort',
    '/booking/originCharges',
    '/booking/terminalHandling',
    '/freeDays/demurrage',
    '/freeDays/detention',
    '/cutoffs/{cutoff}',
  ],
  rules: [namesAShip],
})
