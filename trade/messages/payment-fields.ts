import { type Content, following, segment, text, usual } from '@entrepot/edi'
import { transfer } from '@entrepot/trade/capital'
import { maybe, party, shown } from '@entrepot/trade/documents'
import { organisationOf } from './envelope.ts'
import { AGENCY } from './vocabulary.ts'

/** What a payment order and a credit advice both say: amount, purpose, reference, payer, bank and payee. */
export const paymentFields = {
  amount: shown(transfer, '/amount'),
  purpose: shown(transfer, '/purpose'),
  reference: maybe(transfer, '/reference'),
  payerId: organisationOf('payer'),
  ...party('payer', 'payer', ['Payer', '付款人']),
  payeeId: organisationOf('payee'),
}

/** What each purpose is in the code list of business functions (UNCL 4025): goods, insurance premium, tax; services are bought and sold. */
const FUNCTIONS: Readonly<Record<string, string>> = { goods: 'GDS', premium: 'INS', dutyAndTax: 'TAX' }
const SERVICES = 'SCV'

const functionOf = (purpose: Content): string =>
  typeof purpose === 'string' && Object.hasOwn(FUNCTIONS, purpose) ? (FUNCTIONS[purpose] ?? SERVICES) : SERVICES

/** BUS: what the payment is for. */
export const purposeSegment = segment('BUS', ['1', following('purpose', functionOf), '', '', text('purpose')])

/** NAD: the payee, an identifier: its name is certified when it enters, which it need not do to be paid. */
export const payeeSegment = segment('NAD', 'BE', [text('payeeId'), '', usual(AGENCY.agreed)])
