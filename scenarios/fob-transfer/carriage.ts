import type { Input } from '../golden.ts'
import { billOfLading, carries, toTheDoor, toTheShip } from '../shipping.ts'
import type { Group } from '../timetable.ts'
import { CN, NL, cited, enter, group, issue, keyed, momentsOf } from '../write.ts'

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
    ...insuring(input),
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

function handingOver(input: Input): Group[] {
  return [
    group(momentsOf(input)('controlTransferred'), CN, {
      ...carries('seller', 'shipper', 'control to the buyer', 'transfer-control/1'),
      keyed: { '/bill/controller': '@buyer' },
    }),
  ]
}
