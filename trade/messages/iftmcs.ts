import { each, group, ordinal, segment, text } from '@entrepot/edi'
import { billOfLading } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import * as of from './carriage-body.ts'
import { packedContainers } from './carriage-fields.ts'
import { defineMessage } from './define.ts'
import { organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** Contract status: what the bill of lading states, as the carrier issued it. */
export const iftmcs = defineMessage({
  message: 'IFTMCS',
  title: label('Bill of lading contract status', '提单数据'),
  kind: 'carriage',
  sender: 'carrier',
  receiver: 'shipper',
  after: billOfLading,
  fields: {
    ...billOfLading.fields,
    shipperId: organisationOf('shipper'),
    notifyId: organisationOf('consignee'),
    carrierId: organisationOf('carrier'),
  },
  tables: { ...billOfLading.tables, containers: packedContainers },
  leavesOut: { container: 'the containers say it' },
  body: [
    say.beginning('705'),
    say.onDay('182', 'issued'),
    say.onDay('342', 'onBoard'),
    of.told('BLC', 'FORM', text('form', 5)),
    of.told('BLC', 'LAW', text('law')),
    each('clauses', segment('FTX', 'BLR', '', '', text('', 5))),
    ...of.totals,
    group('SG1', say.namedPlace('91', 'placeOfIssue')),
    group('SG3', say.reference('BN', 'booking')),
    group('SG6', of.freightTerm),
    of.voyage('SG8', 'SG9', { more: [of.receipt('SG9')] }),
    say.registeredParty('SG11', 'SG15', ['CZ', 'shipper']),
    say.registeredParty('SG11', 'SG15', ['CA', 'carrier']),
    group('SG11', of.namedParty('CN', 'consignee')),
    say.registeredParty('SG11', 'SG15', ['NI', 'notify']),
    group('SG11', of.namedParty('CG', 'agent')),
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
