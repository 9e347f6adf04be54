import type { Input } from './golden.ts'
import type { Untimed } from './timetable.ts'
import { merged } from './write.ts'

/** Customs publishes its tariff: a measure for each line of the goods, and the value added tax. */
export function importTariff(input: Input): Untimed {
  return {
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
      ...merged(
        input.names('lines').map((line) => ({
          [`/measures/${line}/commodity`]: input.text(`lines.${line}.importCode`),
          [`/measures/${line}/dutyPercent`]: input.text(`registers.importTariff.${line}.dutyPercent`),
        })),
      ),
    },
  }
}

/** Customs publishes the rate of exchange of a month. */
export function customsRate(input: Input): Untimed {
  return {
    ...{ name: 'customs rate published', by: 'importCustoms', as: 'publisher', act: 'publish/1', file: 'customsRates' },
    opens: { kind: 'publication', parties: { publisher: 'importCustoms' } },
    keyed: {
      '/title': 'Customs rates of exchange',
      '/standing': 'demonstration',
      '/rates/USD/perUnit': input.text('registers.customsRate.usdPerEur'),
      '/rates/USD/dated': input.text('registers.customsRate.dated'),
      '/rates/USD/month': input.text('registers.customsRate.validMonth'),
    },
  }
}
