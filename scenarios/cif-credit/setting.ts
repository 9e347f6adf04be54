import { customsRate, importTariff } from '../published.ts'
import type { Group } from '../timetable.ts'
import type { Input } from '../golden.ts'
import { openings } from '../openings.ts'
import { CN, NL, group, moment } from '../write.ts'

/** What was published or set up before the trade: tariffs, charges, accounts. */
export function setting(input: Input): Group[] {
  const before = moment('2026-11-29')
  return [
    group(
      before,
      CN,
      {
        ...{
          name: 'licensing measures published',
          by: 'licensingAuthority',
          as: 'publisher',
          act: 'publish/1',
          file: 'exportMeasures',
        },
        opens: { kind: 'publication', parties: { publisher: 'licensingAuthority' } },
        keyed: {
          '/title': 'Export licensing measures',
          '/standing': 'demonstration',
          '/measures/m1/heading': input.text('lines.l2.hs6'),
          '/measures/m1/exportLicence': input.text('registers.importTariff.l2.exportLicence'),
        },
      },
      {
        ...{
          name: 'charges of the bank in Qingdao published',
          by: 'nominatedBank',
          as: 'publisher',
          act: 'publish/1',
          file: 'qingdaoCharges',
        },
        opens: { kind: 'publication', parties: { publisher: 'nominatedBank' } },
        keyed: {
          '/title': 'Charges, Qingdao',
          '/standing': 'demonstration',
          '/charges/advising/amount': input.text('registers.bankTariff.advising'),
          '/charges/negotiation/percent': input.text('registers.bankTariff.negotiationPercent'),
          '/charges/interest/percent': input.text('registers.bankTariff.interestPercentYear'),
          '/charges/interest/days': input.text('registers.bankTariff.interestDays'),
          '/charges/interest/dayBasis': input.text('registers.bankTariff.dayBasis'),
        },
      },
      ...openings(input, 'qingdao', 'nominatedBank'),
    ),
    group(
      before,
      NL,
      {
        ...{
          name: 'charges of the bank in Rotterdam published',
          by: 'issuingBank',
          as: 'publisher',
          act: 'publish/1',
          file: 'rotterdamCharges',
        },
        opens: { kind: 'publication', parties: { publisher: 'issuingBank' } },
        keyed: {
          '/title': 'Charges, Rotterdam',
          '/standing': 'demonstration',
          '/charges/issuance/percent': input.text('registers.bankTariff.issuancePercent'),
          '/charges/message/amount': input.text('registers.bankTariff.issuanceMessage'),
          '/charges/payment/amount': input.text('registers.bankTariff.payment'),
        },
      },
      importTariff(input),
      ...openings(input, 'rotterdam', 'issuingBank'),
    ),
    group(moment(input.text('registers.customsRate.dated')), NL, customsRate(input)),
  ]
}
