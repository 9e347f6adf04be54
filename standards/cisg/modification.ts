import type { Refusal } from './refusal.ts'

export interface ModificationFacts {
  /** Both parties have assented to the change. */
  readonly agreed: boolean
  /** The contract is in writing and requires writing for its modification or termination. */
  readonly writingRequired: boolean
  readonly inWriting: boolean
  /** The party that invokes the writing clause led the other by its conduct to rely on the change. */
  readonly conductReliedUpon: boolean
}

/**
 * Judges whether a concluded contract is modified or terminated: by mere agreement (art. 29(1)), in writing where the
 * contract says so, unless conduct that was relied upon bars the clause (art. 29(2)).
 */
export function mayModify(facts: ModificationFacts): Refusal | undefined {
  if (!facts.agreed) return { code: 'cisg/no-acceptance', rule: 'CISG art. 29(1)' }
  if (facts.writingRequired && !facts.inWriting && !facts.conductReliedUpon) {
    return { code: 'cisg/written-form-agreed', rule: 'CISG art. 29(2)' }
  }
  return undefined
}
