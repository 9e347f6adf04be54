import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { cited, CN, enter, group, momentsOf, NL } from '../write.ts'

/** A payment between two customers of one bank: what for, from whom, to whom, when, on which element. */
interface Payment {
  readonly purpose: string
  readonly payer: string
  readonly payee: string
  readonly bank: string
  readonly time: string
  readonly amount: readonly [file: string, path: string]
}

const PAYMENTS: readonly Payment[] = [
  {
    purpose: 'premium',
    payer: 'seller',
    payee: 'insurer',
    bank: 'nominatedBank',
    time: 'premiumPaid',
    amount: ['cover', 'premium'],
  },
  {
    ...{
      purpose: 'originCharges',
      payer: 'seller',
      payee: 'carrier',
      bank: 'nominatedBank',
      time: 'originChargesPaid',
    },
    amount: ['carriage', 'booking/originCharges'],
  },
  {
    purpose: 'freight',
    payer: 'seller',
    payee: 'carrier',
    bank: 'nominatedBank',
    time: 'freightPaid',
    amount: ['carriage', 'booking/freight'],
  },
  {
    ...{ purpose: 'dutyAndTax', payer: 'buyer', payee: 'treasury', bank: 'issuingBank', time: 'dutyAndVatPaid' },
    amount: ['importDeclaration', 'payable'],
  },
  {
    ...{
      purpose: 'terminalHandling',
      payer: 'buyer',
      payee: 'carrierAgent',
      bank: 'issuingBank',
      time: 'terminalHandlingPaid',
    },
    amount: ['carriage', 'booking/terminalHandling'],
  },
  {
    ...{ purpose: 'onCarriage', payer: 'buyer', payee: 'haulier', bank: 'issuingBank', time: 'onCarriagePaid' },
    amount: ['carriage', 'booking/onCarriage'],
  },
]

/** Freight, premium, charges, duty and tax: each ordered by its payer and executed by the bank. */
export function paymentSteps(input: Input): Group[] {
  return PAYMENTS.map(({ purpose, payer, payee, bank, time, amount: [file, path] }) =>
    group(
      momentsOf(input)(time),
      bank === 'issuingBank' ? NL : CN,
      {
        ...{ name: `${purpose} ordered`, by: payer, as: 'payer', act: 'order-transfer/1', file: `transfer-${purpose}` },
        opens: { kind: 'transfer', parties: { payer, bank, payee } },
        keyed: { '/purpose': purpose },
        cited: cited(file, { '/amount': path }),
      },
      ...enter(`transfer-${purpose}`, [[bank, 'bank']]),
      {
        ...{ name: `${purpose} paid`, by: bank, as: 'bank', act: 'execute-transfer/1', file: `transfer-${purpose}` },
        answers: `${purpose} ordered`,
      },
    ),
  )
}
