import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The advising bank passes the credit on, satisfied of its apparent authenticity (UCP 600 art. 9). */
export const adviseCredit = defineAct({
  type: 'advise-credit/1',
  kind: 'credit',
  label: label('Advise the credit', '通知信用证'),
  effect: 'states',
  by: ['nominatedBank'],
  after: ['issue-credit'],
  requires: ['/advice/authenticity'],
  may: [
    '/charges/advising',
    '/charges/negotiationPercent',
    '/charges/interestPercent',
    '/charges/interestDays',
    '/charges/dayBasis',
  ],
  dates: { '/advice/date': 'date' },
  once: true,
})
