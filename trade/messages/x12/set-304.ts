import { coded, day, decimal, each, group, ordinal, segment, text, usual } from '@entrepot/edi'
import { iftmin } from '../iftmin.ts'
import { defineTransactionSet } from './define-set.ts'
import { columnsOf, containersIn, inPieces } from './fields.ts'
import * as say from './vocabulary.ts'

/** Characters of a remark (61), of a free reference (369), of a line of description (79). */
const REMARK = 30
const FREE_REFERENCE = 45
const LINE = 50

/** Shipping instructions: what IFTMIN says. */
export const set304 = defineTransactionSet({
  ...iftmin,
  message: '304',
  fields: {
    ...iftmin.fields,
    form: inPieces(iftmin.fields, 'form', REMARK),
    marks: inPieces(iftmin.fields, 'marks', FREE_REFERENCE),
  },
  tables: {
    goods: columnsOf(iftmin.tables, 'goods', {
      instead: (columns) => ({ description: inPieces(columns, 'description', LINE) }),
    }),
    containers: containersIn(iftmin.tables),
  },
  body: [
    segment('B2', '', '', '', text('number'), '', coded('freight', { prepaid: 'PP', collect: 'CC' })),
    segment('B2A', usual('00')),
    segment('N9', 'SI', text('number'), '', day('date')),
    segment('N9', 'BN', text('booking')),
    segment('N9', 'CT', text('contract')),
    each('marks', segment('N9', 'ZZ', '', text(''))),
    segment('V1', text('imo'), text('vessel'), '', text('voyage'), '', '', '', say.qualifying('imo', 'L'), usual('S')),
    say.party('SH', 'shipper', { registered: true }),
    say.party('CA', 'carrier', { registered: true }),
    say.namedParty('CN', 'consignee'),
    say.party('N1', 'notify', { registered: true }),
    say.identifiedParty('AG', 'agentId'),
    group('R4', segment('R4', 'R', say.qualifying('receipt', 'ZZ'), text('receipt'))),
    ...say.ports,
    each('form', segment('K1', text(''))),
    group(
      'LX',
      segment('LX', '1'),
      each(
        'containers',
        group(
          'N7',
          segment(
            'N7',
            ...[text('initial'), text('serial'), decimal('grossKg'), say.qualifying('grossKg', 'G'), '', ''],
            ...['', '', '', '', usual('CN'), '', '', '', '', '', say.qualifying('grossKg', 'K')],
            ...['', '', '', '', text('type')],
          ),
          segment('M7', text('seal')),
        ),
      ),
      each(
        'goods',
        group(
          'L0',
          segment(
            'L0',
            ...[ordinal('item'), '', '', decimal('grossKg'), usual('G'), decimal('m3'), say.qualifying('m3', 'X')],
            ...[decimal('packages'), usual('CTN'), '', usual('K')],
          ),
          segment('L5', '', '', text('hs6'), 'Z'),
          each('description', segment('L5', '', text(''))),
        ),
      ),
    ),
    segment(
      'L3',
      ...[decimal('grossKg'), usual('G'), '', '', '', '', '', ''],
      ...[decimal('m3'), say.qualifying('m3', 'X'), decimal('packages'), usual('K')],
    ),
  ],
})
