import { count, each, group, ordinal, segment, text } from '@entrepot/edi'
import { maybe, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { callFields, describedGoods, packedContainers } from './carriage-fields.ts'
import { defineMessage } from './define.ts'
import { messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Container release order: the carrier's agent orders the terminal to deliver, once the bill of lading is surrendered. */
export const coreor = defineMessage({
  message: 'COREOR',
  title: label('Delivery order', '提货单'),
  kind: 'carriage',
  sender: 'carrierAgent',
  receiver: 'terminalDischarge',
  after: 'order-delivery',
  fields: {
    number: messageNumber,
    date: shown(carriage, '/delivery/ordered'),
    billOfLading: shown(carriage, '/bill/number'),
    importRelease: maybe(carriage, '/importRelease'),
    ...callFields,
    agentId: organisationOf('carrierAgent'),
    terminalId: organisationOf('terminalDischarge'),
    receiverId: organisationOf('consignee'),
  },
  tables: { goods: describedGoods, containers: packedContainers },
  body: [
    say.beginning('640'),
    say.onDay('137', 'date'),
    group('SG1', say.reference('BM', 'billOfLading')),
    group('SG1', say.reference('ABT', 'importRelease')),
    of.voyage('SG2', 'SG3'),
    group('SG4', of.identifiedParty('CG', 'agentId')),
    group('SG4', of.identifiedParty('TR', 'terminalId')),
    group('SG4', of.identifiedParty('CN', 'receiverId')),
    each('goods', group('SG6', of.goodsItem(ordinal('item')), of.goodsInWords, of.grossKg, say.cubicMetres('m3'))),
    each(
      'containers',
      group('SG12', of.container('5'), segment('RFF', ['BM', text('/billOfLading')]), of.grossKg, of.seal),
    ),
    segment('CNT', ['16', count('containers')]),
  ],
})
