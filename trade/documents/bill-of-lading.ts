import { addDecimals, type Decimal, formatDecimal, isMalformed, multiplyDecimals, parseDecimal } from '@entrepot/money'
import { carriage } from '@entrepot/trade/goods'
import { decimalAt, type FileView, isList, label, type Path } from '@entrepot/trade/file'
import { defineDocument, field } from './define.ts'
import { volumeText } from './of-sale.ts'
import { maybe, party, shown } from './shown.ts'

/** Bill of lading (UNCL 1001: 705): what the carrier's electronic record says; on paper it is a copy (MLETR art. 10, 11; UCP 600 art. 20). */
export const billOfLading = defineDocument({
  definition: 'bill-of-lading/1',
  code: '705',
  title: label('Bill of lading', '提单'),
  kind: 'carriage',
  issuer: ['carrier'],
  readers: ['booker', 'shipper', 'carrier', 'carrierAgent', 'consignee', 'nominatedBank', 'issuingBank'],
  fields: {
    number: shown(carriage, '/bill/number'),
    booking: maybe(carriage, '/booking/number'),
    issued: shown(carriage, '/bill/issued'),
    placeOfIssue: field(
      'Issued at',
      '签发地点',
      // A bill that names no other place is issued where the carrier is seated, else at the port of loading.
      ({ home }) => home.text('/bill/place') ?? home.text('/parties/carrier/place') ?? home.text('/booking/from'),
      { untded: '3410', prints: 'place' },
    ),
    ...party('carrier', 'carrier', ['Carrier', '承运人']),
    ...party('shipper', 'shipper', ['Shipper', '托运人']),
    consignee: field('Consignee', '收货人', ({ home }) => consigneeOf(home), { untded: '3132' }),
    ...party('notify', 'consignee', ['Notify party', '通知方']),
    agent: field('Agent at destination', '目的港代理', ({ home }) => home.text('/parties/carrierAgent/name'), {
      optional: true,
    }),
    vessel: shown(carriage, '/vessel/name'),
    imo: maybe(carriage, '/vessel/imo'),
    voyage: shown(carriage, '/vessel/voyage'),
    receipt: field('Place of receipt', '收货地', ({ home }) => home.text('/parties/terminalLoading/name'), {
      untded: '3349',
      optional: true,
    }),
    from: shown(carriage, '/booking/from'),
    to: shown(carriage, '/booking/to'),
    delivery: maybe(carriage, '/booking/finalPlace'),
    marks: maybe(carriage, '/marks'),
    freight: shown(carriage, '/instructions/freight'),
    form: shown(carriage, '/instructions/form'),
    clauses: maybe(carriage, '/bill/clauses'),
    onBoard: shown(carriage, '/onBoard'),
    law: shown(carriage, '/bill/law', { prints: 'country' }),
    container: field(
      'Container number',
      '集装箱号',
      ({ home }) =>
        home
          .enumerate('/containers')
          .map((id) => home.text(`/containers/${id}/number`))
          .filter((number) => number !== undefined)
          .join(', ') || undefined,
      { untded: '8260' },
    ),
    packages: field('Packages', '件数', ({ home }) => written(sum(home, packagesOf)), {
      untded: '7224',
      prints: 'number',
    }),
    grossKg: field('Gross weight, kg', '毛重（千克）', ({ home }) => written(sum(home, grossOf)), {
      untded: '6292',
      prints: 'number',
    }),
    m3: field('Measurement, m³', '体积（立方米）', ({ home }) => volumeText(sum(home, volumeOf)), {
      untded: '6322',
      prints: 'number',
      optional: true,
    }),
  },
  tables: {
    goods: {
      label: label('Goods', '货物'),
      each: ({ home }) => home.enumerate('/goods'),
      columns: {
        description: shown(carriage, '/goods/{line}/description'),
        hs6: maybe(carriage, '/goods/{line}/hs6'),
        packages: shown(carriage, '/goods/{line}/cartons'),
        grossKg: field('Gross weight, kg', '毛重（千克）', ({ home, row }) => written(grossOf(home, row)), {
          untded: '6292',
          prints: 'number',
        }),
        m3: field('m³', '立方米', ({ home, row }) => volumeText(volumeOf(home, row)), {
          prints: 'number',
          optional: true,
        }),
      },
    },
    containers: {
      label: label('Containers', '集装箱'),
      each: ({ home }) => home.enumerate('/containers'),
      columns: {
        number: shown(carriage, '/containers/{container}/number'),
        type: shown(carriage, '/containers/{container}/type', { label: ['Type', '箱型'] }),
        seal: shown(carriage, '/containers/{container}/seal', { label: ['Seal', '铅封号'] }),
        packages: field('Packages', '件数', ({ home, row }) => written(held(home, row)), { prints: 'number' }),
        grossKg: maybe(carriage, '/containers/{container}/grossMass/declared'),
      },
    },
  },
  wording: {
    load: label('Shipper’s load, stow and count.', '托运人装载、堆垛及计数。'),
    clause: label(
      'Received for carriage in apparent good order and condition unless noted otherwise; shipped on board on the date noted.',
      '除另有批注外，货物外表状况良好，收妥待运，并于所注日期装船。',
    ),
    terms: label('Subject to the carrier’s terms of carriage.', '受承运人运输条款约束。'),
    sole: label('Sole record; no paper original exists.', '唯一电子记录，无纸质正本。'),
    signed: label('Signed by the carrier as carrier', '由承运人以承运人身份签署'),
    copy: label(
      'COPY. Control of the electronic record is kept at the port that issued the verification code below.',
      '副本。电子记录的控制权登记于签发下列验证码的口岸。',
    ),
  },
  layout: {
    form: 'layout-key',
    blocks: [
      { words: ['copy'], as: 'notice' },
      {
        boxes: [
          [
            { fields: ['shipper', 'shipperPlace', 'shipperCountry'], as: 'address', span: 6, height: 17 },
            { fields: ['number', 'booking', 'form'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['consignee'], as: 'address', span: 6, height: 14 },
            { fields: ['carrier', 'carrierPlace', 'carrierCountry'], as: 'address', span: 6 },
          ],
          [
            { fields: ['notify', 'notifyPlace', 'notifyCountry'], as: 'address', span: 6, height: 14 },
            { fields: ['agent'], as: 'address', span: 6 },
          ],
          [
            { fields: ['vessel', 'voyage', 'imo'], as: 'pairs', span: 6 },
            { fields: ['receipt', 'delivery'], as: 'pairs', span: 6 },
          ],
          [
            { fields: ['from', 'to'], as: 'pairs', span: 6 },
            { fields: ['marks'], as: 'address', span: 6 },
          ],
        ],
      },
      { table: 'containers', columns: { number: 4, type: 2, seal: 3, packages: 2, grossKg: 4 } },
      {
        table: 'goods',
        columns: { description: 7, hs6: 2, packages: 2, grossKg: 3, m3: 2 },
        totals: { packages: 'packages', grossKg: 'grossKg', m3: 'm3' },
      },
      { words: ['load', 'clause', 'terms', 'sole'] },
      {
        boxes: [
          [
            { fields: ['freight', 'clauses', 'law'], as: 'pairs', span: 6, height: 28 },
            { fields: ['onBoard', 'placeOfIssue', 'issued'], as: 'pairs', span: 6, words: ['signed'] },
          ],
        ],
      },
    ],
  },
})

/** What the shipping instructions say after whose order the bill is made out to. */
const ORDER_CLAUSE = /\bto (?:the )?order\b[^,;]*/i

function consigneeOf(home: FileView): string | undefined {
  return ORDER_CLAUSE.exec(home.text('/instructions/form') ?? '')?.[0].trim() ?? home.text('/parties/consignee/name')
}

const written = (value: Decimal | undefined): string | undefined => value && formatDecimal(value)

const packagesOf = (home: FileView, line: string) => decimalAt(home, `/goods/${line}/cartons`)

function grossOf(home: FileView, line: string): Decimal | undefined {
  const [packages, each] = [packagesOf(home, line), decimalAt(home, `/goods/${line}/grossPerCartonKg`)]
  return packages && each && multiplyDecimals(packages, each)
}

/** Cubic centimetres in a cubic metre, as a power of ten. */
const CUBIC_METRE_SCALE = 6

function volumeOf(home: FileView, line: string): Decimal | undefined {
  const packages = packagesOf(home, line)
  const sides = home.value(`/goods/${line}/cartonCm` as Path)
  if (!packages || sides === undefined || typeof sides !== 'object' || !isList(sides)) return undefined
  let cubic = packages
  for (const side of sides) {
    const centimetres = parseDecimal(typeof side === 'string' ? side : '')
    if (isMalformed(centimetres)) return undefined
    cubic = multiplyDecimals(cubic, centimetres)
  }
  return { coefficient: cubic.coefficient, scale: cubic.scale + CUBIC_METRE_SCALE }
}

function sum(home: FileView, figure: (home: FileView, line: string) => Decimal | undefined): Decimal | undefined {
  return added(home.enumerate('/goods').map((line) => figure(home, line)))
}

const held = (home: FileView, container: string) =>
  added(
    home
      .enumerate(`/containers/${container}/holds`)
      .map((line) => decimalAt(home, `/containers/${container}/holds/${line}`)),
  )

/** The sum, or nothing where a part is missing. */
function added(parts: readonly (Decimal | undefined)[]): Decimal | undefined {
  let total: Decimal | undefined
  for (const part of parts) {
    if (!part) return undefined
    total = total ? addDecimals(total, part) : part
  }
  return total
}
