import { calendarsIn } from '../calendars.ts'
import { covering } from '../covering.ts'
import { readKeyed } from '../golden.ts'
import { partiesOf } from '../parties.ts'
import type { Scenario } from '../step.ts'
import { timetable } from '../timetable.ts'
import { CN } from '../write.ts'
import { carriageSteps } from './carriage.ts'
import { certificateSteps } from './certificates.ts'
import { creditSteps } from './credit.ts'
import { customsSteps } from './customs.ts'
import { paymentSteps } from './payments.ts'
import { saleSteps } from './sale.ts'
import { setting } from './setting.ts'

/** Its only input: what is keyed or published. */
export const CIF_CREDIT_INPUT = new URL('../golden-keyed.yaml', import.meta.url)

/** The golden trade: a CIF sale paid by a documentary credit at sight, from enquiry to taxed and settled. */
export function cifCredit(input = readKeyed(CIF_CREDIT_INPUT)): Scenario {
  return {
    name: 'cif-credit',
    root: 'sale',
    parties: partiesOf(input),
    calendars: calendarsIn(input.at('registers.calendars')),
    steps: timetable([
      ...setting(input),
      ...saleSteps(input),
      ...creditSteps(input),
      ...carriageSteps(input),
      ...certificateSteps(input),
      ...covering(input, { insured: 'seller', offset: CN, percent: 'cover.percentOfCif', to: 'named port' }),
      ...customsSteps(input),
      ...paymentSteps(input),
    ]),
  }
}
