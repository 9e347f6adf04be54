import { covering } from '../covering.ts'
import type { Input } from '../golden.ts'
import { billOfLading, carries, toTheDoor, toTheShip } from '../shipping.ts'
import type { Group } from '../timetable.ts'
import { CN, NL, cited, enter, group, keyed, momentsOf } from '../write.ts'

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

/** The carriage under FOB: the buyer books and insures, the seller ships. */
export function carriageSteps(input: Input): Group[] {
  return [
    ...booking(input),
    ...covering(input, { insured: 'buyer', offset: NL, percent: 'cover.percent', to: 'booking' }),
    ...toTheShip(input, 'collect'),
    ...billOfLading(input),
    ...handingOver(input),
    ...toTheDoor(input, SUMMER),
  ]
}

function booking(input: Input): Group[] {
  const on = momentsOf(input)
  return [
    group(
      on('bookingRequested'),
      NL,
      {
        ...carries('buyer', 'booker', 'booking requested', 'book/1'),
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
          }),
          '/booking/freight': input.money('carriage.freight'),
          '/booking/terminalHandling': input.money('carriage.terminalHandlingRotterdam'),
        },
      },
      {
        ...carries('haulier', 'haulier', 'on-carriage quoted', 'quote-on-carriage/1'),
        keyed: { '/booking/onCarriage': input.money('carriage.onCarriage') },
      },
    ),
  ]
}

function handingOver(input: Input): Group[] {
  return [
    group(momentsOf(input)('controlTransferred'), CN, {
      ...carries('seller', 'shipper', 'control to the buyer', 'transfer-control/1'),
      keyed: { '/bill/controller': '@buyer' },
    }),
  ]
}
