import {
  coded,
  decimal,
  group,
  segment,
  type SegmentTemplate,
  type Slot,
  type Template,
  text,
  usual,
} from '@entrepot/edi'
import * as say from './vocabulary.ts'

/**
 * How the messages of booking and carriage (IFTM*, IFTSTA, COREOR, VERMAS) say what they have in common; fields are named as
 * in the bill of lading.
 */

/** UNCL 3055: ISO, and BIC for containers; IMO for ships. */
const ISO = '5'
const IMO = '54'
/** UNCL 1131: sizes and types of containers (ISO 6346). */
const SIZE_AND_TYPE = '102'
/** UNECE Recommendation 19: maritime transport. */
const SEA = '1'
/** UNECE Recommendation 21: carton. */
const CARTON = 'CT'

/** FTX: what no segment of the message is made for, told by a word of ours. */
export const told = (subject: string, word: string, ...slots: readonly Slot[]): SegmentTemplate =>
  segment('FTX', subject, '', [word, '', usual(say.AGENCY.agreed)], slots)

/** TDT: the ship by its name, and its voyage. */
export const namedShip = segment('TDT', '20', text('voyage'), usual(SEA), '', '', '', '', ['', '', '', text('vessel')])

/**
 * TDT and LOC: ship and voyage, ports, place of delivery.
 *
 * @param within what stands before the names of the fields: `/` inside of rows.
 */
export const voyage = (
  name: string,
  places: string,
  { within = '', more = [] }: { readonly within?: '' | '/'; readonly more?: readonly Template[] } = {},
): Template =>
  group(
    name,
    segment('TDT', '20', text(`${within}voyage`), usual(SEA), '', '', '', '', [
      ...[text(`${within}imo`), '', usual(IMO)],
      text(`${within}vessel`),
    ]),
    group(places, say.place('9', `${within}from`)),
    group(places, say.place('11', `${within}to`)),
    group(places, say.namedPlace('7', `${within}delivery`)),
    ...more,
  )

/** LOC: where the carrier takes the goods over. */
export const receipt = (places: string): Template => group(places, say.namedPlace('88', 'receipt'))

/** TDT and LOC: ports and place of delivery, where no ship is named yet. */
export const route = (name: string, places: string): Template =>
  group(
    name,
    segment('TDT', '20', '', usual(SEA)),
    group(places, say.place('9', 'from')),
    group(places, say.place('11', 'to')),
    group(places, say.namedPlace('7', 'delivery')),
  )

/** NAD: a party known by its identifier alone: its name is certified when it enters. */
export const identifiedParty = (qualifier: string, field: string): SegmentTemplate =>
  segment('NAD', qualifier, [text(field), '', usual(say.AGENCY.agreed)])

/** NAD: a party known by its name: whoever is not in the file. */
export const namedParty = (qualifier: string, name: string): SegmentTemplate =>
  segment('NAD', qualifier, '', '', text(name, 5))

/** GID: an item of goods with its number of cartons. */
export const goodsItem = (item: Slot): SegmentTemplate =>
  segment('GID', item, [decimal('packages'), usual(CARTON), '', usual(say.AGENCY.unece)])

/** FTX: the goods in words. */
export const goodsInWords = segment('FTX', 'AAA', '', '', text('description', 5))

/** EQD: a container by its number (ISO 6346), its size and type. */
export const container = (fullOrEmpty?: string): SegmentTemplate =>
  segment(
    'EQD',
    'CN',
    [text('number'), '', usual(ISO)],
    [text('type'), usual(SIZE_AND_TYPE), usual(ISO)],
    ...(fullOrEmpty === undefined ? [] : ['', '', usual(fullOrEmpty)]),
  )

/** EQD: a container by its size and type, where none was picked yet. */
export const containerType = (field: string): SegmentTemplate =>
  segment('EQD', 'CN', '', [text(field), usual(SIZE_AND_TYPE), usual(ISO)])

/** SEL: the shipper's seal. */
export const seal = segment('SEL', text('seal'), usual('SH'))

/** MEA: gross mass of the cargo of an item or container, in kilograms. */
export const grossKg = say.kilograms('G', 'grossKg')

/** CNT: packages, gross mass and volume of the whole consignment. */
export const totals: readonly SegmentTemplate[] = [
  segment('CNT', ['11', decimal('packages')]),
  segment('CNT', ['7', decimal('grossKg'), usual('KGM')]),
  segment('CNT', ['15', decimal('m3'), usual('MTQ')]),
]

/** CPI: whether freight is paid at the port of loading or of discharge. */
export const freightTerm = segment('CPI', '4', '', coded('freight', { prepaid: 'P', collect: 'C' }))

/** Days for which storage at the terminal and use of the container are free. */
export const freeTime: readonly SegmentTemplate[] = [
  told('TRA', 'DEMURRAGE DAYS', decimal('demurrageDays')),
  told('TRA', 'DETENTION DAYS', decimal('detentionDays')),
]
