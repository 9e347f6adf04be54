import { decimal, each, group, segment, type Slot, usual } from '@entrepot/edi'
import { maybe, party, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { containersOfAct } from './carriage-fields.ts'
import { defineMessage, type Message } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** UNCL 3055: codes of the ship planners' group, which terminals use for the methods. */
const SMDG = '306'

/** The methods of SOLAS VI/2 as SMDG writes them: weighed, calculated. */
const METHODS: Readonly<Record<string, string>> = { '1': 'SM1', '2': 'SM2' }

/** The method; no code list of the directory has it. */
const solasMethod: Slot = {
  field: 'method',
  width: 1,
  write(content) {
    const code = typeof content === 'string' && Object.hasOwn(METHODS, content) ? METHODS[content] : undefined
    return code === undefined ? { ok: false, code: 'mapping/no-code' } : { ok: true, texts: [code] }
  },
  read([text = '']) {
    const method = Object.keys(METHODS).find((each) => METHODS[each] === text)
    return method === undefined
      ? { remark: { code: 'mapping/unknown-code', component: 1, expected: Object.values(METHODS).join(' ') } }
      : { content: method }
  },
}

/** Verified gross mass (SOLAS VI/2): the shipper tells the carrier, calculated or weighed. */
export const vermas: readonly Message[] = ['declare-verified-mass', 'weigh-container'].map((after) =>
  defineMessage({
    message: 'VERMAS',
    release: '21B',
    title: label('Verified gross mass', '申报 VGM'),
    kind: 'carriage',
    sender: 'shipper',
    receiver: 'carrier',
    after,
    fields: {
      number: messageNumber,
      date: messageDate,
      booking: shown(carriage, '/booking/number'),
      shipperId: organisationOf('shipper'),
      ...party('shipper', 'shipper', ['Shipper', '托运人']),
      carrierId: organisationOf('carrier'),
    },
    tables: {
      containers: containersOfAct({
        seal: maybe(carriage, '/containers/{container}/seal'),
        tareKg: maybe(carriage, '/containers/{container}/tareKg'),
        verifiedKg: shown(carriage, '/containers/{container}/grossMass/verified'),
        method: shown(carriage, '/containers/{container}/method'),
      }),
    },
    leavesOut: { shipperRegistration: 'its identifier says it' },
    body: [
      say.beginning('749'),
      say.onDay('137', 'date'),
      group('SG1', say.reference('BN', 'booking')),
      group('SG2', say.party('SPC', 'shipper')),
      group('SG2', of.identifiedParty('CA', 'carrierId')),
      each(
        'containers',
        group(
          'SG4',
          ...[of.container('5'), of.seal],
          group('SG5', segment('MEA', 'AAE', 'VGM', ['KGM', decimal('verifiedKg')])),
          group('SG5', segment('MEA', 'AAE', 'T', ['KGM', decimal('tareKg')])),
          group('SG7', segment('DOC', [solasMethod, 'VGM', usual(SMDG)])),
        ),
      ),
    ],
  }),
)
