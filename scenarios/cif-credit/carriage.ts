import type { Group, Untimed } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { cited, CN, enter, forLines, group, issue, keyed, momentsOf, NL } from '../write.ts'

const PARTIES = {
  booker: 'seller',
  shipper: 'seller',
  carrier: 'carrier',
  carrierAgent: 'carrierAgent',
  terminalLoading: 'terminalLoading',
  terminalDischarge: 'terminalDischarge',
  haulier: 'haulier',
  consignee: 'buyer',
  nominatedBank: 'nominatedBank',
  issuingBank: 'issuingBank',
} as const

const CUTOFFS = ['shippingInstructions', 'vgm', 'containerYard', 'entrySummary', 'exportDeclaration']

/** The carriage: booking, container, bill of lading, arrival, delivery. */
export function carriageSteps(input: Input): Group[] {
  return [...booking(input), ...toTheShip(input), ...billOfLading(input), ...toTheDoor(input)]
}

const does = (by: string, as: string, name: string, act: string): Untimed => ({ by, as, name, act, file: 'carriage' })

function booking(input: Input): Group[] {
  const lines = input.names('lines')
  const on = momentsOf(input)
  return [
    group(
      on('bookingRequested'),
      CN,
      {
        ...does('seller', 'booker', 'booking requested', 'book/1'),
        opens: { kind: 'carriage', parties: PARTIES },
        keyed: { '/booking/container': input.text('container.type') },
        cited: cited('sale', {
          '/contract': 'number',
          '/booking/terms': 'incoterm/rule',
          '/booking/from': 'deliveryPort',
          '/booking/to': 'incoterm/place',
          '/booking/finalPlace': 'finalPlace',
          '/booking/latest': 'shipment/latest',
          ...forLines(lines, (line) => ({
            [`/goods/${line}/description`]: `lines/${line}/goods`,
            [`/goods/${line}/hs6`]: `lines/${line}/hs6`,
          })),
        }),
      },
      ...enter(
        'carriage',
        Object.entries(PARTIES)
          .filter(([capacity]) => capacity !== 'booker' && capacity !== 'shipper')
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
            ...Object.fromEntries(CUTOFFS.map((cutoff) => [`/cutoffs/${cutoff}`, `carriage.cutoffs.${cutoff}`])),
          }),
          '/booking/freight': input.money('carriage.freight'),
          '/booking/originCharges': input.money('carriage.originCharges'),
          '/booking/terminalHandling': input.money('carriage.terminalHandlingRotterdam'),
        },
        cited: cited('carriage', { '/vessel/firstEuPort': 'booking/to' }),
      },
      {
        ...does('haulier', 'haulier', 'on-carriage quoted', 'quote-on-carriage/1'),
        keyed: { '/booking/onCarriage': input.money('carriage.onCarriage') },
      },
    ),
  ]
}

function toTheShip(input: Input): Group[] {
  const lines = input.names('lines')
  const time = (name: string) => input.text(`times.${name}`)
  const on = momentsOf(input)
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
        cited: cited(
          'sale',
          forLines(lines, (line) => ({
            [`/containers/c1/holds/${line}`]: `lines/${line}/cartons`,
            [`/goods/${line}/cartons`]: `lines/${line}/cartons`,
            [`/goods/${line}/netPerCartonKg`]: `lines/${line}/netPerCartonKg`,
            [`/goods/${line}/grossPerCartonKg`]: `lines/${line}/grossPerCartonKg`,
            [`/goods/${line}/cartonCm`]: `lines/${line}/cartonCm`,
          })),
        ),
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
      keyed: { '/instructions/form': input.text('carriage.billOfLading.form'), '/instructions/freight': 'prepaid' },
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
  ]
}

function billOfLading(input: Input): Group[] {
  const on = momentsOf(input)
  return [
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
  ]
}

function toTheDoor(input: Input): Group[] {
  const time = (name: string) => input.text(`times.${name}`)
  const on = momentsOf(input)
  return [
    group(on('arrivalNotice'), NL, does('carrierAgent', 'carrierAgent', 'arrival notified', 'notify-arrival/1')),
    group(on('arrived'), NL, { ...does('carrier', 'carrier', 'arrived', 'arrive/1'), at: time('arrived') }),
    group(on('discharged'), NL, {
      ...does('terminalDischarge', 'terminalDischarge', 'discharged', 'discharge/1'),
      at: time('discharged'),
      keyed: {
        '/containers/c1/discharged': time('discharged'),
        '/containers/c1/grossMass/outturn': input.text('container.outturnGrossKg'),
      },
    }),
    group(
      on('billOfLadingSurrendered'),
      NL,
      does('buyer', 'consignee', 'bill of lading surrendered', 'surrender-bill/1'),
    ),
    group(on('deliveryOrder'), NL, {
      ...does('carrierAgent', 'carrierAgent', 'delivery ordered', 'order-delivery/1'),
      keyed: { '/delivery/order': 'released' },
    }),
    group(on('gatedOut'), NL, {
      ...does('terminalDischarge', 'terminalDischarge', 'gated out', 'gate-out/1'),
      keyed: { '/containers/c1/exit': 'gated out' },
    }),
    group(on('delivered'), NL, {
      ...does('haulier', 'haulier', 'delivered', 'deliver/1'),
      keyed: { '/containers/c1/handover': 'delivered' },
    }),
    group(on('emptyReturned'), NL, {
      ...does('haulier', 'haulier', 'empty returned', 'return-empty/1'),
      keyed: { '/containers/c1/return': 'returned' },
    }),
  ]
}
