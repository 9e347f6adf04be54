import { choice, date, defineKind, label, money, said, text } from '@entrepot/trade/file'

/** One payment through a bank that keeps the accounts of both (or of the payer, towards another bank). */
export const transfer = defineKind({
  name: 'transfer',
  label: label('Payment', '付款'),
  flow: 'capital',
  capacities: { payer: label('Payer', '付款人'), bank: label('Bank', '银行'), payee: label('Payee', '收款人') },
  citesFrom: ['sale', 'carriage', 'cover', 'importDeclaration'],
  elements: {
    '/amount': said('payer', money, ['Amount', '金额'], { untded: '5004' }),
    '/purpose': said(
      'payer',
      choice({
        goods: label('price of the goods', '货款'),
        freight: label('freight', '海运费'),
        premium: label('insurance premium', '保险费'),
        originCharges: label('charges at origin', '起运港费用'),
        terminalHandling: label('terminal handling', '码头操作费'),
        onCarriage: label('on-carriage', '内陆运费'),
        dutyAndTax: label('duty and tax', '关税和税款'),
      }),
      ['Purpose', '用途'],
    ),
    '/reference': said('payer', text(35), ['Reference', '参考号'], { untded: '1154' }),
    '/ordered': said('payer', date, ['Ordered on', '指示日期']),
    '/executed': said('bank', date, ['Executed on', '执行日期']),
    '/rejected': said('bank', text(200), ['Rejected because', '拒绝原因']),
  },
})
