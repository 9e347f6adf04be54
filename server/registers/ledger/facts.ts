import { availableOf, isMalformed, parseMoney } from '@entrepot/money'
import type { RegisterEffect, RegisterFact } from '@entrepot/trade/act'
import type { Shards } from '../../database/index.ts'
import { type AccountTerms, termsOf } from '@entrepot/trade/capital'
import { readAccounts } from './queries.ts'

/**
 * Whether there are funds for what effects hold or post: `sufficient` or `insufficient`, never how much, since facts stand in
 * the receipt that every party of the file reads.
 */
export async function factsOf(
  shards: Shards,
  effects: readonly RegisterEffect[],
  asOf: string,
): Promise<readonly RegisterFact[]> {
  const taking = effects.filter(({ kind }) => kind === 'post' || kind === 'hold')
  const facts: RegisterFact[] = []
  for (const [keeper, own] of Map.groupBy(taking, (each) => each.keeper)) {
    const accounts = new Map(own.flatMap(({ debit, currency }) => known(termsOf(keeper, debit, currency))))
    const kept = await readAccounts(shards.ofOrganisation(keeper), keeper, [...accounts.keys()])
    for (const [id, terms] of accounts) {
      const available = availableOf(kept.get(id) ?? { ...terms, ...nothing })
      const isEnough = available === undefined || available.amount >= askedOf(own, terms)
      const name = `funds/${keeper}/${terms.name}/${terms.currency}`
      facts.push({ name, value: isEnough ? 'sufficient' : 'insufficient', asOf })
    }
  }
  return facts
}

const nothing = { debitsPosted: 0n, creditsPosted: 0n, debitsPending: 0n, creditsPending: 0n }

function known(terms: AccountTerms | undefined): readonly (readonly [string, AccountTerms])[] {
  return terms ? [[terms.id, terms]] : []
}

function askedOf(effects: readonly RegisterEffect[], { name, currency }: AccountTerms): bigint {
  const amounts = effects
    .filter((each) => each.debit === name && each.currency === currency)
    .map(({ amount }) => parseMoney(amount, currency))
  return amounts.reduce((sum, amount) => sum + (isMalformed(amount) ? 0n : amount.amount), 0n)
}
