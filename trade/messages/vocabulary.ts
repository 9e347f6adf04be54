import {
  along,
  coded,
  dated,
  decimal,
  instant,
  lines,
  type SegmentTemplate,
  segment,
  type Slot,
  text,
  type Template,
  usual,
  group,
  type GroupTemplate,
} from '@entrepot/edi'
import { DATE_FORMATS } from '@entrepot/edifact'

/**
 * How the trade's messages say what they have in common (UN/EDIFACT D.01B). Arguments are a qualifier and names of fields.
 */

/** UNCL 3055: codes that the partners agreed on, of the UN/ECE, of the ICC. */
export const AGENCY = { agreed: 'ZZZ', unece: '6', icc: '4' } as const

/** BGM: the document's name by its code, its number; an original. */
export const beginning = (code: string): SegmentTemplate => segment('BGM', usual(code), text('number'), usual('9'))

/** BGM of a message that follows a document: an original, or in the place of one. */
export const beginningAgain = (code: string): SegmentTemplate =>
  segment('BGM', usual(code), text('number'), coded('function', { original: '9', replaces: '5', cancels: '1' }))

/** A day with the code of its format. */
const day = (field: string): Slot => dated(field, '102', DATE_FORMATS)

/** DTM: a day. */
export const onDay = (qualifier: string, field: string): SegmentTemplate => segment('DTM', [qualifier, day(field)])

/** DTM: an instant with its offset. */
export const at = (qualifier: string, field: string): SegmentTemplate =>
  segment('DTM', [qualifier, instant(field, '205', DATE_FORMATS)])

/** RFF: a reference. */
export const reference = (qualifier: string, field: string): SegmentTemplate => segment('RFF', [qualifier, text(field)])

/** NAD: a party by identifier, name, place and country: `buyerId`, `buyer`, `buyerPlace`, `buyerCountry`. */
export const party = (qualifier: string, name: string): SegmentTemplate =>
  segment(
    'NAD',
    qualifier,
    [text(`${name}Id`), '', usual(AGENCY.agreed)],
    ...['', text(name, 5), '', text(`${name}Place`), '', '', text(`${name}Country`)],
  )

/** LOC: a place by its UN/LOCODE. */
export const place = (qualifier: string, field: string): SegmentTemplate =>
  segment('LOC', qualifier, [text(field), '', usual(AGENCY.unece)])

/** LOC: a place by its name. */
export const namedPlace = (qualifier: string, field: string): SegmentTemplate =>
  segment('LOC', qualifier, ['', '', '', text(field)])

/** FTX: a text of a subject. */
export const remark = (subject: string, field: string): SegmentTemplate =>
  segment('FTX', subject, '', '', text(field, 5))

/** FTX: a condition of the sale that no segment is made for, told by a word of ours. */
export const condition = (word: string, field: string): SegmentTemplate =>
  segment('FTX', 'AAJ', '', [word, '', usual(AGENCY.agreed)], text(field, 5))

/** TOD and LOC: the trade term with its edition and named place. */
export const tradeTerm = (name: string): Template =>
  group(
    name,
    segment('TOD', usual('6'), '', [text('incoterm'), '', usual(AGENCY.icc), along(text('incotermEdition'))]),
    place('1', 'incotermPlace'),
  )

/** CUX: the currency of the message, as what. */
export const currency = (type: string): SegmentTemplate => segment('CUX', ['2', text('currency'), type])

/** PAT: the terms of payment. */
export const payment = segment('PAT', coded('payment', { documentaryCredit: '65', bankTransfer: '54' }))

/** TDT and LOC: the main carriage, with the ports and the final destination. */
export const carriage = (name: string, places: string): Template =>
  group(
    name,
    segment('TDT', '20'),
    group(places, place('9', 'from')),
    group(places, place('11', 'to')),
    group(places, namedPlace('20', 'finalPlace')),
  )

/** NAD and RFF: a party with its registration. */
export const registeredParty = (
  name: string,
  references: string,
  [qualifier, fields]: readonly [string, string],
): GroupTemplate => group(name, party(qualifier, fields), group(references, reference('XA', `${fields}Registration`)))

/** MOA: an amount whose currency is that of the whole message. */
export const amount = (qualifier: string, field: string): SegmentTemplate =>
  segment('MOA', [qualifier, decimal(field), along(text('/currency'))])

/** QTY: a quantity in its unit (UN/ECE Recommendation 20). */
export const quantity = (qualifier: string, field = 'quantity'): SegmentTemplate =>
  segment('QTY', [qualifier, decimal(field), along(text('unit'))])

/** PRI: the net price per unit. */
export const price = segment('PRI', ['AAA', decimal('price')])

/** PIA: the heading of the harmonised system. */
export const heading = segment('PIA', '5', [text('hs6'), 'HS'])

/** IMD: the goods in words. */
export const goods = segment('IMD', usual('F'), '', ['', '', '', text('goods', 2)])

/** ALI: the country of origin. */
export const origin = segment('ALI', text('origin'))

/** MEA: a mass in kilograms. */
export const kilograms = (attribute: string, field: string): SegmentTemplate =>
  segment('MEA', 'WT', attribute, ['KGM', decimal(field)])

/** MEA: a volume in cubic metres. */
export const cubicMetres = (field: string): SegmentTemplate => segment('MEA', 'VOL', 'AAW', ['MTQ', decimal(field)])

/** MEA: a side of a package in centimetres. */
export const centimetres = (attribute: string, field: string): SegmentTemplate =>
  segment('MEA', 'PD', attribute, ['CMT', decimal(field)])

/** PAC: a number of cartons. */
export const cartons = (field: string): SegmentTemplate => segment('PAC', decimal(field), '', usual('CT'))

/** PCI: what is written on the packages, line by line. */
export const marks = (field: string): SegmentTemplate => segment('PCI', '', lines(field, 10))
