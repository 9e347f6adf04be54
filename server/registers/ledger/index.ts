export { mountAccounts } from './accounts-http.ts'
export { createLedger, settlementHandlers } from './ledger.ts'
