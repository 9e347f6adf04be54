import type { Input } from './golden.ts'
import type { Untimed } from './timetable.ts'

/** A bank opens the accounts that a scenario starts with. */
export function openings(input: Input, place: string, bank: string): Untimed[] {
  const at = `registers.opening.${place}`
  return input.names(at).flatMap((currency) =>
    input.names(`${at}.${currency}`).map((holder) => ({
      ...{ name: `account of ${holder} in ${currency} opened`, by: bank, as: 'bank', act: 'open-account/1' },
      file: `account-${place}-${holder}-${currency}`,
      opens: { kind: 'account', parties: { bank, holder } },
      keyed: { '/opening': { amount: input.text(`${at}.${currency}.${holder}`), currency } },
    })),
  )
}
