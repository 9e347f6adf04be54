import { calendarsIn } from '../calendars.ts'
import { readKeyed } from '../golden.ts'
import { partiesOf } from '../parties.ts'
import type { Scenario } from '../step.ts'
import { timetable } from '../timetable.ts'
import { carriageSteps } from './carriage.ts'
import { importSteps } from './import.ts'
import { paymentSteps } from './payments.ts'
import { saleSteps } from './sale.ts'
import { setting } from './setting.ts'

/** Its only input: what is keyed or published. */
export const FOB_TRANSFER_INPUT = new URL('../fob-transfer.yaml', import.meta.url)

/** A sale FOB paid by bank transfer after shipment: by the same definitions as under CIF, the buyer books and insures. */
export function fobTransfer(input = readKeyed(FOB_TRANSFER_INPUT)): Scenario {
  return {
    name: 'fob-transfer',
    root: 'sale',
    parties: partiesOf(input),
    calendars: calendarsIn(input.at('registers.calendars')),
    steps: timetable([
      ...setting(input),
      ...saleSteps(input),
      ...carriageSteps(input),
      ...importSteps(input),
      ...paymentSteps(input),
    ]),
  }
}
