import type { Input } from './golden.ts'
import type { Group, Untimed } from './timetable.ts'
import { CN, cited, forLines, group, issue, keyed, momentsOf } from './write.ts'

/** A step in the file of the carriage. */
export const carries = (by: string, as: string, name: string, act: string): Untimed => ({
  by,
  as,
  name,
  act,
  file: 'carriage',
})

/** From the empty container to the ship's departure. */
export function toTheShip(input: Input, freight: 'prepaid' | 'collect'): Group[] {
  const lines = input.names('lines')
  const time = (name: string) => input.text(`times.${name}`)
  const on = momentsOf(input)
  return [
    group(on('emptyPickedUp'), CN, {
      ...carries('carrier', 'carrier', 'empty picked up', 'release-empty/1'),
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
        ...carries('seller', 'shipper', 'stuffed and sealed', 'stuff-and-seal/1'),
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
      ...carries('seller', 'shipper', 'mass verified', 'declare-verified-mass/1'),
      keyed: keyed(input, {
        '/containers/c1/method': 'container.vgmMethod',
        '/containers/c1/dunnageKg': 'container.dunnageKg',
      }),
    }),
    group(on('shippingInstructions'), CN, {
      ...carries('seller', 'shipper', 'shipping instructed', 'instruct-shipping/1'),
      keyed: { '/instructions/form': input.text('carriage.billOfLading.form'), '/instructions/freight': freight },
      cited: cited('sale', { '/marks': 'marks' }),
    }),
    group(on('gatedIn'), CN, {
      ...carries('terminalLoading', 'terminalLoading', 'gated in', 'gate-in/1'),
      keyed: { '/containers/c1/gatedIn': time('gatedIn') },
    }),
    group(on('onBoard'), CN, {
      ...carries('carrier', 'carrier', 'loaded on board', 'load/1'),
      at: time('onBoard'),
      keyed: { '/containers/c1/loaded': time('onBoard') },
    }),
    group(on('departed'), CN, { ...carries('carrier', 'carrier', 'departed', 'depart/1'), at: time('departed') }),
  ]
}

/** The bill of lading is issued, and endorsed. */
export function billOfLading(input: Input): Group[] {
  const on = momentsOf(input)
  return [
    group(
      on('billOfLadingIssued'),
      CN,
      {
        ...carries('carrier', 'carrier', 'bill of lading issued', 'issue-bill/1'),
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
      ...carries('seller', 'shipper', 'bill of lading endorsed', 'endorse-bill/1'),
      keyed: { '/bill/endorsement': 'blank' },
    }),
  ]
}

/** From the arrival notice to the empty container's return, by the clock of the place of destination. */
export function toTheDoor(input: Input, offset: string): Group[] {
  const time = (name: string) => input.text(`times.${name}`)
  const on = momentsOf(input)
  return [
    group(on('arrivalNotice'), offset, carries('carrierAgent', 'carrierAgent', 'arrival notified', 'notify-arrival/1')),
    group(on('arrived'), offset, { ...carries('carrier', 'carrier', 'arrived', 'arrive/1'), at: time('arrived') }),
    group(on('discharged'), offset, {
      ...carries('terminalDischarge', 'terminalDischarge', 'discharged', 'discharge/1'),
      at: time('discharged'),
      keyed: {
        '/containers/c1/discharged': time('discharged'),
        '/containers/c1/grossMass/outturn': input.text('container.outturnGrossKg'),
      },
    }),
    group(
      on('billOfLadingSurrendered'),
      offset,
      carries('buyer', 'consignee', 'bill of lading surrendered', 'surrender-bill/1'),
    ),
    group(on('deliveryOrder'), offset, {
      ...carries('carrierAgent', 'carrierAgent', 'delivery ordered', 'order-delivery/1'),
      keyed: { '/delivery/order': 'released' },
    }),
    group(on('gatedOut'), offset, {
      ...carries('terminalDischarge', 'terminalDischarge', 'gated out', 'gate-out/1'),
      keyed: { '/containers/c1/exit': 'gated out' },
    }),
    group(on('delivered'), offset, {
      ...carries('haulier', 'haulier', 'delivered', 'deliver/1'),
      keyed: { '/containers/c1/handover': 'delivered' },
    }),
    group(on('emptyReturned'), offset, {
      ...carries('haulier', 'haulier', 'empty returned', 'return-empty/1'),
      keyed: { '/containers/c1/return': 'returned' },
    }),
  ]
}
