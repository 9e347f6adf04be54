import type { Path } from '@entrepot/trade/file'
import type { Input } from './golden.ts'
import type { Group, Untimed } from './timetable.ts'
import { cited, enter, forLines, group, issue, keyed, momentsOf } from './write.ts'

const file = 'importDeclaration'
const customs = { by: 'importCustoms', as: 'customs', file }

/** How the goods come in. */
export interface Importing {
  /** Offset of the place of import at that time of the year. */
  readonly offset: string
  /** Documents handed to the broker, by the steps that issued them. */
  readonly documents: Readonly<Record<Path, string>>
  /** The price does not include carriage and insurance: the customs value adds them. */
  readonly addsCarriage: boolean
  /** The broker writes its declaration down. */
  readonly issuesDeclaration: boolean
}

/** The import: instructed, declared by a broker, accepted, assessed, paid, released. */
export function importing(input: Input, how: Importing): Group[] {
  const on = momentsOf(input)
  const lines = input.names('lines')
  const declaration = issue('import declaration issued', 'importDeclarant', 'declarant', {
    ...{ file, definition: 'import-declaration/1', document: 'importDeclaration' },
  })
  return [
    group(
      on('importAccepted'),
      how.offset,
      ...instructing(input, how),
      {
        ...{ name: 'import declared', by: 'importDeclarant', as: 'declarant', act: 'declare-import/1', file },
        keyed: { '/procedure': 'freeCirculation' },
        cited: forLines(lines, (line) =>
          cited('importTariff', { [`/items/${line}/code`]: `measures/${line}/commodity` }),
        ),
      },
      {
        ...{ ...customs, name: 'import declaration accepted', act: 'accept-import/1', answers: 'import declared' },
        keyed: keyed(input, { '/number': 'numbers.importDeclaration' }),
      },
      ...(how.issuesDeclaration ? [declaration] : []),
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
        ...{ file, definition: 'tax-assessment/1', document: 'assessment' },
      }),
    ),
    group(on('importReleased'), how.offset, ...releasing()),
  ]
}

function releasing(): Untimed[] {
  return [
    {
      ...{ name: 'duty and tax shown paid', by: 'buyer', as: 'importer', act: 'prove-payment/1', file },
      cited: cited('transfer-dutyAndTax', { '/paid': 'amount' }),
    },
    { ...customs, name: 'import released', act: 'release-import/1' },
    {
      ...{ name: 'import release shown', by: 'buyer', as: 'consignee', act: 'note-import-release/1', file: 'carriage' },
      cited: cited(file, { '/importRelease': 'number' }),
    },
  ]
}

/** The buyer hands its broker the documents, and the authority to declare in its name. */
function instructing(input: Input, { documents, addsCarriage }: Importing): Untimed[] {
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
      documents,
      cited: {
        ...cited('sale', {
          '/currency': 'currency',
          ...(addsCarriage ? { '/valuation/terms': 'incoterm/rule' } : {}),
          ...forLines(input.names('lines'), (line) => ({
            [`/items/${line}/price`]: `documents/invoice/lines/${line}/amount`,
            [`/items/${line}/grossKg`]: `documents/packingList/lines/${line}/grossKg`,
            [`/items/${line}/origin`]: `lines/${line}/origin`,
          })),
        }),
        ...(addsCarriage ? cited('cover', { '/valuation/insurance': 'premium' }) : {}),
        ...cited('carriage', {
          '/incidental/terminalHandling': 'booking/terminalHandling',
          '/incidental/onCarriage': 'booking/onCarriage',
          ...(addsCarriage ? { '/valuation/transport': 'booking/freight' } : {}),
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
  ]
}
