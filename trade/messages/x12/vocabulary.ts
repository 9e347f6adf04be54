import {
  coded,
  count,
  day,
  decimal,
  each,
  following,
  group,
  ordinal,
  segment,
  type SegmentTemplate,
  type Slot,
  type Template,
  text,
  usual,
} from '@entrepot/edi'

/**
 * How transaction sets of X12 say what they have in common. A qualifier stands in an element of its own, so that it follows from the
 * field which it qualifies.
 */

/** A qualifier that is there where its field is. */
export const qualifying = (field: string, code: string): Slot => following(field, () => code)

/** Units of UNECE Recommendation 20 as X12 writes them (element 355). */
const UNITS = {
  ...{ PCE: 'PC', EA: 'EA', SET: 'ST', PR: 'PR', DZN: 'DZ', CTN: 'CT', KGM: 'KG', TNE: 'MP' },
  ...{ LTR: 'LT', MTQ: 'CR', CMT: 'CM', MTR: 'MR', MTK: 'SM' },
}

/** The unit of a quantity. */
export const unit = coded('unit', UNITS)

/** Hours and minutes, `17:00`, in one element: `1700`. */
export const clock = (name: string): Slot => ({
  field: name,
  width: 1,
  write(content) {
    const [, hours, minutes] = (typeof content === 'string' && /^(\d\d):(\d\d)$/.exec(content)) || []
    return minutes === undefined
      ? { ok: false, code: 'mapping/not-a-date' }
      : { ok: true, texts: [`${hours}${minutes}`] }
  },
  read([digits = '']) {
    const [, hours, minutes] = /^(\d\d)(\d\d)/.exec(digits) ?? []
    return minutes === undefined
      ? { remark: { code: 'mapping/not-a-date', component: 1, expected: 'HHMM' } }
      : { content: `${hours}:${minutes}` }
  },
})

/** REF: a reference. */
export const reference = (qualifier: string, field: string): SegmentTemplate => segment('REF', qualifier, text(field))

/** REF: a reference that has no qualifier of its own, with what it is. */
export const namedReference = (field: string, name: string): SegmentTemplate => segment('REF', 'ZZ', text(field), name)

/** DTM: a day. */
export const onDay = (qualifier: string, field: string): SegmentTemplate => segment('DTM', qualifier, day(field))

/** CUR: the currency of the whole set, as whose. */
export const currency = (of: string): SegmentTemplate => segment('CUR', usual(of), text('currency'))

/** N1, N4 and REF: a party with identifier, place and registration. */
export const party = (qualifier: string, name: string, more: { readonly registered?: true } = {}): Template =>
  group(
    'N1',
    segment('N1', qualifier, text(name), qualifying(`${name}Id`, 'ZZ'), text(`${name}Id`)),
    segment('N4', text(`${name}Place`), '', '', text(`${name}Country`)),
    ...(more.registered ? [segment('REF', 'ZZ', text(`${name}Registration`))] : []),
  )

/** N1: a party by its name alone. */
export const namedParty = (qualifier: string, field: string): Template =>
  group('N1', segment('N1', qualifier, text(field)))

/** N1: a party by its identifier alone. */
export const identifiedParty = (qualifier: string, field: string): Template =>
  group('N1', segment('N1', qualifier, '', qualifying(field, 'ZZ'), text(field)))

/** FOB: the trade term with its edition and place. */
export const tradeTerm = segment(
  'FOB',
  usual('DF'),
  ...[qualifying('incotermPlace', 'UN'), text('incotermPlace')],
  ...[usual('01'), text('incoterm')],
  ...[qualifying('incotermEdition', 'ZZ'), text('incotermEdition')],
)

/** ITD: the terms of payment, in a word of ours. */
export const payment = segment('ITD', usual('14'), '', '', '', '', '', '', '', '', '', '', text('payment'))

/** TD5: sea carriage, from and to, on which ship. */
export const carriage = (vessel?: string): readonly SegmentTemplate[] => [
  segment('TD5', '', '', '', usual('S'), vessel === undefined ? '' : text(vessel), '', 'OR', text('from')),
  segment('TD5', '', '', '', usual('S'), '', '', 'DE', text('to')),
]

/** The heading of the harmonised system and the country of origin, each behind its qualifier. */
export const headingAndOrigin: readonly Slot[] = [
  ...[qualifying('hs6', 'CG'), text('hs6')],
  ...[qualifying('origin', 'CH'), text('origin')],
]

/** PID: the goods in words, in pieces of 80 characters. */
export const goods = each('goods', segment('PID', 'F', '', '', '', text('')))

/** PO1 with PID and AMT: a line of goods at its price. */
export const pricedLine = (...more: readonly Template[]): Template =>
  each(
    'lines',
    group(
      'PO1',
      segment('PO1', ordinal('line'), decimal('quantity'), unit, decimal('price'), usual('PE'), ...headingAndOrigin),
      each('goods', group('PID', segment('PID', 'F', '', '', '', text('')))),
      ...more,
      group('AMT', segment('AMT', '1', decimal('amount'))),
    ),
  )

/** CTT and AMT: how many lines, and their total. */
export const lineTotals = group('CTT', segment('CTT', count('lines')), segment('AMT', 'TT', decimal('total')))

/** TD1: cartons and their gross mass in kilograms. */
export const cartonsAndMass = (volume?: Slot): SegmentTemplate =>
  segment(
    'TD1',
    ...[usual('CTN'), decimal('cartons'), '', '', ''],
    ...[usual('G'), decimal('grossKg'), usual('KG')],
    ...(volume ? [volume, qualifying(volume.field, 'CR')] : []),
  )

/** MEA: a mass in kilograms. */
export const kilograms = (qualifier: string, field: string): SegmentTemplate =>
  segment('MEA', 'WT', qualifier, decimal(field), [usual('KG')])

/** R4: ports of loading and discharge, place of delivery. */
export const ports: readonly Template[] = [
  group('R4', segment('R4', 'L', usual('UN'), text('from'))),
  group('R4', segment('R4', 'D', usual('UN'), text('to'))),
  group('R4', segment('R4', 'E', '', '', text('delivery'))),
]

/** Purpose of a transaction set (353): what UN/EDIFACT calls the message's function. */
export const purpose = coded('function', { original: '00', replaces: '05', cancels: '01' })
