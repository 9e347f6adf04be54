import type { VerificationKey } from '@entrepot/crypto'
import { isSignedBy, type Signed } from './signed.ts'

/** How many signatures may still be verified to answer a question. */
export interface Budget {
  signatureChecks: number
}

const answers = new WeakMap<Signed, WeakMap<VerificationKey, boolean>>()

/**
 * Whether a key signed something, weak algorithms included: what counts is judged before. A signature is verified once for
 * each parsed object and key: certificates and lists are judged far more often than they change.
 *
 * @returns `undefined` when the budget is used up.
 */
export function isVerified(signed: Signed, key: VerificationKey, budget: Budget): boolean | undefined {
  const known = answers.get(signed)
  const answer = known?.get(key)
  if (answer !== undefined) return answer
  if (budget.signatureChecks <= 0) return undefined
  budget.signatureChecks--
  const made = isSignedBy(signed, key, { legacy: 'accepted' })
  if (known === undefined) answers.set(signed, new WeakMap([[key, made]]))
  else known.set(key, made)
  return made
}
