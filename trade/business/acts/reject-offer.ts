import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Rejection: an offer ends when its rejection reaches the offeror (CISG art. 17). */
export const rejectOffer = defineAct({
  type: 'reject-offer/1',
  kind: 'sale',
  label: label('Reject an offer', '拒绝报盘'),
  effect: 'rejects',
  by: ['seller', 'buyer'],
  answers: ['offer', 'enquire'],
  until: ['accept'],
})
