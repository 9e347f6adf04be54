import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'

/** The seller numbers and dates its invoice; what it says is derived. */
export const invoice = defineAct({
  type: 'invoice/1',
  kind: 'sale',
  label: label('Invoice', '开具发票'),
  effect: 'states',
  by: ['seller'],
  after: ['accept', 'pack'],
  requires: ['/invoices/{invoice}/number'],
  may: [
    '/invoices/{invoice}/credit',
    '/invoices/{invoice}/freight',
    '/invoices/{invoice}/premium',
    '/invoices/{invoice}/deductions/{deduction}/reason',
    '/invoices/{invoice}/deductions/{deduction}/amount',
  ],
  dates: { '/invoices/{invoice}/date': 'date' },
  once: '/invoices/{invoice}/number',
})
