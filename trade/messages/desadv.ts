import { count, each, group, ordinal, segment, text, usual } from '@entrepot/edi'
import { lineGrossKg, lineNetKg, linesOf, lineVolume, sale } from '@entrepot/trade/business'
import {
  cartonRange,
  decimalText,
  type Field,
  field,
  maybe,
  packedFields,
  shown,
  termFields,
  volume,
  volumeText,
} from '@entrepot/trade/documents'
import { isList, label } from '@entrepot/trade/file'
import { defineMessage } from './define.ts'
import { messageDate } from './envelope.ts'
import { saleParties } from './sale-parties.ts'
import * as say from './vocabulary.ts'

/** Despatch advice: the seller tells what was shipped, on which ship, and how it is packed. */
export const desadv = defineMessage({
  message: 'DESADV',
  title: label('Despatch advice', '发货通知'),
  kind: 'sale',
  sender: 'seller',
  receiver: 'buyer',
  after: 'advise-shipment',
  fields: {
    number: shown(sale, '/packing/number'),
    date: messageDate,
    onBoard: shown(sale, '/shipping/onBoard'),
    contract: maybe(sale, '/number'),
    billOfLading: maybe(sale, '/shipping/billOfLading'),
    vessel: maybe(sale, '/shipping/vessel'),
    voyage: maybe(sale, '/shipping/voyage'),
    from: termFields.from,
    to: termFields.to,
    finalPlace: maybe(sale, '/finalPlace'),
    ...saleParties,
    ...packedFields,
    m3: volume,
  },
  tables: {
    containers: {
      label: label('Containers', '集装箱'),
      each: ({ home }) => home.enumerate('/shipping/container'),
      columns: { number: shown(sale, '/shipping/container/{container}') },
    },
    lines: {
      label: label('Goods', '货物'),
      each: ({ home }) => linesOf(home),
      columns: {
        range: field('Carton numbers', '箱号', ({ home, row }) => cartonRange(home, row), { untded: '7102' }),
        goods: shown(sale, '/lines/{line}/goods'),
        hs6: maybe(sale, '/lines/{line}/hs6'),
        origin: maybe(sale, '/lines/{line}/origin'),
        quantity: shown(sale, '/lines/{line}/quantity'),
        unit: shown(sale, '/lines/{line}/unit'),
        cartons: shown(sale, '/lines/{line}/cartons'),
        perCarton: shown(sale, '/lines/{line}/perCarton'),
        netPerCartonKg: shown(sale, '/lines/{line}/netPerCartonKg'),
        grossPerCartonKg: shown(sale, '/lines/{line}/grossPerCartonKg'),
        netKg: field('Net, kg', '净重', ({ home, row }) => decimalText(lineNetKg(home, row))),
        grossKg: field('Gross, kg', '毛重', ({ home, row }) => decimalText(lineGrossKg(home, row))),
        lengthCm: side('Length, cm', '长', 0),
        widthCm: side('Width, cm', '宽', 1),
        heightCm: side('Height, cm', '高', 2),
        m3: field('m³', '体积', ({ home, row }) => volumeText(lineVolume(home, row))),
      },
    },
  },
  body: [
    say.beginning('351'),
    say.onDay('137', 'date'),
    say.onDay('11', 'onBoard'),
    say.kilograms('AAD', 'grossKg'),
    say.kilograms('AAC', 'netKg'),
    say.cubicMetres('m3'),
    group('SG1', say.reference('CT', 'contract')),
    group('SG1', say.reference('BM', 'billOfLading')),
    say.registeredParty('SG2', 'SG3', ['BY', 'buyer']),
    say.registeredParty('SG2', 'SG3', ['SE', 'seller']),
    group(
      'SG6',
      segment('TDT', '20', text('voyage'), usual('1'), '', '', '', '', ['', '', '', text('vessel')]),
      group('SG7', say.place('9', 'from')),
      group('SG7', say.place('11', 'to')),
      group('SG7', say.namedPlace('20', 'finalPlace')),
    ),
    each('containers', group('SG8', segment('EQD', 'CN', text('number')))),
    group('SG10', segment('CPS', '0'), group('SG11', say.cartons('cartons'), group('SG13', say.marks('marks')))),
    each(
      'lines',
      group(
        'SG10',
        segment('CPS', ordinal('level'), '0'),
        group(
          'SG11',
          say.cartons('cartons'),
          ...[say.kilograms('AAD', 'grossKg'), say.kilograms('AAC', 'netKg')],
          ...[say.kilograms('AAB', 'grossPerCartonKg'), say.kilograms('AAA', 'netPerCartonKg'), say.cubicMetres('m3')],
          ...[say.centimetres('LN', 'lengthCm'), say.centimetres('WD', 'widthCm'), say.centimetres('HT', 'heightCm')],
          say.quantity('52', 'perCarton'),
          group('SG13', say.marks('range')),
        ),
        group('SG17', segment('LIN', ordinal('line')), say.heading, say.goods, say.quantity('12'), say.origin),
      ),
    ),
    segment('CNT', ['2', count('lines')]),
  ],
})

/** One side of a carton. */
function side(en: string, zh: string, which: number): Field {
  return field(en, zh, ({ home, row }) => {
    const sides = home.value(`/lines/${row}/cartonCm`)
    return sides !== undefined && typeof sides === 'object' && isList(sides) ? sides[which] : undefined
  })
}
