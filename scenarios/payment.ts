import type { Untimed } from './timetable.ts'
import { cited, enter } from './write.ts'

/** A payment between two customers of one bank. */
export interface Payment {
  readonly purpose: string
  readonly payer: string
  readonly payee: string
  readonly bank: string
  /** The element that says how much: file and path. */
  readonly money: readonly [file: string, path: string]
}

/** Ordered by its payer, executed by the bank. */
export function payment({ purpose, payer, payee, bank, money: [from, path] }: Payment): Untimed[] {
  const file = `transfer-${purpose}`
  return [
    {
      ...{ name: `${purpose} ordered`, by: payer, as: 'payer', act: 'order-transfer/1', file },
      opens: { kind: 'transfer', parties: { payer, bank, payee } },
      keyed: { '/purpose': purpose },
      cited: cited(from, { '/amount': path }),
    },
    ...enter(file, [[bank, 'bank']]),
    { name: `${purpose} paid`, by: bank, as: 'bank', act: 'execute-transfer/1', file, answers: `${purpose} ordered` },
  ]
}
