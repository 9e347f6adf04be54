import type { Input } from '../golden.ts'
import { payment } from '../payment.ts'
import type { Group } from '../timetable.ts'
import { group, momentsOf } from '../write.ts'

const SUMMER = '+02:00'

/** The price, and duty and tax: both from the buyer's accounts. */
export function paymentSteps(input: Input): Group[] {
  const on = momentsOf(input)
  const bank = 'bank'
  return [
    group(
      on('priceOrdered'),
      SUMMER,
      ...payment({ purpose: 'goods', payer: 'buyer', payee: 'seller', bank, money: ['sale', 'invoices/i1/due'] }),
    ),
    group(
      on('dutyAndVatPaid'),
      SUMMER,
      ...payment({
        purpose: 'dutyAndTax',
        payer: 'buyer',
        payee: 'treasury',
        bank,
        money: ['importDeclaration', 'payable'],
      }),
    ),
  ]
}
