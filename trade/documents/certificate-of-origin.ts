import { formatDecimal, multiplyDecimals } from '@entrepot/money'
import { origin } from '@entrepot/trade/goods'
import { decimalAt, label } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { maybe, ofDocument, party, shown } from './shown.ts'

/** Certificate of origin (UNCL 1001: 861), non-preferential: declared by the exporter, certified by the chamber. */
export const certificateOfOrigin = defineDocument({
  definition: 'certificate-of-origin/1',
  code: '861',
  title: label('Certificate of origin', '原产地证明书'),
  kind: 'origin',
  issuer: ['chamber'],
  fields: {
    number: shown(origin, '/number'),
    issued: shown(origin, '/certified', { label: ['Certified on', '签证日期'] }),
    ...party('exporter', 'exporter', ['Exporter', '出口商']),
    ...party('chamber', 'chamber', ['Certifying body', '签证机构']),
    consignee: maybe(origin, '/consignee'),
    vessel: maybe(origin, '/vessel', { label: ['Means of transport', '运输工具'] }),
    from: maybe(origin, '/from', { prints: 'place' }),
    to: maybe(origin, '/to', { prints: 'place' }),
    invoice: ofDocument('/invoice', 'number', ['Invoice number', '发票号'], { untded: '1334', optional: true }),
    invoiceDate: ofDocument('/invoice', 'date', ['Invoice date', '发票日期'], { optional: true }),
    marks: maybe(origin, '/marks'),
    declared: shown(origin, '/declared'),
    retrospective: maybe(origin, '/retrospective'),
  },
  tables: {
    goods: {
      label: label('Goods', '货物'),
      each: ({ home }) => home.enumerate('/goods'),
      columns: {
        description: shown(origin, '/goods/{line}/description'),
        hs6: shown(origin, '/goods/{line}/hs6'),
        origin: shown(origin, '/goods/{line}/origin'),
        cartons: maybe(origin, '/goods/{line}/cartons'),
        grossKg: field(
          'Gross weight, kg',
          '毛重（千克）',
          ({ home, row }) => {
            const cartons = decimalAt(home, `/goods/${row}/cartons`)
            const each = decimalAt(home, `/goods/${row}/grossPerCartonKg`)
            return cartons && each && formatDecimal(multiplyDecimals(cartons, each))
          },
          { untded: '6292', prints: 'number', optional: true },
        ),
      },
    },
  },
  wording: {
    declaration: label(
      'Declaration by the exporter: the details above are correct and the goods originate in the country stated.',
      '出口商声明：以上内容正确无误，货物原产于所列国家。',
    ),
    certification: label(
      'Certification: on the control carried out, the declaration by the exporter is certified to be correct.',
      '签证机构证明：经审核，出口商声明属实。',
    ),
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
              height: 20,
            },
            { fields: ['number', 'invoice', 'invoiceDate', 'retrospective'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['consignee'], as: 'address', span: 6, height: 17 },
            { fields: ['vessel', 'from', 'to'], as: 'pairs', span: 6 },
          ],
          [{ fields: ['marks'], as: 'address', span: 12 }],
        ],
      },
      { table: 'goods', columns: { description: 6, hs6: 2, origin: 2, cartons: 2, grossKg: 3 } },
      {
        boxes: [
          [
            { fields: ['exporterPlace', 'declared'], as: 'pairs', span: 6, words: ['declaration'], height: 28 },
            {
              fields: ['chamber', 'chamberPlace', 'issued'],
              as: 'pairs',
              span: 6,
              words: ['certification'],
              height: 28,
            },
          ],
        ],
      },
    ],
  },
})
