import { type Account, type AccountLimit, currencyExponent, type Side } from '@entrepot/money'

/** Longest name of an account. */
export const MAX_ACCOUNT_NAME = 100

/** What all accounts of a class have in common. */
export interface AccountClass {
  readonly normalSide: Side
  readonly limit: AccountLimit
  /** Whose statement it is: the organisation after the colon, or the keeper's own. */
  readonly owner: 'named' | 'keeper'
  readonly means: string
}

const owed = { normalSide: 'credit', limit: 'debits-must-not-exceed-credits' } as const
const owned = { normalSide: 'debit', limit: 'none' } as const
const earned = { normalSide: 'credit', limit: 'none' } as const

/**
 * The chart of accounts: an account is named `class` or `class:detail`, and its class says how it behaves.
 *
 * A nostro has no limit of its own, since the money is at the other bank, whose vostro account has one. A vostro account is a
 * deposit like a customer's: overdrawing it is a facility, which is an account of the class `loan`.
 */
export const accountClasses: Readonly<Record<string, AccountClass>> = {
  customer: { ...owed, owner: 'named', means: "a customer's deposit" },
  margin: { ...owed, owner: 'named', means: "a customer's cash that secures a credit" },
  vostro: { ...owed, owner: 'named', means: "another bank's deposit here" },
  nostro: { ...owned, owner: 'keeper', means: 'our deposit at another bank, in our own books' },
  loan: { ...owned, owner: 'named', means: 'lent to a customer or bank' },
  bills: { ...owned, owner: 'keeper', means: 'drawings negotiated and not yet reimbursed' },
  receivable: { ...owned, owner: 'keeper', means: 'due from customers and not yet paid: reimbursed drawings, charges' },
  cash: { ...owned, owner: 'keeper', means: 'cash and money at the central bank' },
  expense: { ...owned, owner: 'keeper', means: 'costs' },
  income: { ...earned, owner: 'keeper', means: 'charges, commissions and interest earned' },
  equity: { ...earned, owner: 'keeper', means: 'what belongs to the bank, opening balances' },
  suspense: { ...earned, owner: 'keeper', means: 'received and not yet attributed' },
  exchange: { ...earned, owner: 'keeper', means: 'one side of an exchange between currencies' },
}

/** An account's terms with what its name says. */
export interface AccountTerms extends Account {
  readonly name: string
  readonly owner: string
}

const NAME = /^([a-z]+)(?::([A-Za-z0-9][A-Za-z0-9._-]*))?$/

/**
 * The terms of an account in the books of `keeper`, known from name and currency alone.
 *
 * @returns `undefined` for a class that the chart lacks, a name that is none, an owner's account without owner, or an unknown currency
 */
export function termsOf(keeper: string, name: string, currency: string): AccountTerms | undefined {
  const [, className = '', detail] = (name.length <= MAX_ACCOUNT_NAME && NAME.exec(name)) || []
  const found = Object.hasOwn(accountClasses, className) ? accountClasses[className] : undefined
  if (found === undefined || currencyExponent(currency) === undefined) return undefined
  if (found.owner === 'named' && detail === undefined) return undefined
  const owner = found.owner === 'named' ? detail : keeper
  const { normalSide, limit } = found
  return { id: accountId(name, currency), name, currency, normalSide, limit, owner: owner ?? keeper }
}

/** An account's id within its keeper's books: each currency is a ledger of its own. */
function accountId(name: string, currency: string): string {
  return `${name}/${currency}`
}

/** `accountId` read backwards. */
export function termsOfId(keeper: string, id: string): AccountTerms | undefined {
  const slash = id.lastIndexOf('/')
  return slash < 0 ? undefined : termsOf(keeper, id.slice(0, slash), id.slice(slash + 1))
}
