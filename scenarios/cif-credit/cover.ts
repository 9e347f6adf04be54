import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { CN, cited, enter, group, issue, keyed, merged, momentsOf } from '../write.ts'

/** Insurance: requested by the seller under CIF, certificate issued by the insurer. */
export function coverSteps(input: Input): Group[] {
  const lines = input.names('lines')
  const on = momentsOf(input)
  return [
    group(
      on('coverRequested'),
      CN,
      {
        ...{ name: 'cover requested', by: 'seller', as: 'insured', act: 'request-cover/1', file: 'cover' },
        opens: { kind: 'cover', parties: { insured: 'seller', insurer: 'insurer' } },
        keyed: { '/percent': input.text('cover.percentOfCif'), '/clauses': input.texts('cover.clauses') },
        cited: {
          ...cited('sale', {
            '/value': 'documents/invoice/total',
            '/currency': 'currency',
            '/marks': 'marks',
            '/invoice': 'invoices/i1/number',
            '/from': 'deliveryPort',
            '/to': 'incoterm/place',
            '/finalPlace': 'finalPlace',
            ...merged(lines.map((line) => ({ [`/goods/${line}`]: `lines/${line}/goods` }))),
          }),
          ...cited('carriage', { '/vessel': 'vessel/name', '/voyage': 'vessel/voyage' }),
        },
      },
      ...enter('cover', [['insurer', 'insurer']]),
    ),
    group(
      on('insured'),
      CN,
      {
        ...{ name: 'cover issued', by: 'insurer', as: 'insurer', act: 'issue-cover/1', file: 'cover' },
        keyed: keyed(input, {
          '/certificate': 'cover.certificate',
          '/ratePercent': 'cover.ratePercent',
          '/excess': 'cover.excess',
          '/claimsPayable': 'cover.claimsPayable',
        }),
      },
      issue('insurance certificate issued', 'insurer', 'insurer', {
        ...{ file: 'cover', definition: 'insurance-certificate/1', document: 'insurance' },
      }),
    ),
  ]
}
