import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** Customs of entry accepts the entry summary and gives it its number. */
export const acceptEntrySummary = defineAct({
  type: 'accept-entry-summary/1',
  kind: 'entrySummary',
  label: label('Accept the entry summary', '受理入境摘要'),
  effect: 'consents',
  by: ['customs'],
  answers: ['lodge-entry-summary'],
  requires: ['/number'],
  dates: { '/accepted': 'instant' },
  once: true,
})
