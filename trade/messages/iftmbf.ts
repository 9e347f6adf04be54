import { each, group, ordinal, segment, text, usual } from '@entrepot/edi'
import { maybe, party } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { bookedGoods, callFields } from './carriage-fields.ts'
import { defineMessage } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Booking request: whoever the trade term makes book asks the carrier. Shipper and carrier are identifiers until they enter. */
export const iftmbf = defineMessage({
  message: 'IFTMBF',
  title: label('Booking request', '订舱申请'),
  kind: 'carriage',
  sender: 'booker',
  receiver: 'carrier',
  after: 'book',
  fields: {
    number: messageNumber,
    date: messageDate,
    latest: maybe(carriage, '/booking/latest'),
    contract: maybe(carriage, '/contract'),
    incoterm: maybe(carriage, '/booking/terms'),
    container: maybe(carriage, '/booking/container'),
    from: callFields.from,
    to: callFields.to,
    delivery: callFields.delivery,
    bookerId: organisationOf('booker'),
    ...party('booker', 'booker', ['Booking party', '订舱方']),
    shipperId: organisationOf('shipper'),
    carrierId: organisationOf('carrier'),
    notifyId: organisationOf('consignee'),
  },
  tables: { goods: bookedGoods },
  body: [
    say.beginning('335'),
    say.onDay('137', 'date'),
    say.onDay('38', 'latest'),
    group('SG2', segment('TOD', usual('5'), '', [text('incoterm'), '', usual(say.AGENCY.icc)])),
    group('SG3', say.reference('CT', 'contract')),
    of.route('SG7', 'SG8'),
    say.registeredParty('SG10', 'SG13', ['HI', 'booker']),
    group('SG10', of.identifiedParty('CZ', 'shipperId')),
    group('SG10', of.identifiedParty('CA', 'carrierId')),
    group('SG10', of.identifiedParty('NI', 'notifyId')),
    each('goods', group('SG16', segment('GID', ordinal('item')), say.heading, of.goodsInWords)),
    group('SG32', of.containerType('container')),
  ],
})
