import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Acceptance as of release 0.1: of an offer as it is. Superseded by `accept/2`, which may change what is immaterial. */
export const acceptOne = defineAct({
  type: 'accept/1',
  kind: 'sale',
  label: label('Acceptance', '承诺'),
  effect: 'consents',
  by: ['seller', 'buyer'],
  answers: ['offer'],
  dates: { '/concluded': 'instant' },
  until: ['accept'],
  upcast: (statements) => statements,
})
