import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { paysWhatIsDue } from '../rules/declaring.ts'

/** The importer shows that duty and tax were paid. */
export const provePayment = defineAct({
  type: 'prove-payment/1',
  kind: 'importDeclaration',
  label: label('Show payment of duty and tax', '出示缴税凭证'),
  effect: 'states',
  by: ['importer'],
  after: ['assess-import'],
  requires: ['/paid'],
  dates: { '/paidOn': 'date' },
  rules: [paysWhatIsDue],
})
