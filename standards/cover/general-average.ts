import { apportion, type ApportionMalformed, isMalformed, type Money } from '@entrepot/money'

/** An interest in the adventure (ship, freight at risk, each cargo) and its value at the place where it ends. */
export type ContributingInterest<C extends string = string> = {
  readonly id: string
  /** Value saved, with what was sacrificed of it and is made good added (York-Antwerp Rules, rule XVII). */
  readonly contributoryValue: Money<C>
}

/** What an interest contributes. */
export type Contribution<C extends string = string> = { readonly id: string; readonly amount: Money<C> }

/**
 * Divides what is allowed in general average over all interests by their contributory values, to the minor unit;
 * the contributions add up to the allowance (York-Antwerp Rules, rule G and XVII).
 *
 * Values and allowance are in one currency, that of the adjustment. Refuses what `apportion` refuses.
 */
export function generalAverage<C extends string>(
  allowance: Money<C>,
  interests: readonly ContributingInterest<C>[],
): readonly Contribution<C>[] | ApportionMalformed {
  const shares = apportion(
    allowance,
    interests.map(({ contributoryValue }) => contributoryValue.amount),
  )
  if (isMalformed(shares)) return shares
  return interests.flatMap(({ id }, index) => {
    const amount = shares[index]
    return amount === undefined ? [] : [{ id, amount }]
  })
}
