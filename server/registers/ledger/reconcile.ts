import { formatMoney } from '@entrepot/money'
import type { Shards } from '../../database/index.ts'

/** The books of one keeper in one currency, added up: debits equal credits, posted as well as pending. */
export interface TrialBalance {
  readonly keeper: string
  readonly currency: string
  readonly debits: string
  readonly credits: string
  /** Whether both pairs are equal, and the totals of the accounts are those of the postings. */
  readonly isBalanced: boolean
}

/** A nostro account beside the vostro account that it mirrors at the other bank. */
export interface Reconciliation {
  /** Whose nostro it is. */
  readonly bank: string
  /** Where the money is. */
  readonly at: string
  readonly currency: string
  readonly nostro: string
  readonly vostro: string
  readonly isAgreed: boolean
}

interface Sums {
  readonly keeper: string
  readonly currency: string
  readonly debits_posted: string
  readonly credits_posted: string
  readonly debits_pending: string
  readonly credits_pending: string
  readonly posted_debits: string
  readonly posted_credits: string
}

/** Adds up every keeper's books, or one keeper's. For the keeper and for tests: it reads whole books. */
export async function trialBalances(shards: Shards, keeper?: string): Promise<readonly TrialBalance[]> {
  const pools = keeper === undefined ? shards.all : [shards.ofOrganisation(keeper)]
  const pages = await Promise.all(pools.map((pool) => pool.query<Sums>(SUMS, [keeper ?? null])))
  return pages.flatMap(({ rows }) => rows).map(balanceOfSums)
}

const SUMS = `
  select account.keeper, account.currency,
    sum(debits_posted)::text as debits_posted, sum(credits_posted)::text as credits_posted,
    sum(debits_pending)::text as debits_pending, sum(credits_pending)::text as credits_pending,
    coalesce(sum(posting.debits), 0)::text as posted_debits, coalesce(sum(posting.credits), 0)::text as posted_credits
  from ledger_account as account
  left join (
    select keeper, account, sum(amount) filter (where side = 'debit') as debits,
      sum(amount) filter (where side = 'credit') as credits
    from ledger_posting where $1::text is null or keeper = $1 group by keeper, account
  ) as posting on posting.keeper = account.keeper and posting.account = account.id
  where $1::text is null or account.keeper = $1
  group by account.keeper, account.currency order by account.keeper, account.currency`

function balanceOfSums(sums: Sums): TrialBalance {
  const { keeper, currency } = sums
  const [debits, credits] = [sums.debits_posted, sums.credits_posted]
  const isPaired = debits === credits && sums.debits_pending === sums.credits_pending
  const isPosted = debits === sums.posted_debits && credits === sums.posted_credits
  return {
    ...{ keeper, currency, isBalanced: isPaired && isPosted },
    debits: formatMoney({ amount: BigInt(debits), currency }),
    credits: formatMoney({ amount: BigInt(credits), currency }),
  }
}

interface Correspondent {
  readonly keeper: string
  readonly name: string
  readonly currency: string
  readonly balance: bigint
}

/**
 * Compares each nostro account with its vostro, bank by bank. Between the two banks' acts they may differ for a time: items
 * in transit, which is what the two figures show.
 */
export async function reconcile(shards: Shards): Promise<readonly Reconciliation[]> {
  const pages = await Promise.all(shards.all.map((pool) => pool.query<Correspondent>(CORRESPONDENTS)))
  const all = pages.flatMap(({ rows }) => rows)
  const pairs = new Map<string, { bank: string; at: string; currency: string; nostro: bigint; vostro: bigint }>()
  for (const { keeper, name, currency, balance } of all) {
    const [side, other = ''] = name.split(':')
    const [bank, at] = side === 'nostro' ? [keeper, other] : [other, keeper]
    const key = `${bank} ${at} ${currency}`
    const pair = pairs.get(key) ?? { bank, at, currency, nostro: 0n, vostro: 0n }
    pairs.set(key, side === 'nostro' ? { ...pair, nostro: balance } : { ...pair, vostro: balance })
  }
  return [...pairs.values()].map(({ bank, at, currency, nostro, vostro }) => ({
    ...{ bank, at, currency, isAgreed: nostro === vostro },
    nostro: formatMoney({ amount: nostro, currency }),
    vostro: formatMoney({ amount: vostro, currency }),
  }))
}

const CORRESPONDENTS = `
  select keeper, name, currency,
    case normal_side when 'debit' then debits_posted - credits_posted else credits_posted - debits_posted end as balance
  from ledger_account where name like 'nostro:%' or name like 'vostro:%' order by keeper, id`
