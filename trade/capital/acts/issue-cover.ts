import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { insuredAmount, premiumDue } from '../charges.ts'

/** The insurer covers the goods and issues its certificate. */
export const issueCover = defineAct({
  type: 'issue-cover/1',
  kind: 'cover',
  label: label('Issue the certificate', '签发保险凭证'),
  effect: 'states',
  by: ['insurer'],
  after: ['request-cover'],
  requires: ['/certificate', '/ratePercent', '/excess', '/claimsPayable'],
  may: ['/openCover', '/claimsAgent'],
  derives: { '/insuredValue': insuredAmount, '/premium': premiumDue },
  dates: { '/issued': 'date', '/effective': 'date' },
  once: true,
})
