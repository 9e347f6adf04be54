import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { type Importing, importing } from '../importing.ts'
import { cited, CN, dayOf, enter, forLines, group, issue, momentsOf, NL } from '../write.ts'

const IMPORT: Importing = {
  offset: NL,
  documents: {
    '/documents/invoice': 'invoice issued',
    '/documents/packingList': 'packing list issued',
    '/documents/billOfLading': 'bill of lading copy issued',
    '/documents/origin': 'certificate of origin issued',
  },
  addsCarriage: false,
  issuesDeclaration: true,
}

/** Entry summary, export and import declarations. */
export function customsSteps(input: Input): Group[] {
  return [...entrySummary(input), ...exporting(input), ...importing(input, IMPORT)]
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
