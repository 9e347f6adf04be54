import { formatMoney, isSameCurrency, type Money, zeroMoney } from '@entrepot/money'
import { type FreeOnBoard, isRefusal, valuesFreeOnBoard } from '@entrepot/tariff'
import { exportDeclaration as file } from '@entrepot/trade/goods'
import { amountAt, type FileView, label, moneyAt, type Path } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { invoiceFields, invoiceLine, invoiceLines, packingLine, representation } from './of-declaration.ts'
import { maybe, ofDocument, party, shown, UNITS } from './shown.ts'

/** Export declaration (UNCL 1001: 830), as the broker lodged it and customs numbered it. */
export const exportDeclaration = defineDocument({
  definition: 'export-declaration/1',
  code: '830',
  title: label('Export declaration', '出口货物报关单'),
  kind: 'exportDeclaration',
  issuer: ['declarant'],
  fields: {
    number: shown(file, '/number'),
    declared: shown(file, '/declared'),
    accepted: maybe(file, '/accepted'),
    ...party('exporter', 'exporter', ['Exporter', '出口商']),
    ...party('declarant', 'declarant', ['Declarant', '申报单位']),
    ...party('office', 'customs', ['Customs office', '海关']),
    consignee: ofDocument('/documents/invoice', 'buyer', ['Consignee', '境外收货人'], { untded: '3132' }),
    consigneeCountry: ofDocument('/documents/invoice', 'buyerCountry', ['Country', '国家'], {
      prints: 'country',
      optional: true,
    }),
    representation: representation('exporter'),
    procedure: shown(file, '/procedure'),
    vessel: maybe(file, '/vessel'),
    voyage: maybe(file, '/voyage'),
    container: maybe(file, '/container'),
    loading: maybe(file, '/loading'),
    destination: maybe(file, '/destination'),
    ...invoiceFields,
    licence: ofDocument('/documents/licence', 'number', ['Licence', '许可证号'], { optional: true }),
    cartons: ofDocument('/documents/packingList', 'cartons', ['Packages', '件数'], {
      prints: 'number',
      optional: true,
    }),
    netKg: ofDocument('/documents/packingList', 'netKg', ['Net weight, kg', '净重（千克）'], {
      prints: 'number',
      optional: true,
    }),
    grossKg: ofDocument('/documents/packingList', 'grossKg', ['Gross weight, kg', '毛重（千克）'], {
      prints: 'number',
      optional: true,
    }),
    currency: shown(file, '/currency'),
    freight: maybe(file, '/freight'),
    premium: maybe(file, '/premium'),
    fobTotal: field('FOB value', '离岸价格', ({ home }) => written(freeOnBoard(home)?.total), {
      untded: '5032',
      prints: 'number',
    }),
  },
  tables: {
    items: {
      label: label('Items', '商品'),
      each: ({ home }) => invoiceLines(home),
      columns: {
        code: field(
          'HS code',
          '商品编号',
          ({ home, row }) => home.text(`/goods/${row}/hs6`) ?? home.text(`/documents/invoice/lines/${row}/hs6`),
          {
            untded: '7357',
          },
        ),
        goods: invoiceLine('goods', ['Description', '商品名称']),
        origin: field(
          'Origin',
          '原产国',
          ({ home, row }) => home.text(`/goods/${row}/origin`) ?? home.text(`/documents/invoice/lines/${row}/origin`),
          {
            untded: '3238',
            optional: true,
          },
        ),
        cartons: packingLine('cartons', ['Packages', '件数']),
        netKg: packingLine('netKg', ['Net, kg', '净重']),
        grossKg: packingLine('grossKg', ['Gross, kg', '毛重']),
        quantity: invoiceLine('quantity', ['Quantity', '数量'], { prints: 'number' }),
        unit: invoiceLine('unit', ['Unit', '单位'], { prints: UNITS }),
        amount: invoiceLine('amount', ['Amount', '成交总价'], { prints: 'number' }),
        fob: field('FOB value', '离岸价格', ({ home, row }) => written(valueOf(home, row)), { prints: 'number' }),
      },
    },
  },
  wording: {
    apportioned: label(
      'FOB values: freight and insurance shared over the lines by value.',
      '离岸价格：运费和保险费按价值分摊至各项。',
    ),
    signed: label('Declared and sealed electronically by the declarant', '由申报单位以电子方式申报'),
  },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            {
              fields: ['exporter', 'exporterPlace', 'exporterCountry', 'exporterRegistration'],
              as: 'address',
              span: 6,
              height: 17,
            },
            { fields: ['number', 'declared', 'accepted', 'procedure'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['consignee', 'consigneeCountry'], as: 'address', span: 6, height: 14 },
            { fields: ['office', 'officePlace', 'officeCountry'], as: 'address', span: 6 },
          ],
          [
            { fields: ['declarant', 'declarantPlace', 'declarantCountry'], as: 'address', span: 6, height: 14 },
            { fields: ['representation', 'licence'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['vessel', 'voyage', 'container'], as: 'pairs', span: 6 },
            { fields: ['loading', 'destination'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['contract', 'invoice', 'invoiceDate', 'marks'], as: 'pairs', span: 6 },
            { fields: ['incoterm', 'incotermPlace', 'currency', 'freight', 'premium'], as: 'pairs', span: 6 },
          ],
        ],
      },
      {
        table: 'items',
        columns: {
          code: 8,
          goods: 18,
          origin: 7,
          cartons: 8,
          netKg: 10,
          grossKg: 10,
          quantity: 8,
          unit: 6,
          amount: 11,
          fob: 11,
        },
        totals: { cartons: 'cartons', netKg: 'netKg', grossKg: 'grossKg', amount: 'invoiceTotal', fob: 'fobTotal' },
      },
      { words: ['apportioned', 'signed'] },
    ],
  },
})

const written = (amount: Money | undefined): string | undefined => amount && formatMoney(amount)

/** FOB values of all lines; nothing where the price, freight and premium are not in one currency. */
function freeOnBoard(home: FileView): FreeOnBoard | undefined {
  const currency = home.text('/currency')
  const amounts = invoiceLines(home).map((line) => amountAt(home, lineAmountPath(line), '/documents/invoice/currency'))
  if (currency === undefined || amounts.length === 0) return undefined
  const known = amounts.filter((amount) => amount !== undefined)
  const costs = {
    freight: moneyAt(home, '/freight') ?? zeroMoney(currency),
    premium: moneyAt(home, '/premium') ?? zeroMoney(currency),
  }
  const isOneCurrency = [...known, costs.freight, costs.premium].every((each) =>
    isSameCurrency(each, zeroMoney(currency)),
  )
  if (known.length < amounts.length || !isOneCurrency) return undefined
  const values = valuesFreeOnBoard<string>(known, costs)
  return isRefusal(values) ? undefined : values
}

const lineAmountPath = (line: string): Path => `/documents/invoice/lines/${line}/amount`

const valueOf = (home: FileView, line: string): Money | undefined =>
  freeOnBoard(home)?.lines[invoiceLines(home).indexOf(line)]?.value
