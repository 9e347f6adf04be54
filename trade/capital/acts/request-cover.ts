import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { asksForEnough, insuresAsTheTermSays } from '../rules/cover.ts'

/** The insured asks for cover. */
export const requestCover = defineAct({
  type: 'request-cover/1',
  kind: 'cover',
  label: label('Request cover', '投保'),
  effect: 'states',
  readsDossier: true,
  by: ['insured'],
  opens: true,
  requires: ['/value', '/currency', '/percent', '/clauses', '/goods/{line}', '/from', '/to'],
  may: ['/marks', '/invoice', '/finalPlace', '/vessel', '/voyage', '/endorsement'],
  dates: { '/requested': 'date' },
  rules: [insuresAsTheTermSays, asksForEnough],
})
