import { formatMoney } from '@entrepot/money'
import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { invoiceDue } from '../figures.ts'

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
  derives: {
    '/invoices/{invoice}/due': (file, instances) => {
      const due = invoiceDue(file, instances.get('invoice') ?? '')
      return due && { amount: formatMoney(due), currency: due.currency }
    },
  },
  dates: { '/invoices/{invoice}/date': 'date' },
  once: '/invoices/{invoice}/number',
})
