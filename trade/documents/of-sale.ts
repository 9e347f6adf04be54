import { incotermOf, isMalformed } from '@entrepot/incoterms'
import {
  addDecimals,
  type Decimal,
  formatDecimal,
  formatMoney,
  type Money,
  rescaleDecimal,
  subtractMoney,
  wholeDecimal,
} from '@entrepot/money'
import {
  lineAmount,
  lineCartons,
  lineGrossKg,
  lineNetKg,
  linesOf,
  lineVolume,
  overLines,
  sale,
  totalAmount,
} from '@entrepot/trade/business'
import { decimalAt, type FileView, label, moneyAt } from '@entrepot/trade/file'
import { type Field, field, type Table } from './define.ts'
import { maybe, shown } from './shown.ts'

/** Writes a figure, or nothing where there is none. */
export const decimalText = (value: Decimal | undefined): string | undefined => value && formatDecimal(value)
export const moneyText = (value: Money | undefined): string | undefined => value && formatMoney(value)

/** The trade term with its edition and place, and the ports between which the goods go. */
export const termFields = {
  incoterm: shown(sale, '/incoterm/rule'),
  incotermEdition: shown(sale, '/incoterm/edition', { optional: true }),
  incotermPlace: shown(sale, '/incoterm/place'),
  from: field(
    'Port of loading',
    '装货港',
    ({ home }) => home.text('/deliveryPort') ?? namedPlace(home, 'port-of-shipment'),
    {
      untded: '3334',
      optional: true,
      prints: 'place',
    },
  ),
  to: field(
    'Port of discharge',
    '卸货港',
    ({ home }) => namedPlace(home, 'port-of-destination') ?? namedPlace(home, 'place-of-destination'),
    { untded: '3392', optional: true, prints: 'place' },
  ),
} satisfies Record<string, Field>

/** The named place, where the rule's place is of a kind (Incoterms 2020: of shipment or of destination). */
function namedPlace(home: FileView, kind: string): string | undefined {
  const rule = incotermOf(home.text('/incoterm/rule') ?? '')
  return !isMalformed(rule) && rule.namedPlace === kind ? home.text('/incoterm/place') : undefined
}

/** Goods, quantity, price and amount of each line. */
export const pricedLines: Table = {
  label: label('Goods', '货物'),
  each: ({ home }) => linesOf(home),
  columns: {
    goods: shown(sale, '/lines/{line}/goods', { label: ['Description', '品名规格'] }),
    hs6: maybe(sale, '/lines/{line}/hs6'),
    origin: maybe(sale, '/lines/{line}/origin', { label: ['Origin', '原产国'] }),
    quantity: shown(sale, '/lines/{line}/quantity'),
    unit: shown(sale, '/lines/{line}/unit', { label: ['Unit', '单位'] }),
    price: shown(sale, '/lines/{line}/price', { label: ['Unit price', '单价'] }),
    amount: field('Amount', '金额', ({ home, row }) => moneyText(lineAmount(home, row)), {
      untded: '5116',
      prints: 'number',
    }),
  },
}

/** What the goods cost together, and in which currency. */
export const priceFields = {
  currency: shown(sale, '/currency'),
  total: field('Total', '总计', ({ home }) => moneyText(totalAmount(home)), { untded: '5342', prints: 'number' }),
} satisfies Record<string, Field>

/** Packages and weights of all lines together. */
export const packedFields = {
  marks: maybe(sale, '/marks'),
  cartons: field('Cartons', '箱数', ({ home }) => decimalText(overLines(home, lineCartons)), {
    untded: '7224',
    prints: 'number',
  }),
  netKg: field('Net weight, kg', '净重（千克）', ({ home }) => decimalText(overLines(home, lineNetKg)), {
    untded: '6160',
    prints: 'number',
  }),
  grossKg: field('Gross weight, kg', '毛重（千克）', ({ home }) => decimalText(overLines(home, lineGrossKg)), {
    untded: '6292',
    prints: 'number',
  }),
} satisfies Record<string, Field>

/** Decimals of a volume in cubic metres. */
const VOLUME_SCALE = 3

/** A volume in cubic metres as documents state it: three decimals, half up. */
export const volumeText = (value: Decimal | undefined): string | undefined =>
  value && formatDecimal(rescaleDecimal(value, VOLUME_SCALE, 'half-up'))

/** Volume of all lines together, in cubic metres. */
export const volume = field('Volume, m³', '体积（立方米）', ({ home }) => volumeText(overLines(home, lineVolume)), {
  untded: '6322',
  prints: 'number',
})

/** The first and last carton of a line, where cartons are numbered on from line to line: `601-750`. */
export function cartonRange(home: FileView, line: string): string | undefined {
  let before: Decimal = wholeDecimal(0n)
  for (const each of linesOf(home)) {
    const cartons = decimalAt(home, `/lines/${each}/cartons`)
    if (!cartons) return undefined
    const last = addDecimals(before, cartons)
    if (each === line) return `${formatDecimal(addDecimals(before, wholeDecimal(1n)))}-${formatDecimal(last)}`
    before = last
  }
  return undefined
}

/** The goods' total less what is deducted apart from it; nothing where a deduction is in another currency. */
export function payable(home: FileView, invoice: string): Money | undefined {
  const total = totalAmount(home)
  const deductions = home.enumerate(`/invoices/${invoice}/deductions`)
  if (!total || deductions.length === 0) return undefined
  let left = total
  for (const each of deductions) {
    const amount = moneyAt(home, `/invoices/${invoice}/deductions/${each}/amount`)
    if (!amount || amount.currency !== total.currency) return undefined
    left = subtractMoney(left, amount)
  }
  return left
}
