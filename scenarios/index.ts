import { cifCredit } from './cif-credit/index.ts'
import { fobTransfer } from './fob-transfer/index.ts'
import type { Scenario } from './step.ts'

export { calendarsIn } from './calendars.ts'
export { CIF_CREDIT_INPUT, cifCredit } from './cif-credit/index.ts'
export { FOB_TRANSFER_INPUT, fobTransfer } from './fob-transfer/index.ts'
export { Input, readKeyed } from './golden.ts'
export type { Reference, Scenario, ScenarioParty, Step } from './step.ts'

/** Every scenario by its name. */
export const scenarios: Readonly<Record<string, () => Scenario>> = {
  'cif-credit': cifCredit,
  'fob-transfer': fobTransfer,
}
