import type { Input } from '../golden.ts'
import { type Payment, payment } from '../payment.ts'
import type { Group } from '../timetable.ts'
import { CN, group, momentsOf, NL } from '../write.ts'

const atQingdao = { bank: 'nominatedBank', payer: 'seller' }
const atRotterdam = { bank: 'issuingBank', payer: 'buyer' }

const PAYMENTS: readonly (Payment & { readonly time: string })[] = [
  { ...atQingdao, purpose: 'premium', payee: 'insurer', time: 'premiumPaid', money: ['cover', 'premium'] },
  {
    ...atQingdao,
    purpose: 'originCharges',
    payee: 'carrier',
    time: 'originChargesPaid',
    money: ['carriage', 'booking/originCharges'],
  },
  { ...atQingdao, purpose: 'freight', payee: 'carrier', time: 'freightPaid', money: ['carriage', 'booking/freight'] },
  {
    ...atRotterdam,
    purpose: 'dutyAndTax',
    payee: 'treasury',
    time: 'dutyAndVatPaid',
    money: ['importDeclaration', 'payable'],
  },
  {
    ...atRotterdam,
    purpose: 'terminalHandling',
    payee: 'carrierAgent',
    time: 'terminalHandlingPaid',
    money: ['carriage', 'booking/terminalHandling'],
  },
  {
    ...atRotterdam,
    purpose: 'onCarriage',
    payee: 'haulier',
    time: 'onCarriagePaid',
    money: ['carriage', 'booking/onCarriage'],
  },
]

/** Freight, premium, charges, duty and tax: each ordered by its payer and executed by the bank. */
export function paymentSteps(input: Input): Group[] {
  const on = momentsOf(input)
  return PAYMENTS.map((each) => group(on(each.time), each.bank === 'issuingBank' ? NL : CN, ...payment(each)))
}
