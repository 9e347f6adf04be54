import type { Input } from '../golden.ts'
import type { Group, Untimed } from '../timetable.ts'
import { cited, enter, group, issue, keyed, momentsOf } from '../write.ts'

const SUMMER = '+02:00'
const file = 'importDeclaration'

/** The import: instructed, declared, accepted, assessed, released. */
export function importSteps(input: Input): Group[] {
  const on = momentsOf(input)
  const customs = { by: 'importCustoms', as: 'customs', file }
  return [
    group(
      on('importAccepted'),
      SUMMER,
      ...instructing(input),
      {
        ...{ name: 'import declared', by: 'importDeclarant', as: 'declarant', act: 'declare-import/1', file },
        keyed: { '/procedure': 'freeCirculation' },
        cited: cited('importTariff', { '/items/l1/code': 'measures/l1/commodity' }),
      },
      {
        ...{ ...customs, name: 'import declaration accepted', act: 'accept-import/1', answers: 'import declared' },
        keyed: keyed(input, { '/number': 'numbers.importDeclaration' }),
      },
      {
        ...{ ...customs, name: 'import assessed', act: 'assess-import/1', keyed: { '/assessment/currency': 'EUR' } },
        cited: {
          ...cited('customsRates', { '/rate/perUnit': 'rates/USD/perUnit', '/rate/month': 'rates/USD/month' }),
          ...cited('importTariff', {
            '/vatPercent': 'taxes/vat/percent',
            '/items/l1/dutyPercent': 'measures/l1/dutyPercent',
          }),
        },
      },
      issue('assessment issued', 'importCustoms', 'customs', {
        file,
        definition: 'tax-assessment/1',
        document: 'assessment',
      }),
    ),
    group(
      on('importReleased'),
      SUMMER,
      {
        ...{ name: 'duty and tax shown paid', by: 'buyer', as: 'importer', act: 'prove-payment/1', file },
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
        cited: cited(file, { '/importRelease': 'number' }),
      },
    ),
  ]
}

function instructing(input: Input): Untimed[] {
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
      documents: { '/documents/invoice': 'invoice issued', '/documents/billOfLading': 'bill of lading copy issued' },
      cited: {
        ...cited('sale', {
          '/currency': 'currency',
          '/valuation/terms': 'incoterm/rule',
          '/items/l1/price': 'documents/invoice/lines/l1/amount',
          '/items/l1/grossKg': 'documents/packingList/lines/l1/grossKg',
          '/items/l1/origin': 'lines/l1/origin',
        }),
        ...cited('cover', { '/valuation/insurance': 'premium' }),
        ...cited('carriage', {
          '/incidental/terminalHandling': 'booking/terminalHandling',
          '/incidental/onCarriage': 'booking/onCarriage',
          '/valuation/transport': 'booking/freight',
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
