import { each, group, money, ordinal, segment } from '@entrepot/edi'
import { billOfLading, maybe, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { freeTimeFields, packedContainers } from './carriage-fields.ts'
import { defineMessage } from './define.ts'
import { messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Arrival notice: the carrier's agent tells the notify party what comes on which ship, and what is to pay at destination. */
export const iftman = defineMessage({
  message: 'IFTMAN',
  title: label('Arrival notice', '到货通知'),
  kind: 'carriage',
  sender: 'carrierAgent',
  receiver: 'consignee',
  after: 'notify-arrival',
  fields: {
    ...billOfLading.fields,
    number: messageNumber,
    date: shown(carriage, '/arrivalNotice'),
    billOfLading: maybe(carriage, '/bill/number'),
    terminalHandling: maybe(carriage, '/booking/terminalHandling'),
    ...freeTimeFields,
    shipperId: organisationOf('shipper'),
    notifyId: organisationOf('consignee'),
    carrierId: organisationOf('carrier'),
    agentId: organisationOf('carrierAgent'),
  },
  tables: { ...billOfLading.tables, containers: packedContainers },
  leavesOut: {
    container: 'the containers say it',
    agent: 'its identifier says it',
    ...Object.fromEntries(
      ['issued', 'placeOfIssue', 'form', 'clauses', 'law'].map((field) => [field, 'the bill of lading says it']),
    ),
    ...Object.fromEntries(
      ['shipper', 'carrier', 'notify'].map((name) => [`${name}Registration`, 'its identifier says it']),
    ),
  },
  body: [
    say.beginning('781'),
    say.onDay('137', 'date'),
    say.onDay('342', 'onBoard'),
    ...of.freeTime,
    ...of.totals,
    group('SG3', say.reference('BM', 'billOfLading')),
    group('SG3', say.reference('BN', 'booking')),
    group('SG6', of.freightTerm),
    group('SG7', segment('TCC', ['', '', '', 'TERMINAL HANDLING']), segment('MOA', ['23', money('terminalHandling')])),
    of.voyage('SG8', 'SG9', { more: [of.receipt('SG9')] }),
    group('SG11', say.party('CZ', 'shipper')),
    group('SG11', say.party('CA', 'carrier')),
    group('SG11', of.namedParty('CN', 'consignee')),
    group('SG11', say.party('NI', 'notify')),
    group('SG11', of.identifiedParty('CG', 'agentId')),
    each(
      'goods',
      group(
        'SG18',
        ...[of.goodsItem(ordinal('item')), say.heading, of.goodsInWords],
        ...[group('SG20', of.grossKg), group('SG20', say.cubicMetres('m3'))],
        group('SG23', say.marks('/marks')),
      ),
    ),
    each('containers', group('SG35', of.container('5'), of.grossKg, of.seal)),
  ],
})
