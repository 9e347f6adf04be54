import { date, defineKind, label, money, said } from '@entrepot/trade/file'

/** An account that a bank keeps for a customer: its opening balance is a posting like any other. */
export const account = defineKind({
  name: 'account',
  label: label('Account', '账户'),
  flow: 'capital',
  capacities: { bank: label('Bank', '银行'), holder: label('Account holder', '账户持有人') },
  citesFrom: [],
  elements: {
    '/opening': said('bank', money, ['Opening balance', '期初余额']),
    '/opened': said('bank', date, ['Opened on', '开户日期']),
  },
})
