import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { drawsWithinTheCredit } from '../rules/presentation.ts'

/** The beneficiary draws on the drawee that the credit names. */
export const drawDraft = defineAct({
  type: 'draw-draft/1',
  kind: 'credit',
  label: label('Draw the draft', '开立汇票'),
  effect: 'states',
  by: ['beneficiary'],
  after: ['advise-credit'],
  requires: ['/draft/number', '/draft/amount'],
  dates: { '/draft/date': 'date' },
  rules: [drawsWithinTheCredit],
})
