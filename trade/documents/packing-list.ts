import { lineGrossKg, lineNetKg, linesOf, lineVolume, sale } from '@entrepot/trade/business'
import { type FileView, label } from '@entrepot/trade/file'
import { defineDocument, field, type FieldScene } from './define.ts'
import { cartonRange, decimalText, packedFields, termFields, volume, volumeText } from './of-sale.ts'
import { maybe, party, shown } from './shown.ts'

/** Packing list (UNCL 1001: 271), made out by the seller for an invoice. */
export const packingList = defineDocument({
  definition: 'packing-list/1',
  code: '271',
  title: label('Packing list', '装箱单'),
  kind: 'sale',
  issuer: ['seller'],
  about: '/invoices',
  fields: {
    number: shown(sale, '/packing/number'),
    date: shown(sale, '/packing/date'),
    invoice: field('Invoice number', '发票号', (scene) => ofItsInvoice(scene, 'number'), {
      untded: '1334',
      optional: true,
    }),
    invoiceDate: field('Invoice date', '发票日期', (scene) => ofItsInvoice(scene, 'date'), { optional: true }),
    contract: shown(sale, '/number'),
    ...party('seller', 'seller', ['Seller', '卖方']),
    ...party('buyer', 'buyer', ['Buyer', '买方']),
    from: termFields.from,
    to: termFields.to,
    finalPlace: maybe(sale, '/finalPlace'),
    container: field('Container and seal', '集装箱号及铅封号', ({ dossier }) => containers(dossier.of('carriage')), {
      untded: '8260',
      optional: true,
    }),
    wood: maybe(sale, '/packing/wood'),
    ...packedFields,
    m3: volume,
  },
  tables: {
    lines: {
      label: label('Goods', '货物'),
      each: ({ home }) => linesOf(home),
      columns: {
        range: field('Carton numbers', '箱号', ({ home, row }) => cartonRange(home, row), { untded: '7102' }),
        goods: shown(sale, '/lines/{line}/goods', { label: ['Description', '品名规格'] }),
        quantity: shown(sale, '/lines/{line}/quantity'),
        unit: shown(sale, '/lines/{line}/unit', { label: ['Unit', '单位'] }),
        cartons: shown(sale, '/lines/{line}/cartons'),
        perCarton: shown(sale, '/lines/{line}/perCarton', { label: ['Per carton', '每箱数量'] }),
        netPerCartonKg: shown(sale, '/lines/{line}/netPerCartonKg', { label: ['Net/ctn, kg', '每箱净重'] }),
        grossPerCartonKg: shown(sale, '/lines/{line}/grossPerCartonKg', { label: ['Gross/ctn, kg', '每箱毛重'] }),
        netKg: field('Net, kg', '净重', ({ home, row }) => decimalText(lineNetKg(home, row)), { prints: 'number' }),
        grossKg: field('Gross, kg', '毛重', ({ home, row }) => decimalText(lineGrossKg(home, row)), {
          prints: 'number',
        }),
        cartonCm: shown(sale, '/lines/{line}/cartonCm', { label: ['Carton, cm', '箱尺寸（厘米）'] }),
        m3: field('m³', '体积', ({ home, row }) => volumeText(lineVolume(home, row)), { prints: 'number' }),
      },
    },
  },
  wording: { signed: label('Issued and sealed electronically by the seller', '由卖方以电子方式签发') },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            {
              fields: ['seller', 'sellerPlace', 'sellerCountry', 'sellerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['number', 'date', 'invoice', 'invoiceDate', 'contract'], as: 'pairs', span: 6 },
          ],
          [
            {
              fields: ['buyer', 'buyerPlace', 'buyerCountry', 'buyerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['from', 'to', 'finalPlace', 'container'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['marks'], as: 'address', span: 6 },
            { fields: ['wood'], as: 'pairs', span: 6 },
          ],
        ],
      },
      {
        table: 'lines',
        columns: {
          range: 9,
          goods: 20,
          quantity: 8,
          unit: 6,
          cartons: 8,
          perCarton: 8,
          netPerCartonKg: 9,
          grossPerCartonKg: 9,
          netKg: 10,
          grossKg: 10,
          cartonCm: 11,
          m3: 8,
        },
        totals: { cartons: 'cartons', netKg: 'netKg', grossKg: 'grossKg', m3: 'm3' },
      },
      {
        boxes: [
          [
            { fields: [], as: 'pairs', span: 6 },
            { fields: [], as: 'pairs', span: 6, words: ['signed'], height: 18 },
          ],
        ],
      },
    ],
  },
})

/** The invoice that the list is about, else the only one there is. */
function ofItsInvoice({ home, subject }: FieldScene, element: string): string | undefined {
  const [only, another] = home.enumerate('/invoices')
  const invoice = subject || (another === undefined ? only : undefined)
  return invoice === undefined ? undefined : home.text(`/invoices/${invoice}/${element}`)
}

/** `PRXU4102378 / PL270451`, one after the other. */
function containers(carriage: FileView | undefined): string | undefined {
  const named = carriage?.enumerate('/containers').flatMap((id) => {
    const number = carriage.text(`/containers/${id}/number`)
    const seal = carriage.text(`/containers/${id}/seal`)
    return number === undefined ? [] : [seal === undefined ? number : `${number} / ${seal}`]
  })
  return named && named.length > 0 ? named.join(', ') : undefined
}
