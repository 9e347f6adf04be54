import { formatDecimal, formatMoney } from '@entrepot/money'
import {
  lineAmount,
  lineCartons,
  lineGrossKg,
  lineNetKg,
  linesOf,
  overLines,
  totalAmount,
} from '@entrepot/trade/business'
import { defineDocument, field } from './define.ts'

/** Commercial invoice (UNCL 1001: 380), issued by the seller in the file of the sale. */
export const commercialInvoice = defineDocument({
  definition: 'commercial-invoice/1',
  code: '380',
  title: { en: 'Commercial invoice', zh: '商业发票' },
  kind: 'sale',
  issuer: ['seller'],
  about: '/invoices',
  fields: {
    number: field('Invoice number', '发票号', ({ home, subject }) => home.text(`/invoices/${subject}/number`), {
      untded: '1334',
    }),
    date: field('Date', '日期', ({ home, subject }) => home.text(`/invoices/${subject}/date`), { untded: '2376' }),
    seller: field('Seller', '卖方', ({ home }) => home.text('/parties/seller/name'), { untded: '3346' }),
    sellerPlace: field('Place', '地点', ({ home }) => home.text('/parties/seller/place'), { optional: true }),
    sellerCountry: field('Country', '国家', ({ home }) => home.text('/parties/seller/country')),
    buyer: field('Buyer', '买方', ({ home }) => home.text('/parties/buyer/name'), { untded: '3002' }),
    buyerPlace: field('Place', '地点', ({ home }) => home.text('/parties/buyer/place'), { optional: true }),
    buyerCountry: field('Country', '国家', ({ home }) => home.text('/parties/buyer/country')),
    contract: field('Contract number', '合同编号', ({ home }) => home.text('/number'), { untded: '1296' }),
    credit: field(
      'Documentary credit number',
      '信用证号',
      ({ home, subject }) => home.text(`/invoices/${subject}/credit`),
      { optional: true },
    ),
    incoterm: field('Incoterms rule', '贸易术语', ({ home }) => home.text('/incoterm/rule'), { untded: '4053' }),
    incotermEdition: field('Edition', '版本', ({ home }) => home.text('/incoterm/edition')),
    incotermPlace: field('Named place', '指定地点', ({ home }) => home.text('/incoterm/place')),
    from: field('Port of loading', '装货港', ({ home }) => home.text('/deliveryPort'), { untded: '3334' }),
    to: field('Port of discharge', '卸货港', ({ home }) => home.text('/incoterm/place'), {
      untded: '3392',
      optional: true,
    }),
    marks: field('Marks and numbers', '唛头', ({ home }) => home.text('/marks'), { untded: '7102', optional: true }),
    currency: field('Currency', '币种', ({ home }) => home.text('/currency'), { untded: '6345' }),
    cartons: field('Cartons', '箱数', ({ home }) => decimalText(overLines(home, lineCartons)), { untded: '7224' }),
    netKg: field('Net weight, kg', '净重（千克）', ({ home }) => decimalText(overLines(home, lineNetKg)), {
      untded: '6160',
    }),
    grossKg: field('Gross weight, kg', '毛重（千克）', ({ home }) => decimalText(overLines(home, lineGrossKg)), {
      untded: '6292',
    }),
    total: field('Total', '总计', ({ home }) => moneyText(totalAmount(home)), { untded: '5342' }),
  },
  tables: {
    lines: {
      label: { en: 'Goods', zh: '货物' },
      each: ({ home }) => linesOf(home),
      columns: {
        goods: field('Description', '描述', ({ home, row }) => home.text(`/lines/${row}/goods`), { untded: '7002' }),
        hs6: field('HS code', '协调制度编码', ({ home, row }) => home.text(`/lines/${row}/hs6`), { untded: '7357' }),
        origin: field('Origin', '原产国', ({ home, row }) => home.text(`/lines/${row}/origin`), { untded: '3238' }),
        quantity: field('Quantity', '数量', ({ home, row }) => home.text(`/lines/${row}/quantity`), { untded: '6060' }),
        unit: field('Unit', '单位', ({ home, row }) => home.text(`/lines/${row}/unit`), { untded: '6410' }),
        price: field('Price', '单价', ({ home, row }) => home.text(`/lines/${row}/price`), { untded: '5110' }),
        amount: field('Amount', '金额', ({ home, row }) => moneyText(lineAmount(home, row)), { untded: '5116' }),
      },
    },
  },
})

const decimalText = (value: Parameters<typeof formatDecimal>[0] | undefined) => value && formatDecimal(value)
const moneyText = (value: Parameters<typeof formatMoney>[0] | undefined) => value && formatMoney(value)
