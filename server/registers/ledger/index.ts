export { accountClasses, accountId, type AccountClass } from './account-classes.ts'
export { createLedger, type LedgerOptions } from './ledger.ts'
export { effectRefusals, type EffectRefusalCode } from './refusals.ts'
export { MAX_PAGE } from './limits.ts'
