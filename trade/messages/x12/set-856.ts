import { day, decimal, each, group, ordinal, segment, type Slot, text, usual } from '@entrepot/edi'
import { field } from '@entrepot/trade/documents'
import { desadv } from '../desadv.ts'
import { defineTransactionSet } from './define-set.ts'
import { containersIn, describedIn, inPieces, MARK, messageTime } from './fields.ts'
import * as say from './vocabulary.ts'

/** Levels above the first item: shipment and order. */
const LEVELS_ABOVE = 2

/** The number of an item's level, which goes on from those above. */
const level: Slot = {
  ...ordinal('level'),
  write: (content) => ({ ok: true, texts: [String(Number(content) + LEVELS_ABOVE)] }),
  read: ([number = '']) => ({ content: String(Number(number) - LEVELS_ABOVE) }),
}

/** Despatch advice: what DESADV says, by shipment, order and item. */
export const set856 = defineTransactionSet({
  ...desadv,
  message: '856',
  fields: {
    ...desadv.fields,
    time: messageTime,
    order: field(
      'Order number',
      '订单号',
      ({ home }) => {
        const [only, another] = home.enumerate('/orders')
        return only === undefined || another !== undefined ? undefined : home.text(`/orders/${only}/number`)
      },
      { optional: true },
    ),
    marks: inPieces(desadv.fields, 'marks', MARK),
  },
  tables: {
    containers: containersIn(desadv.tables),
    // The place of a package's mass is taken by the gross.
    lines: describedIn(desadv.tables, ['netPerCartonKg']),
  },
  body: [
    segment('BSN', usual('00'), text('number'), day('date'), say.clock('time')),
    group(
      'HLS',
      segment('HL', '1', '', 'S', '1'),
      say.kilograms('N', 'netKg'),
      say.cartonsAndMass(decimal('m3')),
      ...say.carriage('vessel'),
      each('containers', segment('TD3', usual('CN'), text('initial'), text('serial'))),
      ...[say.reference('BM', 'billOfLading'), say.reference('V3', 'voyage'), say.reference('CT', 'contract')],
      each('marks', segment('MAN', 'ZZ', text(''))),
      say.onDay('011', 'onBoard'),
      say.party('BY', 'buyer', { registered: true }),
      say.party('SE', 'seller', { registered: true }),
      say.namedParty('ST', 'finalPlace'),
      group(
        'HLO',
        segment('HL', '2', '1', 'O', '1'),
        segment('PRF', text('order')),
        each(
          'lines',
          group(
            'HLI',
            segment('HL', level, '2', 'I', '0'),
            segment('LIN', ordinal('line'), ...say.headingAndOrigin),
            segment('SN1', ordinal('line'), decimal('quantity'), say.unit),
            segment(
              'PO4',
              ...[decimal('perCarton'), '', '', usual('CTN'), usual('G'), decimal('grossPerCartonKg'), usual('KG')],
              ...['', '', decimal('lengthCm'), decimal('widthCm'), decimal('heightCm'), usual('CM')],
            ),
            say.goods,
            ...[say.kilograms('N', 'netKg'), say.kilograms('G', 'grossKg')],
            segment('MEA', 'PD', 'VOL', decimal('m3'), [usual('CR')]),
            segment('TD1', usual('CTN'), decimal('cartons')),
            segment('MAN', 'L', text('range')),
          ),
        ),
      ),
    ),
  ],
})
