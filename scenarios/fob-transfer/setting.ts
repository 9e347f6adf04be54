import type { Input } from '../golden.ts'
import { openings } from '../openings.ts'
import { customsRate, importTariff } from '../published.ts'
import type { Group } from '../timetable.ts'
import { NL, group, moment } from '../write.ts'

/** What was published or set up before the trade. */
export function setting(input: Input): Group[] {
  return [
    group(moment('2027-03-08'), NL, importTariff(input), ...openings(input, 'rotterdam', 'bank')),
    group(moment(input.text('registers.customsRate.dated')), NL, customsRate(input)),
  ]
}
