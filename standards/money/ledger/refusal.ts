/**
 * Every refusal of the ledger with the rule behind it, in the order in which they are looked for: of several that
 * apply, the first in this table answers. A chain is judged transfer by transfer; its first refused transfer answers.
 */
export const ledgerRefusals = [
  ['ledger/chain-length', 'a chain has at least one transfer and at most maxChainLength'],
  ['ledger/id-malformed', 'an id is 1 to maxIdLength visible ASCII characters'],
  ['ledger/id-twice-in-chain', 'each transfer of a chain has an id of its own'],
  ['ledger/same-id-other-content', 'an id names one transfer, in one chain, for ever'],
  ['ledger/time-goes-back', 'books are kept forward in time'],
  ['ledger/amount-not-positive', 'a transfer moves more than nothing'],
  ['ledger/amount-out-of-range', 'an amount is at most maxMinorUnits'],
  ['ledger/debit-account-unknown', 'a transfer debits an account that is open'],
  ['ledger/credit-account-unknown', 'a transfer credits an account that is open'],
  ['ledger/same-account', 'a transfer moves money between two accounts'],
  ['ledger/hold-unknown', 'only a hold that was made can be posted or voided'],
  ['ledger/not-a-hold', 'only a hold can be posted or voided, not a posted transfer'],
  ['ledger/hold-already-posted', 'a hold is posted once'],
  ['ledger/hold-already-voided', 'a voided hold is gone'],
  ['ledger/hold-expired', 'a hold is gone at its timeout'],
  ['ledger/currency-differs', 'one currency a ledger: amount and both accounts agree in currency'],
  ['ledger/timeout-passed', 'a hold lapses later than it is made'],
  ['ledger/exceeds-hold', 'a hold is posted up to its amount, never beyond'],
  ['ledger/balance-out-of-range', 'no total of an account passes maxMinorUnits'],
  ['ledger/exceeds-funds', 'an account stays within its limit, holds counted in'],
] as const

/** The code of a refusal of the ledger. */
export type LedgerRefusalCode = (typeof ledgerRefusals)[number][0]

/** A transfer or chain that was not made; the books are as before. `index` is its place in the chain. */
export type LedgerRefusal = {
  readonly kind: 'refusal'
  readonly code: LedgerRefusalCode
  readonly rule: string
  readonly index: number
  readonly transferId: string
  readonly accountId?: string
}

/** A refusal before it is known which transfer of the chain it answers. */
export type Objection = { readonly code: LedgerRefusalCode; readonly accountId?: string }

const rules: ReadonlyMap<string, string> = new Map(ledgerRefusals)

/** Makes the refusal of one transfer of a chain. */
export function refuse({ code, accountId }: Objection, index: number, transferId: string): LedgerRefusal {
  const refusal = { kind: 'refusal', code, rule: `double entry: ${rules.get(code)}`, index, transferId } as const
  return accountId === undefined ? refusal : { ...refusal, accountId }
}
