import {
  coded,
  count,
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
import { exportDeclaration, importDeclaration, shown } from '@entrepot/trade/documents'
import { label } from '@entrepot/trade/file'
import { entrySummary } from '@entrepot/trade/goods'
import * as of from './carriage-body.ts'
import { defineMessage } from './define.ts'
import { messageNumber, organisationOf } from './envelope.ts'
import * as say from './vocabulary.ts'

/** UNCL 3055: European Commission (EORI numbers), ISO (countries). */
const EUROPEAN_COMMISSION = '162'
const ISO = '5'

/** EQD: the container by its number. */
const container = segment('EQD', 'CN', [text('container'), '', usual(ISO)])

/** RFF, PAC and PCI: the contract, with packages and marks. */
const contractAndPackages = group(
  'SG1',
  say.reference('CT', 'contract'),
  group('SG2', say.cartons('cartons'), group('SG3', say.marks('marks'))),
)

/** DOC: a document by its number, perhaps of a day. */
const document = (code: string, field: string, day?: string): Template =>
  group('SG5', segment('DOC', code, [text(field)]), ...(day === undefined ? [] : [say.onDay('182', day)]))

/** NAD and RFF: a party with its registration, in the group of declarations. */
const party = (qualifier: string, name: string, ...more: readonly SegmentTemplate[]): Template =>
  group('SG6', say.party(qualifier, name), say.reference('XA', `${name}Registration`), ...more)

/** NAD: a party that is not in the file. */
const outsider = (qualifier: string, name: string): Template =>
  group(
    'SG6',
    segment('NAD', qualifier, '', '', text(name, 5), '', text(`${name}Place`), '', '', text(`${name}Country`)),
  )

/** TOD and LOC: the trade term with its named place. */
const term = group(
  'SG7',
  segment('TOD', usual('5'), '', [text('incoterm'), '', usual(say.AGENCY.icc)]),
  say.place('1', 'incotermPlace'),
)

/** CST, FTX, LOC, MEA, PAC and MOA: an item by its code, in words, with origin, masses, quantity, packages and values. */
const item = (...values: readonly SegmentTemplate[]): Template =>
  each(
    'items',
    group(
      'SG30',
      segment('CST', ordinal('item'), [text('code')]),
      segment('FTX', 'AAA', '', '', text('goods', 5)),
      segment('LOC', '27', [text('origin'), '', usual(ISO)]),
      ...[of.grossKg, say.kilograms('AAL', 'netKg')],
      segment('MEA', 'ABT', '', [text('unit'), decimal('quantity')]),
      group('SG31', say.cartons('cartons')),
      ...values.map((value) => group('SG33', value)),
    ),
  )

/** DTM: when the declaration was made. */
const declaredAt = (slot: (field: string, code: string, formats: typeof DATE_FORMATS) => Slot, code: string) =>
  segment('DTM', ['150', slot('declared', code, DATE_FORMATS)])

const masses = [of.grossKg, say.kilograms('AAL', 'netKg')]
const asNumbered = 'its identifier says it'

/** Export declaration (830), as the broker's declaration states it. */
export const cusdecExport = defineMessage({
  message: 'CUSDEC',
  title: label('Export declaration', '出口报关单'),
  kind: 'exportDeclaration',
  sender: 'declarant',
  receiver: 'customs',
  after: exportDeclaration,
  fields: {
    ...exportDeclaration.fields,
    exporterId: organisationOf('exporter'),
    declarantId: organisationOf('declarant'),
    officeId: organisationOf('customs'),
  },
  tables: { ...exportDeclaration.tables },
  leavesOut: { officeRegistration: asNumbered },
  body: [
    say.beginning('830'),
    // China Customs' table of supervision modes.
    segment('CST', '', [coded('procedure', { general: '0110' })]),
    say.place('9', 'loading'),
    say.place('8', 'destination'),
    declaredAt(instant, '205'),
    say.onDay('148', 'accepted'),
    ...masses,
    container,
    of.told('CUS', 'REPRESENTATION', text('representation')),
    contractAndPackages,
    group('SG4', of.namedShip),
    document('380', 'invoice', 'invoiceDate'),
    document('811', 'licence'),
    party('EX', 'exporter'),
    party('DT', 'declarant'),
    group('SG6', say.party('CM', 'office')),
    group('SG6', segment('NAD', 'CN', '', '', text('consignee', 5), '', '', '', '', text('consigneeCountry'))),
    term,
    group('SG8', say.amount('39', 'invoiceTotal')),
    group('SG8', segment('MOA', ['64', money('freight')])),
    group('SG8', segment('MOA', ['67', money('premium')])),
    group('SG8', say.amount('63', 'fobTotal')),
    segment('UNS', 'D'),
    item(say.amount('38', 'amount'), say.amount('63', 'fob')),
    segment('UNS', 'S'),
    segment('CNT', ['5', count('items')]),
  ],
})

/** Import declaration (929), as the broker's declaration states it. */
export const cusdecImport = defineMessage({
  message: 'CUSDEC',
  title: label('Import declaration', '进口报关单'),
  kind: 'importDeclaration',
  sender: 'declarant',
  receiver: 'customs',
  after: importDeclaration,
  fields: {
    ...importDeclaration.fields,
    declarantId: organisationOf('declarant'),
    officeId: organisationOf('customs'),
  },
  tables: { ...importDeclaration.tables },
  leavesOut: { officeRegistration: asNumbered },
  body: [
    say.beginning('929'),
    // Requested procedure 40, no previous one (Delegated Regulation (EU) 2015/2446, annex B).
    segment('CST', '', [coded('procedure', { freeCirculation: '4000' })]),
    say.place('9', 'loading'),
    say.place('11', 'discharge'),
    declaredAt(dated, '102'),
    say.onDay('148', 'accepted'),
    ...masses,
    container,
    of.told('CUS', 'REPRESENTATION', text('representation')),
    of.told('CUS', 'RELATED', text('related')),
    of.told('CUS', 'VALUATION METHOD', text('method')),
    of.told('PMT', 'METHOD OF PAYMENT', text('paymentMethod')),
    contractAndPackages,
    group('SG1', say.reference('AEI', 'previousDocument')),
    group('SG4', of.namedShip),
    document('380', 'invoice', 'invoiceDate'),
    document('705', 'billOfLading'),
    document('861', 'originCertificate'),
    group(
      'SG6',
      segment(
        'NAD',
        'IM',
        [text('eori'), '', usual(EUROPEAN_COMMISSION)],
        ...['', text('importer', 5), '', text('importerPlace'), '', '', text('importerCountry')],
      ),
      say.reference('XA', 'importerRegistration'),
      say.reference('VA', 'vat'),
    ),
    party('DT', 'declarant'),
    group('SG6', say.party('CM', 'office')),
    outsider('EX', 'exporter'),
    term,
    group('SG8', say.amount('39', 'invoiceTotal')),
    group('SG8', segment('MOA', ['144', money('transport')])),
    group('SG8', segment('MOA', ['70', money('insurance')])),
    group('SG8', segment('MOA', ['99', money('terminalHandling')])),
    group('SG8', segment('MOA', ['104', money('onCarriage')])),
    segment('UNS', 'D'),
    item(say.amount('38', 'price')),
    segment('UNS', 'S'),
    segment('CNT', ['5', count('items')]),
  ],
})

/** Entry summary declaration: what comes on which ship, 24 hours before loading. It holds no price. */
export const cusdecEntry = defineMessage({
  message: 'CUSDEC',
  title: label('Entry summary declaration', '入境摘要申报'),
  kind: 'entrySummary',
  sender: 'carrier',
  receiver: 'customs',
  after: 'lodge-entry-summary',
  fields: {
    number: messageNumber,
    declared: shown(entrySummary, '/lodged'),
    loadingStarts: shown(entrySummary, '/loadingStarts', { optional: true }),
    loading: shown(entrySummary, '/loading'),
    firstPort: shown(entrySummary, '/firstPort'),
    container: shown(entrySummary, '/container'),
    seal: shown(entrySummary, '/seal', { optional: true }),
    vessel: shown(entrySummary, '/vessel'),
    voyage: shown(entrySummary, '/voyage', { optional: true }),
    carrierId: organisationOf('carrier'),
    officeId: organisationOf('customs'),
  },
  tables: {
    items: {
      label: label('Items', '商品'),
      each: ({ home }) => home.enumerate('/goods'),
      columns: {
        code: shown(entrySummary, '/goods/{line}/hs6'),
        goods: shown(entrySummary, '/goods/{line}/description'),
        cartons: shown(entrySummary, '/goods/{line}/cartons', { optional: true }),
      },
    },
  },
  body: [
    say.beginning('933'),
    say.place('9', 'loading'),
    say.place('79', 'firstPort'),
    declaredAt(instant, '205'),
    say.at('133', 'loadingStarts'),
    container,
    segment('SEL', text('seal')),
    group('SG4', of.namedShip),
    group('SG6', of.identifiedParty('CA', 'carrierId')),
    group('SG6', of.identifiedParty('CM', 'officeId')),
    segment('UNS', 'D'),
    each(
      'items',
      group(
        'SG30',
        segment('CST', ordinal('item'), [text('code')]),
        segment('FTX', 'AAA', '', '', text('goods', 5)),
        group('SG31', say.cartons('cartons')),
      ),
    ),
    segment('UNS', 'S'),
    segment('CNT', ['5', count('items')]),
  ],
})
