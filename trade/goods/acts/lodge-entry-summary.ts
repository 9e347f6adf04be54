import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { lodgesADayBefore } from '../rules/declaring.ts'

/** The carrier lodges the entry summary declaration. */
export const lodgeEntrySummary = defineAct({
  type: 'lodge-entry-summary/1',
  kind: 'entrySummary',
  label: label('Lodge the entry summary', '提交入境摘要'),
  effect: 'states',
  by: ['carrier'],
  opens: true,
  requires: ['/goods/{line}/description', '/goods/{line}/hs6', '/container', '/vessel', '/loading', '/firstPort'],
  may: ['/goods/{line}/cartons', '/seal', '/voyage', '/loadingStarts'],
  dates: { '/lodged': 'instant' },
  rules: [lodgesADayBefore],
})
