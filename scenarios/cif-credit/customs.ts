import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { cited, CN, dayOf, enter, forLines, group, issue, keyed, momentsOf, NL } from '../write.ts'

/** Entry summary, export and import declarations. */
export function customsSteps(input: Input): Group[] {
  return [...entrySummary(input), ...exporting(input), ...importing(input)]
}

function entrySummary(input: Input): Group[] {
  const lines = input.names('lines')
  const time = (name: string) => input.text(`times.${name}`)
  const on = momentsOf(input)
  return [
    group(
      on('entrySummary'),
      CN,
      {
        ...{
          name: 'entry summary lodged',
          by: 'carrier',
          as: 'carrier',
          act: 'lodge-entry-summary/1',
          file: 'entrySummary',
        },
        opens: { kind: 'entrySummary', parties: { carrier: 'carrier', customs: 'importCustoms' } },
        keyed: { '/loadingStarts': time('loadingStarts') },
        cited: cited('carriage', {
          '/container': 'containers/c1/number',
          '/seal': 'containers/c1/seal',
          '/vessel': 'vessel/name',
          '/voyage': 'vessel/voyage',
          '/loading': 'booking/from',
          '/firstPort': 'vessel/firstEuPort',
          ...forLines(lines, (line) => ({
            [`/goods/${line}/description`]: `goods/${line}/description`,
            [`/goods/${line}/hs6`]: `goods/${line}/hs6`,
            [`/goods/${line}/cartons`]: `goods/${line}/cartons`,
          })),
        }),
      },
      ...enter('entrySummary', [['importCustoms', 'customs']]),
      {
        ...{
          name: 'entry summary accepted',
          by: 'importCustoms',
          as: 'customs',
          act: 'accept-entry-summary/1',
          file: 'entrySummary',
        },
        answers: 'entry summary lodged',
        keyed: { '/number': input.text('numbers.entrySummary') },
      },
      {
        ...{ name: 'entry summary noted', by: 'carrier', as: 'carrier', act: 'note-entry-summary/1', file: 'carriage' },
        cited: cited('entrySummary', { '/entrySummary': 'number' }),
      },
    ),
  ]
}

function exporting(input: Input): Group[] {
  const lines = input.names('lines')
  const time = (name: string) => input.text(`times.${name}`)
  const on = momentsOf(input)
  const file = 'exportDeclaration'
  return [
    group(
      dayOf(on('exportDeclared')),
      CN,
      {
        ...{ name: 'export broker instructed', by: 'seller', as: 'exporter', act: 'instruct-export/1', file },
        opens: {
          kind: 'exportDeclaration',
          parties: { exporter: 'seller', declarant: 'exportDeclarant', customs: 'exportCustoms' },
        },
        documents: {
          '/documents/invoice': 'invoice issued',
          '/documents/packingList': 'packing list issued',
          '/documents/licence': 'export licence issued',
        },
        cited: {
          ...cited('sale', {
            '/currency': 'currency',
            '/loading': 'deliveryPort',
            '/destination': 'incoterm/place',
            ...forLines(lines, (line) => ({
              [`/goods/${line}/hs6`]: `lines/${line}/hs6`,
              [`/goods/${line}/origin`]: `lines/${line}/origin`,
            })),
          }),
          ...cited('carriage', {
            '/freight': 'booking/freight',
            '/container': 'containers/c1/number',
            '/vessel': 'vessel/name',
            '/voyage': 'vessel/voyage',
          }),
          ...cited('cover', { '/premium': 'premium' }),
          ...cited('exportMeasures', {
            [`/goods/${input.text('exportLicence.line')}/licenceMeasure`]: 'measures/m1/exportLicence',
          }),
        },
      },
      {
        ...{ name: 'export power of attorney', by: 'seller', as: 'exporter', act: 'grant-authority/1', file },
        keyed: {
          '/authorities/a1/agent': '@exportDeclarant',
          '/authorities/a1/capacity': 'exporter',
          '/authorities/a1/acts': ['declare-export'],
        },
      },
      ...enter(file, [
        ['exportDeclarant', 'declarant'],
        ['exportCustoms', 'customs'],
      ]),
    ),
    group(
      on('exportDeclared'),
      CN,
      {
        ...{ name: 'export declared', by: 'exportDeclarant', as: 'declarant', act: 'declare-export/1', file },
        at: time('exportDeclared'),
        keyed: { '/procedure': 'general' },
      },
      {
        ...{ name: 'export declaration accepted', by: 'exportCustoms', as: 'customs', act: 'accept-export/1', file },
        answers: 'export declared',
        keyed: { '/number': input.text('numbers.exportDeclaration') },
      },
      issue('export declaration issued', 'exportDeclarant', 'declarant', {
        ...{ file, definition: 'export-declaration/1', document: 'exportDeclaration' },
      }),
    ),
    group(
      on('exportReleased'),
      CN,
      {
        ...{ name: 'export released', by: 'exportCustoms', as: 'customs', act: 'release-export/1', file },
        at: time('exportReleased'),
        keyed: { '/inspection': 'none' },
      },
      {
        ...{
          name: 'export release shown',
          by: 'seller',
          as: 'shipper',
          act: 'note-export-release/1',
          file: 'carriage',
        },
        cited: cited(file, { '/exportRelease': 'number' }),
      },
    ),
  ]
}

function importing(input: Input): Group[] {
  const on = momentsOf(input)
  const customs = { by: 'importCustoms', as: 'customs', file: 'importDeclaration' }
  const lines = input.names('lines')
  return [
    group(
      on('importAccepted'),
      NL,
      ...instructing(input),
      {
        ...{
          name: 'import declared',
          by: 'importDeclarant',
          as: 'declarant',
          act: 'declare-import/1',
          file: 'importDeclaration',
        },
        keyed: { '/procedure': 'freeCirculation' },
        cited: forLines(lines, (line) =>
          cited('importTariff', { [`/items/${line}/code`]: `measures/${line}/commodity` }),
        ),
      },
      {
        ...{ ...customs, name: 'import declaration accepted', act: 'accept-import/1', answers: 'import declared' },
        keyed: keyed(input, { '/number': 'numbers.importDeclaration' }),
      },
      issue('import declaration issued', 'importDeclarant', 'declarant', {
        ...{ file: 'importDeclaration', definition: 'import-declaration/1', document: 'importDeclaration' },
      }),
      {
        ...{ ...customs, name: 'import assessed', act: 'assess-import/1', keyed: { '/assessment/currency': 'EUR' } },
        cited: {
          ...cited('customsRates', { '/rate/perUnit': 'rates/USD/perUnit', '/rate/month': 'rates/USD/month' }),
          ...cited('importTariff', { '/vatPercent': 'taxes/vat/percent' }),
          ...forLines(lines, (line) =>
            cited('importTariff', { [`/items/${line}/dutyPercent`]: `measures/${line}/dutyPercent` }),
          ),
        },
      },
      issue('assessment issued', 'importCustoms', 'customs', {
        ...{ file: 'importDeclaration', definition: 'tax-assessment/1', document: 'assessment' },
      }),
    ),
    group(
      on('importReleased'),
      NL,
      {
        ...{
          name: 'duty and tax shown paid',
          by: 'buyer',
          as: 'importer',
          act: 'prove-payment/1',
          file: 'importDeclaration',
        },
        cited: cited('transfer-dutyAndTax', { '/paid': 'amount' }),
      },
      { ...customs, name: 'import released', act: 'release-import/1' },
      {
        ...{
          name: 'import release shown',
          by: 'buyer',
          as: 'consignee',
          act: 'note-import-release/1',
          file: 'carriage',
        },
        cited: cited('importDeclaration', { '/importRelease': 'number' }),
      },
    ),
  ]
}

function instructing(input: Input) {
  const lines = input.names('lines')
  const file = 'importDeclaration'
  return [
    {
      ...{ name: 'import broker instructed', by: 'buyer', as: 'importer', act: 'instruct-import/1', file },
      opens: {
        kind: 'importDeclaration',
        parties: { importer: 'buyer', declarant: 'importDeclarant', customs: 'importCustoms', treasury: 'treasury' },
      },
      keyed: {
        ...keyed(input, { '/importer/eori': 'parties.buyer.eori', '/importer/vat': 'parties.buyer.vat' }),
        '/related': 'no',
      },
      documents: {
        '/documents/invoice': 'invoice issued',
        '/documents/packingList': 'packing list issued',
        '/documents/billOfLading': 'bill of lading copy issued',
        '/documents/origin': 'certificate of origin issued',
      },
      cited: {
        ...cited('sale', {
          '/currency': 'currency',
          ...forLines(lines, (line) => ({
            [`/items/${line}/price`]: `documents/invoice/lines/${line}/amount`,
            [`/items/${line}/grossKg`]: `documents/packingList/lines/${line}/grossKg`,
            [`/items/${line}/origin`]: `lines/${line}/origin`,
          })),
        }),
        ...cited('carriage', {
          '/incidental/terminalHandling': 'booking/terminalHandling',
          '/incidental/onCarriage': 'booking/onCarriage',
          '/container': 'containers/c1/number',
          '/discharge': 'booking/to',
        }),
      },
    },
    {
      ...{ name: 'import power of attorney', by: 'buyer', as: 'importer', act: 'grant-authority/1', file },
      keyed: {
        '/authorities/a1/agent': '@importDeclarant',
        '/authorities/a1/capacity': 'importer',
        '/authorities/a1/acts': ['declare-import'],
      },
    },
    ...enter(file, [
      ['importDeclarant', 'declarant'],
      ['importCustoms', 'customs'],
      ['treasury', 'treasury'],
    ]),
  ] as const
}
