import { date, decimal, defineKind, document, label, percent, said } from '@entrepot/trade/file'
import { creditTerms } from './elements.ts'

/** What the applicant agrees with its bank: application, charges, debit, release of documents. Apart from the credit. */
export const creditApplication = defineKind({
  name: 'creditApplication',
  label: label('Credit application', '开证申请'),
  flow: 'capital',
  capacities: { applicant: label('Applicant', '开证申请人'), issuingBank: label('Issuing bank', '开证行') },
  citesFrom: ['sale', 'credit', 'publication', 'carriage', 'cover', 'origin'],
  elements: {
    ...creditTerms('applicant'),
    '/charges/issuancePercent': said('issuingBank', percent, ['Issuance commission, %', '开证手续费率（%）']),
    '/charges/message': said('issuingBank', decimal('of the account', 2), ['Message charge', '电报费']),
    '/charges/payment': said('issuingBank', decimal('of the account', 2), ['Payment charge', '付款手续费']),
    '/drawn': said('issuingBank', decimal('of the credit', 2), ['Amount drawn', '支取金额']),
    '/debit/issuance': said('issuingBank', decimal('of the account', 2), ['Issuance commission', '开证手续费']),
    '/debit/total': said('issuingBank', decimal('of the account', 2), ['Total debited', '借记总额']),
    '/debit/date': said('issuingBank', date, ['Debited on', '借记日期']),
    '/released/{document}': said('issuingBank', document, ['Document released', '放单']),
  },
})
