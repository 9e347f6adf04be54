import { billOfLading, carries, toTheDoor, toTheShip } from '../shipping.ts'
import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { CN, NL, cited, enter, forLines, group, keyed, momentsOf } from '../write.ts'

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
  return [...booking(input), ...toTheShip(input, 'prepaid'), ...billOfLading(input), ...toTheDoor(input, NL)]
}

function booking(input: Input): Group[] {
  const lines = input.names('lines')
  const on = momentsOf(input)
  return [
    group(
      on('bookingRequested'),
      CN,
      {
        ...carries('seller', 'booker', 'booking requested', 'book/1'),
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
        ...carries('carrier', 'carrier', 'booking confirmed', 'confirm-booking/1'),
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
        ...carries('haulier', 'haulier', 'on-carriage quoted', 'quote-on-carriage/1'),
        keyed: { '/booking/onCarriage': input.money('carriage.onCarriage') },
      },
    ),
  ]
}
