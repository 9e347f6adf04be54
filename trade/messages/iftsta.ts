import { dated, each, group, instant, segment, type Slot, text, type Template, usual } from '@entrepot/edi'
import { DATE_FORMATS } from '@entrepot/edifact'
import { maybe, shown, type Table } from '@entrepot/trade/documents'
import { type Capacity, label, type PathTemplate } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { callFields, containersOfAct } from './carriage-fields.ts'
import { defineMessage, type Message } from './define.ts'
import { messageDate, messageNumber } from './envelope.ts'
import * as say from './vocabulary.ts'

/** An event of a carriage. */
export interface CarriageEvent {
  readonly title: readonly [en: string, zh: string]
  /** Code of the status (UNECE Recommendation 24). */
  readonly status: string
  /** The same as a code of X12 (element 1015 of transaction set 315). */
  readonly x12: string
  readonly after: string
  readonly sender: Capacity
  readonly receiver: Capacity
  /** When it happened, an element of the container or, of the ship, of the carriage. */
  readonly at: PathTemplate
  readonly precision: 'day' | 'instant'
  /** The field that says where it happened. */
  readonly place?: 'from' | 'to'
}

const EXPORT = { receiver: 'shipper', place: 'from' } as const
const IMPORT = { receiver: 'consignee', place: 'to' } as const
const container = (name: string): PathTemplate => `/containers/{container}/${name}`

/**
 * Events that a carriage reports, each stated by whoever brought it about or saw it. What happens before the sea is told the
 * shipper, what happens behind it the receiver, and the return of the empty container the carrier.
 */
export const carriageEvents: readonly CarriageEvent[] = [
  {
    ...{ title: ['Empty picked up', '提空箱'], status: '13', x12: 'EE', after: 'release-empty', sender: 'carrier' },
    ...{ receiver: 'shipper', at: container('pickedUp'), precision: 'day' },
  },
  {
    ...{ title: ['Gated in', '进港'], status: '74', x12: 'I', after: 'gate-in', sender: 'terminalLoading' },
    ...{ ...EXPORT, at: container('gatedIn'), precision: 'instant' },
  },
  {
    ...{ title: ['Loaded on board', '装船'], status: '48', x12: 'AE', after: 'load', sender: 'carrier' },
    ...{ ...EXPORT, at: container('loaded'), precision: 'instant' },
  },
  {
    ...{ title: ['Departed', '离港'], status: '24', x12: 'VD', after: 'depart', sender: 'carrier' },
    ...{ ...EXPORT, at: '/departed', precision: 'instant' },
  },
  {
    ...{ title: ['Arrived', '到港'], status: '1', x12: 'VA', after: 'arrive', sender: 'carrier' },
    ...{ ...IMPORT, at: '/arrived', precision: 'instant' },
  },
  {
    ...{ title: ['Discharged', '卸船'], status: '29', x12: 'UV', after: 'discharge', sender: 'terminalDischarge' },
    ...{ ...IMPORT, at: container('discharged'), precision: 'instant' },
  },
  {
    ...{ title: ['Gated out', '出港'], status: '27', x12: 'OA', after: 'gate-out', sender: 'terminalDischarge' },
    ...{ ...IMPORT, at: container('gatedOut'), precision: 'day' },
  },
  {
    ...{ title: ['Delivered', '送达'], status: '21', x12: 'D', after: 'deliver', sender: 'haulier' },
    ...{ receiver: 'consignee', at: container('delivered'), precision: 'day' },
  },
  {
    ...{ title: ['Empty returned', '还空箱'], status: '82', x12: 'RD', after: 'return-empty', sender: 'haulier' },
    ...{ receiver: 'carrier', at: container('returned'), precision: 'day' },
  },
]

const isOfShip = ({ at }: CarriageEvent): boolean => !at.includes('{container}')

/** What a report of an event says, in whichever syntax. */
export const eventFields = (event: CarriageEvent) => ({
  number: messageNumber,
  date: messageDate,
  booking: shown(carriage, '/booking/number'),
  billOfLading: maybe(carriage, '/bill/number'),
  ...callFields,
  ...(isOfShip(event) ? { at: shown(carriage, event.at) } : {}),
})

/** Containers of which an event tells: those of its act; of the ship's, all. */
export const eventContainers = (event: CarriageEvent): Table => {
  const ofAct = containersOfAct(isOfShip(event) ? {} : { at: shown(carriage, event.at) })
  return isOfShip(event) ? { ...ofAct, each: ({ home }) => home.enumerate('/containers') } : ofAct
}

/** Status reports: one message for each event, as carriers and terminals send them. */
export const iftsta: readonly Message[] = carriageEvents.map((event) => {
  const { title, after, sender, receiver } = event
  return defineMessage({
    message: 'IFTSTA',
    title: label(...title),
    kind: 'carriage',
    ...{ sender, receiver, after },
    fields: eventFields(event),
    tables: { containers: eventContainers(event) },
    body: [
      say.beginning('77'),
      say.onDay('137', 'date'),
      group('SG3', say.reference('BN', 'booking')),
      group('SG4', segment('CNI', '1', [text('billOfLading')]), ...statuses(event)),
    ],
  })
})

/** STS, DTM, LOC, TDT and EQD: of the ship once, with all its containers; else for each container. */
function statuses(event: CarriageEvent): Template[] {
  const { status, place } = event
  const head = (at: Slot, field: string): Template[] => [
    segment('STS', usual('1'), [status, '', usual(say.AGENCY.unece)]),
    segment('DTM', ['78', at]),
    ...(place === undefined ? [] : [say.place('14', field)]),
  ]
  const at = event.precision === 'day' ? dated('at', '102', DATE_FORMATS) : instant('at', '205', DATE_FORMATS)
  return isOfShip(event)
    ? [
        group(
          'SG5',
          ...head(at, place ?? ''),
          of.voyage('SG8', 'SG9'),
          each('containers', group('SG10', of.container())),
        ),
      ]
    : [
        each(
          'containers',
          group(
            'SG5',
            ...head(at, `/${place}`),
            of.voyage('SG8', 'SG9', { within: '/' }),
            group('SG10', of.container()),
          ),
        ),
      ]
}
