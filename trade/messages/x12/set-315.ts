import { day, each, group, segment, type Template, text, usual } from '@entrepot/edi'
import type { FieldScene, Table } from '@entrepot/trade/documents'
import { asPath, label } from '@entrepot/trade/file'
import type { Message, MessageField } from '../define.ts'
import { type CarriageEvent, carriageEvents, eventContainers, eventFields } from '../iftsta.ts'
import { defineTransactionSet } from './define-set.ts'
import { containersIn, timeOf } from './fields.ts'
import * as say from './vocabulary.ts'

/** Characters of a day. */
const DAY_LENGTH = 10
/** Zones west of Greenwich count down to it (element 623). */
const WEST = 25
/** Statuses of an empty container (UNECE Recommendation 24: collected, returned). */
const EMPTY = ['13', '82']

/**
 * Status report: what IFTSTA says. A set tells of one container; an act that several have in common, of which a report would tell, is not
 * sent as X12.
 */
export const set315: readonly Message[] = carriageEvents.map((event) => {
  const { title, after, sender, receiver, status, x12, place } = event
  const { at: _, ...fields } = eventFields(event)
  const containers = eventContainers(event)
  return defineTransactionSet({
    message: '315',
    title: label(...title),
    kind: 'carriage',
    ...{ sender, receiver, after },
    fields: {
      ...fields,
      day: when(event, containers, (at) => at.slice(0, DAY_LENGTH)),
      ...(event.precision === 'day'
        ? {}
        : { time: when(event, containers, timeOf), zone: when(event, containers, zoneOf) }),
    },
    tables: { containers: containersIn({ containers }, ['at']) },
    body: [
      each(
        'containers',
        segment(
          'B4',
          ...['', '', x12, day('/day'), event.precision === 'day' ? '' : say.clock('/time'), ''],
          ...[text('initial'), text('serial'), usual(EMPTY.includes(status) ? 'E' : 'L'), text('type')],
          ...(place === undefined ? [] : [text(`/${place}`), usual('UN')]),
        ),
      ),
      segment('N9', 'ZZ', text('number'), '', day('date')),
      segment('N9', 'BN', text('booking')),
      segment('N9', 'BM', text('billOfLading')),
      segment(
        'Q2',
        ...[
          text('imo'),
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          text('voyage'),
          '',
          '',
          say.qualifying('imo', 'L'),
          text('vessel'),
        ],
      ),
      ...calls(event),
    ],
  })
})

/** R4 and DTM: the ports; where it happened, when by which zone. */
function calls({ place, precision }: CarriageEvent): readonly Template[] {
  if (precision === 'day') return say.ports
  const happened = segment('DTM', '140', day('day'), say.clock('time'), text('zone'))
  const call = (port: string, name: 'from' | 'to'): Template =>
    group('R4', segment('R4', port, usual('UN'), text(name)), ...(place === name ? [happened] : []))
  return [call('L', 'from'), call('D', 'to'), ...say.ports.slice(2)]
}

/** A part of the time of an event: of the ship, or of the containers of its act. */
function when(
  { title: [en, zh], at }: CarriageEvent,
  { each: rows }: Table,
  part: (at: string) => string | undefined,
): MessageField {
  return {
    label: { en, zh },
    of(scene: FieldScene) {
      const [container = ''] = rows(scene)
      const happened = scene.home.text(asPath(at.replace('{container}', container)))
      return happened === undefined ? undefined : part(happened)
    },
  }
}

/** The zone of an instant as X12 writes it: hours east of Greenwich, local time where it is no whole hour. */
function zoneOf(at: string): string {
  const [, sign, hours = '', minutes] = /([+-])(\d\d):(\d\d)$/.exec(at) ?? []
  if (sign === undefined || Number(hours) === 0) return 'UT'
  if (minutes !== '00') return 'LT'
  return sign === '+' ? hours : String(WEST - Number(hours))
}
