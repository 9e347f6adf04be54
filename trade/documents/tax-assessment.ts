import { formatMoney, type Money, sumMoney } from '@entrepot/money'
import { importDeclaration as file } from '@entrepot/trade/goods'
import { amountAt, type FileView, label } from '@entrepot/trade/file'
import { defineDocument, type Field, field } from './define.ts'
import { invoiceLine } from './of-declaration.ts'
import { maybe, party, shown, stated } from './shown.ts'

/** Tax assessment (UNCL 1001: 965): duty and tax of a declaration, per item and per tax, with base, rate and amount. */
export const taxAssessment = defineDocument({
  definition: 'tax-assessment/1',
  code: '965',
  title: label('Assessment of duty and tax', '海关税款核定书'),
  kind: 'importDeclaration',
  issuer: ['customs'],
  readers: ['importer', 'declarant', 'customs'],
  fields: {
    number: shown(file, '/number'),
    date: shown(file, '/assessed'),
    accepted: shown(file, '/accepted'),
    ...party('office', 'customs', ['Customs office', '海关']),
    ...party('importer', 'importer', ['Importer', '进口商']),
    eori: maybe(file, '/importer/eori'),
    vat: maybe(file, '/importer/vat', { label: ['VAT number', '增值税号'] }),
    declarant: field('Declarant', '申报单位', ({ home }) => home.text('/parties/declarant/name')),
    priceCurrency: shown(file, '/currency'),
    rate: maybe(file, '/rate/perUnit'),
    rateMonth: maybe(file, '/rate/month'),
    currency: shown(file, '/assessment/currency'),
    value: total('value', ['Customs value', '完税价格']),
    duty: total('duty', ['Duty', '关税']),
    incidental: total('incidental', ['Costs to first destination', '至首个目的地费用']),
    vatBase: total('vatBase', ['VAT base', '增值税计税基础']),
    vatTotal: total('vat', ['VAT', '增值税']),
    payable: shown(file, '/payable'),
    paymentMethod: maybe(file, '/paymentMethod'),
  },
  tables: {
    items: {
      label: label('Items', '商品'),
      each: ({ home }) => home.enumerate('/items'),
      columns: {
        code: shown(file, '/items/{line}/code'),
        goods: invoiceLine('goods', ['Description', '商品名称'], { optional: true }),
        price: shown(file, '/items/{line}/price', { label: ['Item price', '成交价'] }),
        value: shown(file, '/assessment/{line}/value'),
        dutyPercent: shown(file, '/items/{line}/dutyPercent'),
        duty: shown(file, '/assessment/{line}/duty'),
        incidental: shown(file, '/assessment/{line}/incidental', { label: ['Costs', '费用'] }),
        vatBase: shown(file, '/assessment/{line}/vatBase'),
        vatPercent: field('VAT, %', '税率（%）', stated('/vatPercent'), { prints: 'number' }),
        vat: shown(file, '/assessment/{line}/vat'),
      },
    },
  },
  wording: {
    base: label(
      'The VAT base is the customs value, the duty and the costs to the first destination (Directive 2006/112/EC art. 85, 86).',
      '增值税计税基础为完税价格、关税及至首个目的地费用之和。',
    ),
    signed: label('Assessed and sealed electronically by customs', '由海关以电子方式核定'),
  },
  layout: {
    form: 'letter',
    blocks: [
      {
        boxes: [
          [
            {
              fields: ['importer', 'importerPlace', 'importerCountry', 'importerRegistration'],
              as: 'address',
              span: 6,
            },
            { fields: ['number', 'accepted', 'date'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['eori', 'vat', 'declarant'], as: 'pairs', span: 6 },
            { fields: ['office', 'priceCurrency', 'rate', 'rateMonth', 'currency'], as: 'pairs', span: 6 },
          ],
        ],
      },
      {
        table: 'items',
        columns: {
          code: 12,
          goods: 20,
          price: 11,
          value: 11,
          dutyPercent: 7,
          duty: 9,
          incidental: 9,
          vatBase: 11,
          vatPercent: 7,
          vat: 10,
        },
        totals: { value: 'value', duty: 'duty', incidental: 'incidental', vatBase: 'vatBase', vat: 'vatTotal' },
      },
      { pairs: ['payable', 'paymentMethod'] },
      { words: ['base', 'signed'] },
    ],
  },
})

/** The sum of one figure of the assessment over all items. */
function total(figure: string, names: readonly [string, string]): Field {
  return field(...names, ({ home }) => sumOf(home, figure), { prints: 'number' })
}

function sumOf(home: FileView, figure: string): string | undefined {
  const currency = home.text('/assessment/currency')
  const amounts: Money[] = []
  for (const line of home.enumerate('/items')) {
    const amount = amountAt(home, `/assessment/${line}/${figure}`, '/assessment/currency')
    if (!amount) return undefined
    amounts.push(amount)
  }
  return currency === undefined || amounts.length === 0 ? undefined : formatMoney(sumMoney(amounts, currency))
}
