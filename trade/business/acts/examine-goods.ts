import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { notifiesInTime } from '../rules/contract.ts'

/** The buyer examines the goods: conforming, or notice of what is wrong (CISG art. 38, 39). */
export const examineGoods = defineAct({
  type: 'examine-goods/1',
  kind: 'sale',
  label: label('Goods examined', '检验货物'),
  effect: 'states',
  by: ['buyer'],
  after: ['accept'],
  requires: ['/examination/result'],
  may: ['/delivered', '/examination/lack', '/lines/{line}/received'],
  dates: { '/examination/date': 'date' },
  rules: [notifiesInTime],
})
