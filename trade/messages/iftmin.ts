import { each, group, ordinal, text } from '@entrepot/edi'
import { billOfLading, maybe, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { packedContainers } from './carriage-fields.ts'
import { defineMessage } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Fields of the bill of lading that do not yet exist when it is instructed. */
const unknownYet = Object.fromEntries(
  ['issued', 'placeOfIssue', 'onBoard', 'law', 'clauses'].map((field) => [field, 'the bill is not issued yet']),
)

/** Shipping instructions: what the bill of lading shall say. They hold no price. */
export const iftmin = defineMessage({
  message: 'IFTMIN',
  title: label('Shipping instructions', '提单补料'),
  kind: 'carriage',
  sender: 'shipper',
  receiver: 'carrier',
  after: 'instruct-shipping',
  fields: {
    ...billOfLading.fields,
    number: messageNumber,
    date: messageDate,
    booking: shown(carriage, '/booking/number'),
    contract: maybe(carriage, '/contract'),
    shipperId: organisationOf('shipper'),
    notifyId: organisationOf('consignee'),
    carrierId: organisationOf('carrier'),
    agentId: organisationOf('carrierAgent'),
  },
  tables: { ...billOfLading.tables, containers: packedContainers },
  leavesOut: {
    ...unknownYet,
    container: 'the containers say it',
    agent: 'its identifier says it',
  },
  body: [
    say.beginning('340'),
    say.onDay('137', 'date'),
    of.told('BLC', 'FORM', text('form', 5)),
    ...of.totals,
    group('SG3', say.reference('BN', 'booking')),
    group('SG3', say.reference('CT', 'contract')),
    group('SG6', of.freightTerm),
    of.voyage('SG8', 'SG9', { more: [of.receipt('SG9')] }),
    say.registeredParty('SG11', 'SG15', ['CZ', 'shipper']),
    say.registeredParty('SG11', 'SG15', ['CA', 'carrier']),
    group('SG11', of.namedParty('CN', 'consignee')),
    say.registeredParty('SG11', 'SG15', ['NI', 'notify']),
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
    each('containers', group('SG37', of.container('5'), of.grossKg, of.seal)),
  ],
})
