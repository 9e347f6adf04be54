import {
  along,
  dated,
  decimal,
  each,
  group,
  instant,
  money,
  ordinal,
  segment,
  type SegmentTemplate,
  type Slot,
  type Template,
  text,
  usual,
} from '@entrepot/edi'
import { DATE_FORMATS } from '@entrepot/edifact'
import { field, taxAssessment } from '@entrepot/trade/documents'
import { type Capacity, label, type Path } from '@entrepot/trade/file'
import { defineMessage, type Message } from './define.ts'
import { messageDate, messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** UNCL 3055: European Commission (EORI numbers). */
const EUROPEAN_COMMISSION = '162'

interface Decision {
  readonly title: readonly [en: string, zh: string]
  readonly kind: string
  readonly after: string
  readonly receiver: Capacity
  /** When it was taken, an element of the declaration. */
  readonly at: Path
  readonly precision: 'day' | 'instant'
  readonly decides: 'accepted' | 'released'
}

/** UNCL 2005 and 7365 for what customs decides: acceptance of the declaration, release of the goods. */
const DECISIONS = {
  accepted: { date: '148', indicator: '1' },
  released: { date: '204', indicator: '4' },
} as const

const decisions: readonly Decision[] = [
  {
    ...{ title: ['Entry summary accepted', '受理入境摘要'], kind: 'entrySummary', after: 'accept-entry-summary' },
    ...{ receiver: 'carrier', at: '/accepted', precision: 'instant', decides: 'accepted' },
  },
  {
    ...{ title: ['Export declaration accepted', '受理出口报关'], kind: 'exportDeclaration', after: 'accept-export' },
    ...{ receiver: 'declarant', at: '/accepted', precision: 'day', decides: 'accepted' },
  },
  {
    ...{ title: ['Released for export', '出口放行'], kind: 'exportDeclaration', after: 'release-export' },
    ...{ receiver: 'declarant', at: '/released', precision: 'instant', decides: 'released' },
  },
  {
    ...{ title: ['Import declaration accepted', '受理进口报关'], kind: 'importDeclaration', after: 'accept-import' },
    ...{ receiver: 'declarant', at: '/accepted', precision: 'day', decides: 'accepted' },
  },
  {
    ...{ title: ['Released for free circulation', '进口放行'], kind: 'importDeclaration', after: 'release-import' },
    ...{ receiver: 'declarant', at: '/released', precision: 'day', decides: 'released' },
  },
]

const ofDecision = ({ title, kind, after, receiver, at, precision, decides }: Decision): Message => {
  const { date, indicator } = DECISIONS[decides]
  const slot = precision === 'day' ? dated('at', '102', DATE_FORMATS) : instant('at', '205', DATE_FORMATS)
  return defineMessage({
    message: 'CUSRES',
    title: label(...title),
    ...{ kind, sender: 'customs', receiver, after },
    fields: {
      number: messageNumber,
      date: messageDate,
      declaration: field('Declaration number', '报关单号', ({ home }) => home.value('/number'), { untded: '1004' }),
      at: field(...title, ({ home }) => home.value(at)),
      inspection: field('Inspection', '查验', ({ home }) => home.value('/inspection'), { optional: true }),
      officeId: organisationOf('customs'),
      declarantId: organisationOf(receiver),
    },
    body: [
      say.beginning('961'),
      say.onDay('137', 'date'),
      segment('DTM', [date, slot]),
      segment('FTX', 'CUS', '', '', text('inspection')),
      segment('GIS', indicator),
      group('SG1', segment('NAD', 'CM', [text('officeId'), '', usual(say.AGENCY.agreed)])),
      group('SG1', segment('NAD', 'DT', [text('declarantId'), '', usual(say.AGENCY.agreed)])),
      group('SG3', say.reference('ABT', 'declaration')),
    ],
  })
}

/** UNCL 2379: CCYYMM. */
const MONTH = '610'

/** A month, `2027-02`, with the code of its format: `202702:610`. */
const month = (name: string): Slot => ({
  field: name,
  width: 2,
  write(content) {
    const [, year, of] = (typeof content === 'string' && /^(\d{4})-(\d\d)$/.exec(content)) || []
    return of === undefined ? { ok: false, code: 'mapping/not-a-date' } : { ok: true, texts: [`${year}${of}`, MONTH] }
  },
  read([digits = '', code = '']) {
    if (code !== MONTH) return { remark: { code: 'mapping/unknown-code', component: 2, expected: MONTH } }
    const [, year, of] = /^(\d{4})(\d\d)$/.exec(digits) ?? []
    return of === undefined
      ? { remark: { code: 'mapping/not-a-date', component: 1, expected: 'CCYYMM' } }
      : { content: `${year}-${of}` }
  },
})

/** MOA: a figure of the assessment, in its currency. */
const assessed = (qualifier: string, name: string, currency = '/currency'): SegmentTemplate =>
  segment('MOA', [qualifier, decimal(name), along(text(currency))])

/** TAX and MOA: duty or tax of an item, with base, rate and amount; and another figure on which its base rests. */
const tax = (kind: string, base: string, percent: string, ...amounts: readonly SegmentTemplate[]): Template =>
  group('SG12', segment('TAX', '1', [kind], '', decimal(base), ['', '', '', decimal(percent)]), ...amounts)

/** Assessment of duty and tax (965), as customs' document states it. */
const ofAssessment = defineMessage({
  message: 'CUSRES',
  title: label('Assessment of duty and tax', '税款核定'),
  kind: 'importDeclaration',
  sender: 'customs',
  receiver: 'declarant',
  after: taxAssessment,
  fields: {
    ...taxAssessment.fields,
    officeId: organisationOf('customs'),
    declarantId: organisationOf('declarant'),
  },
  tables: { ...taxAssessment.tables },
  leavesOut: {
    officeRegistration: 'its identifier says it',
    importerRegistration: 'the declaration says it',
  },
  body: [
    say.beginning('965'),
    say.onDay('137', 'date'),
    say.onDay('148', 'accepted'),
    segment('FTX', 'PMT', '', '', text('paymentMethod')),
    group('SG1', say.party('CM', 'office')),
    group('SG1', segment('NAD', 'DT', [text('declarantId'), '', usual(say.AGENCY.agreed)], '', text('declarant', 5))),
    group(
      'SG1',
      segment(
        'NAD',
        'IM',
        [text('eori'), '', usual(EUROPEAN_COMMISSION)],
        ...['', text('importer', 5), '', text('importerPlace'), '', '', text('importerCountry')],
      ),
    ),
    group('SG3', say.reference('VA', 'vat')),
    group('SG5', segment('TAX', '4', ['CUD']), assessed('55', 'duty')),
    group('SG5', segment('TAX', '4', ['VAT'], '', decimal('vatBase')), assessed('150', 'vatTotal')),
    group('SG5', segment('TAX', '4', ['TOT']), segment('MOA', ['176', money('payable')])),
    group(
      'SG6',
      segment('DOC', usual('929'), [text('number')]),
      segment('DTM', ['134', month('rateMonth')]),
      group(
        'SG9',
        assessed('43', 'value'),
        segment('CUX', ['2', text('priceCurrency')], ['3', text('currency')], decimal('rate')),
      ),
      group('SG9', assessed('99', 'incidental')),
      each(
        'items',
        group(
          'SG11',
          segment('CST', ordinal('item'), [text('code')]),
          segment('FTX', 'AAA', '', '', text('goods', 5)),
          tax('CUD', 'value', 'dutyPercent', assessed('55', 'duty'), assessed('38', 'price', '/priceCurrency')),
          tax('VAT', 'vatBase', 'vatPercent', assessed('150', 'vat'), assessed('99', 'incidental')),
        ),
      ),
    ),
  ],
})

/** Customs' responses: acceptance, assessment, release. */
export const cusres: readonly Message[] = [...decisions.map(ofDecision), ofAssessment]
