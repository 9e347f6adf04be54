import {
  along,
  coded,
  decimal,
  each,
  following,
  group,
  segment,
  type SegmentTemplate,
  type Template,
  text,
  usual,
} from '@entrepot/edi'
import * as say from './vocabulary.ts'

/**
 * How DOCAPP, DOCINF and DOCADV say the terms of a documentary credit; fields are named as in the documentary credit.
 *
 * What a credit says in words of its own stands in FTX, beside the code that says so.
 */

/** FII: a bank by its name. */
export const bank = (qualifier: string, name: string): SegmentTemplate =>
  segment('FII', qualifier, '', ['', '', '', '', '', '', text(name)])

/** BUS: an irrevocable documentary credit (UCP 600 art. 3). */
export const irrevocable = segment('BUS', '', '', '5')

/** INP: issued by teletransmission; whether the advising bank shall confirm. */
export const instructions: readonly SegmentTemplate[] = [
  segment('INP', '2', ['5', 'DF']),
  segment('INP', usual('7'), ['4', coded('confirmation', { without: 'DA', may: 'DB', confirm: 'DC' })]),
]

/** FCA: charges as the text beside says. */
export const chargesAsTold = segment('FCA', 'ZZZ')

/** DTM: days after shipment within which documents are presented. */
export const presentationPeriod = segment('DTM', ['272', decimal('presentationDays'), '804'])

/** FTX: a term of the credit in its own words, told by a word of ours. */
const inWords = (word: string, field: string): SegmentTemplate =>
  segment('FTX', 'AAW', '', [word, '', usual(say.AGENCY.agreed)], text(field, 5))

/** FTX: terms in words. */
export const termsInWords: readonly Template[] = [
  inWords('RULES', 'rules'),
  inWords('AVAILABLE', 'available'),
  inWords('CHARGES', 'charges'),
  inWords('INSURANCE PERCENT', 'insurancePercent'),
  each('conditions', segment('FTX', 'ABE', '', '', text('', 5))),
]

const TOLERANCES = { 'plus or minus 3 %': '3', 'plus or minus 5 %': '5', 'plus or minus 10 %': '10' }
const exactly = Object.fromEntries(Object.keys(TOLERANCES).map((tolerance) => [tolerance, '']))

/** Applicant and beneficiary, expiry, amount and tolerance, places of shipment. */
export const partiesAndShipment: readonly Template[] = [
  group('SG2', segment('NAD', 'DF', '', '', text('applicant', 5))),
  group('SG2', segment('NAD', 'DG', '', '', text('beneficiary', 5))),
  group('SG3', say.onDay('123', 'expiryDate'), say.namedPlace('143', 'expiryPlace')),
  group(
    'SG4',
    say.amount('212', 'amount'),
    group('SG5', segment('ALC', 'T'), segment('PCD', ['13', coded('amountTolerance', { none: '', ...TOLERANCES })])),
    group('SG5', segment('ALC', coded('amountTolerance', { none: 'Y', ...exactly }))),
  ),
  group(
    'SG6',
    segment('LOC', '9', [text('from'), '', usual(say.AGENCY.unece)], ['', '', '', text('receipt')]),
    say.onDay('38', 'latestShipment'),
  ),
  group('SG6', say.place('11', 'to')),
]

/** Drafts on the issuing bank; trade term; partial shipments and transhipment. */
export const draftsAndTerm = (drawee: readonly SegmentTemplate[] = []): readonly Template[] => [
  group('SG8', segment('PAT', coded('tenor', { sight: '65', usance: '64' }), usual('1')), ...drawee),
  group('SG9', segment('TOD', usual('6'), '', ['', '', '', text('incoterm')])),
  group(
    'SG10',
    segment('TSR', '', [
      coded('transhipment', { allowed: '7', 'not allowed': '8' }),
      ...['', ''],
      coded('partial', { allowed: '9', 'not allowed': '10' }),
    ]),
  ),
]

/** Goods under the contract, and the documents required. */
export const goodsAndDocuments = (goods: string, documents: string): readonly Template[] => [
  each(
    'goods',
    group(
      goods,
      segment('RFF', ['CT', along(text('/contract'))]),
      segment('FTX', 'AAA', '', '', text('description', 5)),
    ),
  ),
  each(
    'documents',
    group(documents, segment('DOC', [following('', documentCode), '', '', 'AS DESCRIBED']), say.remark('ABX', '')),
  ),
]

/** Documents by what a requirement begins with, and their codes (UNCL 1001). */
const DOCUMENT_CODES: readonly (readonly [name: string, code: string])[] = [
  ['commercial invoice', '380'],
  ['packing list', '271'],
  ['bill of lading', '705'],
  ['insurance certificate', '520'],
  ['insurance policy', '530'],
  ['certificate of origin', '861'],
  ['inspection certificate', '856'],
]

function documentCode(requirement: unknown): string | undefined {
  if (typeof requirement !== 'string') return undefined
  return DOCUMENT_CODES.find(([name]) => requirement.toLowerCase().startsWith(name))?.[1]
}
