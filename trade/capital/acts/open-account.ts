import { defineAct } from '@entrepot/trade/act'
import { label } from '@entrepot/trade/file'
import { customer, holderOf, moneyIn, movement } from '../postings.ts'

/** A bank opens an account with its opening balance, posted against its own capital. */
export const openAccount = defineAct({
  type: 'open-account/1',
  kind: 'account',
  label: label('Open an account', '开立账户'),
  effect: 'states',
  by: ['bank'],
  opens: true,
  requires: ['/opening'],
  dates: { '/opened': 'date' },
  effects(file) {
    const opening = moneyIn(file.value('/opening'))
    if (!opening) return []
    return [
      movement(holderOf(file, 'bank'), 'opening', {
        debit: 'cash',
        credit: customer(holderOf(file, 'holder')),
        ...opening,
      }),
    ]
  },
})
