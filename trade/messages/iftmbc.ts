import { each, group, instant, money, ordinal, segment, text } from '@entrepot/edi'
import { DATE_FORMATS } from '@entrepot/edifact'
import { field, maybe, party, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { bookedGoods, freeTimeFields, voyageFields } from './carriage-fields.ts'
import { defineMessage } from './define.ts'
import { answeredNumber, messageDate, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Booking confirmation: ship and voyage, cut-offs, freight, free time. Its charges stand in words, for the message has no amounts. */
export const iftmbc = defineMessage({
  message: 'IFTMBC',
  title: label('Booking confirmation', '订舱确认'),
  kind: 'carriage',
  sender: 'carrier',
  receiver: 'booker',
  after: 'confirm-booking',
  fields: {
    number: shown(carriage, '/booking/number'),
    date: messageDate,
    request: answeredNumber,
    contract: maybe(carriage, '/contract'),
    closing: field('Container yard closes', '截港时间', ({ home }) => home.text('/cutoffs/containerYard'), {
      optional: true,
    }),
    container: maybe(carriage, '/booking/container'),
    ...voyageFields,
    firstEuPort: maybe(carriage, '/vessel/firstEuPort'),
    bookingFreight: shown(carriage, '/booking/freight'),
    originCharges: maybe(carriage, '/booking/originCharges'),
    terminalHandling: maybe(carriage, '/booking/terminalHandling'),
    ...freeTimeFields,
    carrierId: organisationOf('carrier'),
    ...party('carrier', 'carrier', ['Carrier', '承运人']),
    bookerId: organisationOf('booker'),
    ...party('booker', 'booker', ['Booking party', '订舱方']),
  },
  tables: {
    goods: bookedGoods,
    cutoffs: {
      label: label('Cut-offs', '截止时间'),
      each: ({ home }) => home.enumerate('/cutoffs'),
      columns: {
        name: field('Cut-off', '事项', ({ home, row }) =>
          home.value(`/cutoffs/${row}`) === undefined ? undefined : row,
        ),
        at: shown(carriage, '/cutoffs/{cutoff}'),
      },
    },
  },
  leavesOut: {
    carrierRegistration: 'its identifier says it',
    bookerRegistration: 'its identifier says it',
  },
  body: [
    say.beginning('770'),
    say.onDay('137', 'date'),
    say.at('180', 'closing'),
    of.told('AAK', 'FREIGHT', money('bookingFreight')),
    of.told('AAK', 'ORIGIN CHARGES', money('originCharges')),
    of.told('AAK', 'TERMINAL HANDLING', money('terminalHandling')),
    ...of.freeTime,
    each('cutoffs', segment('FTX', 'LOI', '', '', [text('name'), instant('at', '205', DATE_FORMATS)])),
    group('SG2', say.reference('CT', 'contract')),
    group('SG2', say.reference('ACW', 'request')),
    of.voyage('SG3', 'SG4', { more: [of.receipt('SG4'), group('SG4', say.place('79', 'firstEuPort'))] }),
    group('SG6', say.party('CA', 'carrier')),
    group('SG6', say.party('HI', 'booker')),
    each(
      'goods',
      group('SG9', segment('GID', ordinal('item')), of.goodsInWords, group('SG13', say.reference('HS', 'hs6'))),
    ),
    group('SG18', of.containerType('container')),
  ],
})
