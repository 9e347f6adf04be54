import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import {
  assessedDuty,
  assessedIncidental,
  assessedPayable,
  assessedValue,
  assessedVat,
  assessedVatBase,
} from '../assessment.ts'
import { assessesInFull } from '../rules/assessing.ts'
import { ratesOfTheMonth } from '../rules/declaring.ts'

/** Customs assesses duty and tax, per line and per tax, on published rates and measures. */
export const assessImport = defineAct({
  type: 'assess-import/1',
  kind: 'importDeclaration',
  label: label('Assess duty and tax', '核定税款'),
  effect: 'states',
  by: ['customs'],
  after: ['accept-import'],
  requires: ['/rate/perUnit', '/rate/month', '/vatPercent', '/items/{line}/dutyPercent', '/assessment/currency'],
  derives: {
    '/assessment/{line}/value': assessedValue,
    '/assessment/{line}/duty': assessedDuty,
    '/assessment/{line}/incidental': assessedIncidental,
    '/assessment/{line}/vatBase': assessedVatBase,
    '/assessment/{line}/vat': assessedVat,
    '/payable': assessedPayable,
  },
  dates: { '/assessed': 'date' },
  rules: [ratesOfTheMonth, assessesInFull],
})
