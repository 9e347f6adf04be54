import type { Input } from '../golden.ts'
import { openings } from '../openings.ts'
import type { Group } from '../timetable.ts'
import { group, moment, NL } from '../write.ts'

/** What was published or set up before the trade. */
export function setting(input: Input): Group[] {
  return [
    group(
      moment('2027-03-08'),
      NL,
      {
        ...{
          name: 'import tariff published',
          by: 'importCustoms',
          as: 'publisher',
          act: 'publish/1',
          file: 'importTariff',
        },
        opens: { kind: 'publication', parties: { publisher: 'importCustoms' } },
        keyed: {
          '/title': 'Import tariff',
          '/standing': 'demonstration',
          '/taxes/vat/percent': input.text('registers.importTariff.vatPercent'),
          '/measures/l1/commodity': input.text('lines.l1.importCode'),
          '/measures/l1/dutyPercent': input.text('registers.importTariff.l1.dutyPercent'),
        },
      },
      ...openings(input, 'rotterdam', 'bank'),
    ),
    group(moment(input.text('registers.customsRate.dated')), NL, {
      ...{
        name: 'customs rate published',
        by: 'importCustoms',
        as: 'publisher',
        act: 'publish/1',
        file: 'customsRates',
      },
      opens: { kind: 'publication', parties: { publisher: 'importCustoms' } },
      keyed: {
        '/title': 'Customs rates of exchange',
        '/standing': 'demonstration',
        '/rates/USD/perUnit': input.text('registers.customsRate.usdPerEur'),
        '/rates/USD/dated': input.text('registers.customsRate.dated'),
        '/rates/USD/month': input.text('registers.customsRate.validMonth'),
      },
    }),
  ]
}
