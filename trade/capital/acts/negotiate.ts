import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { commission, interestOn, netProceeds } from '../charges.ts'
import { customer, holderOf, movement } from '../postings.ts'
import { afterItsComplyingExamination } from '../rules/examination.ts'

/** The nominated bank negotiates: it buys the draft and pays the beneficiary, less commission and interest (UCP 600 art. 2, 7(c)). */
export const negotiate = defineAct({
  type: 'negotiate/1',
  kind: 'credit',
  label: label('Negotiate', '议付'),
  effect: 'states',
  by: ['nominatedBank'],
  after: ['examine-documents'],
  derives: {
    '/negotiation/commission': commission,
    '/negotiation/interest': interestOn,
    '/negotiation/net': netProceeds,
  },
  dates: { '/negotiation/date': 'date' },
  once: true,
  rules: [afterItsComplyingExamination],
  effects(file) {
    const bank = holderOf(file, 'nominatedBank')
    const currency = file.text('/terms/currency') ?? ''
    const bills = 'bills'
    const move = (name: string, credit: string, amount: string | undefined) =>
      amount === undefined ? [] : [movement(bank, name, { debit: bills, credit, amount, currency })]
    return [
      ...move('net', customer(holderOf(file, 'beneficiary')), file.text('/negotiation/net')),
      ...move('commission', 'income', file.text('/negotiation/commission')),
      ...move('interest', 'income', file.text('/negotiation/interest')),
    ]
  },
})
