import type { Input } from '../golden.ts'
import type { Group, Untimed } from '../timetable.ts'
import { CN, cited, enter, group, issue, keyed, momentsOf, NL } from '../write.ts'

const PARTIES = {
  booker: 'buyer',
  shipper: 'seller',
  carrier: 'carrier',
  carrierAgent: 'carrierAgent',
  terminalLoading: 'terminalLoading',
  terminalDischarge: 'terminalDischarge',
  haulier: 'haulier',
  consignee: 'buyer',
} as const

const SUMMER = '+02:00'
const does = (by: string, as: string, name: string, act: string): Untimed => ({ by, as, name, act, file: 'carriage' })

/** The carriage under FOB: the buyer books and insures, the seller ships. */
export function carriageSteps(input: Input): Group[] {
  return [...booking(input), ...insuring(input), ...toTheShip(input), ...toTheDoor(input)]
}

function booking(input: Input): Group[] {
  const on = momentsOf(input)
  return [
    group(
      on('bookingRequested'),
      NL,
      {
        ...does('buyer', 'booker', 'booking requested', 'book/1'),
        opens: { kind: 'carriage', parties: PARTIES },
        keyed: keyed(input, { '/booking/container': 'container.type', '/booking/to': 'contract.dischargePort' }),
        cited: cited('sale', {
          '/contract': 'number',
          '/booking/terms': 'incoterm/rule',
          '/booking/from': 'deliveryPort',
          '/booking/finalPlace': 'finalPlace',
          '/booking/latest': 'shipment/latest',
          '/goods/l1/description': 'lines/l1/goods',
          '/goods/l1/hs6': 'lines/l1/hs6',
        }),
      },
      ...enter(
        'carriage',
        Object.entries(PARTIES)
          .filter(([, party]) => party !== 'buyer')
          .map(([capacity, party]) => [party, capacity] as const),
      ),
    ),
    group(
      on('bookingConfirmed'),
      NL,
      {
        ...does('carrier', 'carrier', 'booking confirmed', 'confirm-booking/1'),
        answers: 'booking requested',
        keyed: {
          ...keyed(input, {
            '/booking/number': 'carriage.booking',
            '/vessel/name': 'carriage.vessel.name',
            '/vessel/imo': 'carriage.vessel.imo',
            '/vessel/voyage': 'carriage.vessel.voyage',
            '/freeDays/demurrage': 'carriage.freeDays.demurrage',
            '/freeDays/detention': 'carriage.freeDays.detention',
          }),
          '/booking/freight': input.money('carriage.freight'),
          '/booking/terminalHandling': input.money('carriage.terminalHandlingRotterdam'),
        },
      },
      {
        ...does('haulier', 'haulier', 'on-carriage quoted', 'quote-on-carriage/1'),
        keyed: { '/booking/onCarriage': input.money('carriage.onCarriage') },
      },
    ),
  ]
}

function insuring(input: Input): Group[] {
  const on = momentsOf(input)
  return [
    group(
      on('coverRequested'),
      NL,
      {
        ...{ name: 'cover requested', by: 'buyer', as: 'insured', act: 'request-cover/1', file: 'cover' },
        opens: { kind: 'cover', parties: { insured: 'buyer', insurer: 'insurer' } },
        keyed: { '/percent': input.text('cover.percent'), '/clauses': input.texts('cover.clauses') },
        cited: {
          ...cited('sale', {
            '/value': 'documents/invoice/total',
            '/currency': 'currency',
            '/marks': 'marks',
            '/invoice': 'invoices/i1/number',
            '/from': 'deliveryPort',
            '/finalPlace': 'finalPlace',
            '/goods/l1': 'lines/l1/goods',
          }),
          ...cited('carriage', { '/vessel': 'vessel/name', '/voyage': 'vessel/voyage', '/to': 'booking/to' }),
        },
      },
      ...enter('cover', [['insurer', 'insurer']]),
    ),
    group(
      on('insured'),
      CN,
      {
        ...{ name: 'cover issued', by: 'insurer', as: 'insurer', act: 'issue-cover/1', file: 'cover' },
        keyed: keyed(input, {
          '/certificate': 'cover.certificate',
          '/ratePercent': 'cover.ratePercent',
          '/excess': 'cover.excess',
          '/claimsPayable': 'cover.claimsPayable',
        }),
      },
      issue('insurance certificate issued', 'insurer', 'insurer', {
        ...{ file: 'cover', definition: 'insurance-certificate/1', document: 'insurance' },
      }),
    ),
  ]
}

function toTheShip(input: Input): Group[] {
  const on = momentsOf(input)
  const time = (name: string) => input.text(`times.${name}`)
  return [
    group(on('emptyPickedUp'), CN, {
      ...does('carrier', 'carrier', 'empty picked up', 'release-empty/1'),
      keyed: keyed(input, {
        '/containers/c1/number': 'container.number',
        '/containers/c1/tareKg': 'container.tareKg',
        '/containers/c1/toleranceKg': 'container.toleranceKg',
      }),
      cited: cited('carriage', { '/containers/c1/type': 'booking/container' }),
    }),
    group(
      on('stuffedSealed'),
      CN,
      {
        ...does('seller', 'shipper', 'stuffed and sealed', 'stuff-and-seal/1'),
        keyed: { '/containers/c1/seal': input.text('container.seal') },
        cited: cited('sale', {
          '/containers/c1/holds/l1': 'lines/l1/cartons',
          '/goods/l1/cartons': 'lines/l1/cartons',
          '/goods/l1/netPerCartonKg': 'lines/l1/netPerCartonKg',
          '/goods/l1/grossPerCartonKg': 'lines/l1/grossPerCartonKg',
          '/goods/l1/cartonCm': 'lines/l1/cartonCm',
        }),
      },
      issue('packing list issued', 'seller', 'seller', {
        file: 'sale',
        definition: 'packing-list/1',
        document: 'packingList',
      }),
    ),
    group(on('vgm'), CN, {
      ...does('seller', 'shipper', 'mass verified', 'declare-verified-mass/1'),
      keyed: keyed(input, {
        '/containers/c1/method': 'container.vgmMethod',
        '/containers/c1/dunnageKg': 'container.dunnageKg',
      }),
    }),
    group(on('shippingInstructions'), CN, {
      ...does('seller', 'shipper', 'shipping instructed', 'instruct-shipping/1'),
      keyed: { '/instructions/form': input.text('carriage.billOfLading.form'), '/instructions/freight': 'collect' },
      cited: cited('sale', { '/marks': 'marks' }),
    }),
    group(on('gatedIn'), CN, {
      ...does('terminalLoading', 'terminalLoading', 'gated in', 'gate-in/1'),
      keyed: { '/containers/c1/gatedIn': time('gatedIn') },
    }),
    group(on('onBoard'), CN, {
      ...does('carrier', 'carrier', 'loaded on board', 'load/1'),
      at: time('onBoard'),
      keyed: { '/containers/c1/loaded': time('onBoard') },
    }),
    group(on('departed'), CN, { ...does('carrier', 'carrier', 'departed', 'depart/1'), at: time('departed') }),
    group(
      on('billOfLadingIssued'),
      CN,
      {
        ...does('carrier', 'carrier', 'bill of lading issued', 'issue-bill/1'),
        keyed: keyed(input, {
          '/bill/number': 'carriage.billOfLading.number',
          '/bill/law': 'carriage.billOfLading.law',
        }),
      },
      issue('bill of lading copy issued', 'carrier', 'carrier', {
        ...{ file: 'carriage', definition: 'bill-of-lading/1', document: 'bill' },
      }),
    ),
    group(on('endorsed'), CN, {
      ...does('seller', 'shipper', 'bill of lading endorsed', 'endorse-bill/1'),
      keyed: { '/bill/endorsement': 'blank' },
    }),
    group(on('controlTransferred'), CN, {
      ...does('seller', 'shipper', 'control to the buyer', 'transfer-control/1'),
      keyed: { '/bill/controller': '@buyer' },
    }),
  ]
}

function toTheDoor(input: Input): Group[] {
  const on = momentsOf(input)
  const time = (name: string) => input.text(`times.${name}`)
  return [
    group(on('arrivalNotice'), SUMMER, does('carrierAgent', 'carrierAgent', 'arrival notified', 'notify-arrival/1')),
    group(on('arrived'), SUMMER, { ...does('carrier', 'carrier', 'arrived', 'arrive/1'), at: time('arrived') }),
    group(on('discharged'), SUMMER, {
      ...does('terminalDischarge', 'terminalDischarge', 'discharged', 'discharge/1'),
      at: time('discharged'),
      keyed: {
        '/containers/c1/discharged': time('discharged'),
        '/containers/c1/grossMass/outturn': input.text('container.outturnGrossKg'),
      },
    }),
    group(
      on('billOfLadingSurrendered'),
      SUMMER,
      does('buyer', 'consignee', 'bill of lading surrendered', 'surrender-bill/1'),
    ),
    group(on('deliveryOrder'), SUMMER, {
      ...does('carrierAgent', 'carrierAgent', 'delivery ordered', 'order-delivery/1'),
      keyed: { '/delivery/order': 'released' },
    }),
    group(on('gatedOut'), SUMMER, {
      ...does('terminalDischarge', 'terminalDischarge', 'gated out', 'gate-out/1'),
      keyed: { '/containers/c1/exit': 'gated out' },
    }),
    group(on('delivered'), SUMMER, {
      ...does('haulier', 'haulier', 'delivered', 'deliver/1'),
      keyed: { '/containers/c1/handover': 'delivered' },
    }),
    group(on('emptyReturned'), SUMMER, {
      ...does('haulier', 'haulier', 'empty returned', 'return-empty/1'),
      keyed: { '/containers/c1/return': 'returned' },
    }),
  ]
}
