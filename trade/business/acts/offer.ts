import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { advisesIncoterm } from '../rules/incoterm.ts'
import { isDefinite, mayReply } from '../rules/formation.ts'

/** An offer or a counter-offer: it carries over what it answers, and says only what is new. */
export const offer = defineAct({
  type: 'offer/1',
  kind: 'sale',
  label: label('Offer or counter-offer', '报盘或还盘'),
  hint: label('Say what you change; the rest stays as in what you answer.', '只填写变更内容，其余沿用所答复的条件。'),
  effect: 'proposes',
  by: ['seller', 'buyer'],
  answers: ['enquire', 'offer'],
  requires: ['/lines/{line}/price'],
  may: [
    '/number',
    '/lines/{line}/goods',
    '/lines/{line}/quantity',
    '/lines/{line}/unit',
    '/lines/{line}/hs6',
    '/lines/{line}/origin',
    '/currency',
    '/quantityTolerance',
    '/incoterm/rule',
    '/incoterm/edition',
    '/incoterm/place',
    '/deliveryPort',
    '/finalPlace',
    '/shipment/from',
    '/shipment/latest',
    '/shipment/partial',
    '/shipment/transhipment',
    '/inspection',
    '/claimsDays',
    '/law',
    '/arbitration',
    '/payment/terms',
    '/payment/creditAdvisedBy',
    '/payment/documents',
    '/offer/fixedUntil',
  ],
  dates: { '/offer/date': 'date' },
  until: ['accept'],
  rules: [mayReply, isDefinite, advisesIncoterm],
})
