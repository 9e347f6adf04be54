import type { Input } from './golden.ts'
import type { Group } from './timetable.ts'
import { CN, cited, enter, forLines, group, issue, keyed, momentsOf } from './write.ts'

/** Who insures, and how a trade term has it. */
export interface Covering {
  readonly insured: 'seller' | 'buyer'
  /** Offset of the place of the insured. */
  readonly offset: string
  /** Where the input says how much is insured. */
  readonly percent: string
  /** Where the voyage ends: at the named port of the sale, or where carriage was booked to. */
  readonly to: 'named port' | 'booking'
}

/** Insurance of the goods: requested by whoever insures under the trade term, certificate issued by the insurer. */
export function covering(input: Input, { insured, offset, percent, to }: Covering): Group[] {
  const on = momentsOf(input)
  const isNamed = to === 'named port'
  return [
    group(
      on('coverRequested'),
      offset,
      {
        ...{ name: 'cover requested', by: insured, as: 'insured', act: 'request-cover/1', file: 'cover' },
        opens: { kind: 'cover', parties: { insured, insurer: 'insurer' } },
        keyed: { '/percent': input.text(percent), '/clauses': input.texts('cover.clauses') },
        cited: {
          ...cited('sale', {
            '/value': 'documents/invoice/total',
            '/currency': 'currency',
            '/marks': 'marks',
            '/invoice': 'invoices/i1/number',
            '/from': 'deliveryPort',
            ...(isNamed ? { '/to': 'incoterm/place' } : {}),
            '/finalPlace': 'finalPlace',
            ...forLines(input.names('lines'), (line) => ({ [`/goods/${line}`]: `lines/${line}/goods` })),
          }),
          ...cited('carriage', {
            '/vessel': 'vessel/name',
            '/voyage': 'vessel/voyage',
            ...(isNamed ? {} : { '/to': 'booking/to' }),
          }),
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
