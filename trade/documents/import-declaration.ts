import { importDeclaration as file } from '@entrepot/trade/goods'
import { label } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { invoiceFields, invoiceLine, packingLine, representation } from './of-declaration.ts'
import { maybe, ofDocument, party, shown, UNITS } from './shown.ts'

/** Import declaration (UNCL 1001: 929), as the broker lodged it and customs accepted it. */
export const importDeclaration = defineDocument({
  definition: 'import-declaration/1',
  code: '929',
  title: label('Import declaration', '进口货物报关单'),
  kind: 'importDeclaration',
  issuer: ['declarant'],
  readers: ['importer', 'declarant', 'customs'],
  fields: {
    number: shown(file, '/number'),
    declared: shown(file, '/declared'),
    accepted: shown(file, '/accepted'),
    ...party('importer', 'importer', ['Importer', '进口商']),
    eori: maybe(file, '/importer/eori'),
    vat: maybe(file, '/importer/vat'),
    ...party('declarant', 'declarant', ['Declarant', '申报单位']),
    ...party('office', 'customs', ['Customs office', '海关']),
    exporter: ofDocument('/documents/invoice', 'seller', ['Exporter', '境外发货人'], { untded: '3030' }),
    exporterPlace: ofDocument('/documents/invoice', 'sellerPlace', ['Place', '地点'], { optional: true }),
    exporterCountry: ofDocument('/documents/invoice', 'sellerCountry', ['Country', '国家'], {
      prints: 'country',
      optional: true,
    }),
    representation: representation('importer'),
    procedure: shown(file, '/procedure'),
    related: maybe(file, '/related'),
    method: field(
      'Valuation method',
      '估价方法',
      ({ home }) => (home.text('/related') === undefined ? undefined : '1'),
      {
        prints: { of: { '1': label('1: transaction value (valuation art. 1)', '1：成交价格法（第1条）') } },
        optional: true,
      },
    ),
    billOfLading: ofDocument('/documents/billOfLading', 'number', ['Bill of lading', '提单号'], {
      untded: '1188',
      optional: true,
    }),
    vessel: ofDocument('/documents/billOfLading', 'vessel', ['Vessel', '船名'], { untded: '8122', optional: true }),
    voyage: ofDocument('/documents/billOfLading', 'voyage', ['Voyage', '航次'], { untded: '8028', optional: true }),
    container: maybe(file, '/container'),
    loading: ofDocument('/documents/billOfLading', 'from', ['Port of loading', '装货港'], {
      prints: 'place',
      optional: true,
    }),
    discharge: maybe(file, '/discharge'),
    originCertificate: ofDocument('/documents/origin', 'number', ['Certificate of origin', '原产地证号'], {
      optional: true,
    }),
    previousDocument: maybe(file, '/previousDocument'),
    ...invoiceFields,
    currency: shown(file, '/currency'),
    transport: maybe(file, '/valuation/transport'),
    insurance: maybe(file, '/valuation/insurance'),
    terminalHandling: maybe(file, '/incidental/terminalHandling'),
    onCarriage: maybe(file, '/incidental/onCarriage'),
    paymentMethod: maybe(file, '/paymentMethod'),
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
  },
  tables: {
    items: {
      label: label('Items', '商品'),
      each: ({ home }) => home.enumerate('/items'),
      columns: {
        code: shown(file, '/items/{line}/code'),
        goods: invoiceLine('goods', ['Description', '商品名称']),
        origin: maybe(file, '/items/{line}/origin', { label: ['Origin', '原产国'] }),
        cartons: packingLine('cartons', ['Packages', '件数']),
        netKg: packingLine('netKg', ['Net, kg', '净重']),
        grossKg: shown(file, '/items/{line}/grossKg', { label: ['Gross, kg', '毛重'] }),
        quantity: invoiceLine('quantity', ['Quantity', '数量'], { prints: 'number' }),
        unit: invoiceLine('unit', ['Unit', '单位'], { prints: UNITS }),
        price: shown(file, '/items/{line}/price', { label: ['Item price', '成交价'] }),
      },
    },
  },
  wording: { signed: label('Declared and sealed electronically by the declarant', '由申报单位以电子方式申报') },
  layout: {
    form: 'layout-key',
    blocks: [
      {
        boxes: [
          [
            { fields: ['exporter', 'exporterPlace', 'exporterCountry'], as: 'address', span: 6, height: 20 },
            { fields: ['number', 'declared', 'accepted', 'procedure'], as: 'pairs', span: 6 },
          ],
          [
            {
              fields: ['importer', 'importerPlace', 'importerCountry', 'importerRegistration'],
              as: 'address',
              span: 6,
              height: 20,
            },
            { fields: ['eori', 'vat', 'related', 'method'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['declarant', 'declarantPlace', 'declarantCountry'], as: 'address', span: 6, height: 14 },
            { fields: ['office', 'representation'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['vessel', 'voyage', 'container', 'loading', 'discharge'], as: 'pairs', span: 6 },
            {
              fields: ['billOfLading', 'previousDocument', 'originCertificate', 'contract', 'invoice', 'invoiceDate'],
              as: 'pairs',
              span: 6,
            },
          ],
          [
            { fields: ['incoterm', 'incotermPlace', 'currency', 'invoiceTotal'], as: 'pairs', span: 6 },
            {
              fields: ['transport', 'insurance', 'terminalHandling', 'onCarriage', 'paymentMethod', 'marks'],
              as: 'pairs',
              span: 6,
            },
          ],
        ],
      },
      {
        table: 'items',
        columns: {
          code: 11,
          goods: 20,
          origin: 7,
          cartons: 8,
          netKg: 10,
          grossKg: 10,
          quantity: 8,
          unit: 6,
          price: 11,
        },
        totals: { cartons: 'cartons', netKg: 'netKg', grossKg: 'grossKg' },
      },
      { words: ['signed'] },
    ],
  },
})
