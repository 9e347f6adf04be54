import { asPath, type Commitment, type FileState, type Path, pathEntries, type Value } from '@entrepot/trade/file'
import type { Scenario, Step } from './step.ts'

/** A text that names a party of the scenario stands for its organisation: `@carrier`. */
export function keyedValues(scenario: Scenario, step: Step): Map<Path, Value> {
  const entries = pathEntries(step.keyed ?? {})
  return new Map(entries.map(([path, value]) => [path, organisationIn(scenario, value)]))
}

function organisationIn(scenario: Scenario, value: Value): Value {
  if (typeof value !== 'string' || !value.startsWith('@')) return value
  return organisationOf(scenario, value.slice(1))
}

/** The organisation of a scenario's party. @throws `scenario/unknown-party` */
export function organisationOf(scenario: Scenario, party: string): string {
  const found = scenario.parties[party]
  if (!found) throw new Error(`scenario/unknown-party: ${party}`)
  return found.organisation
}

/**
 * Finds the version that a reference means, by its first origin: the one in force, else that of the newest proposal.
 *
 * @throws `scenario/unresolved` when the actor has no such element.
 */
export function commitmentAt(file: FileState | undefined, reference: string): Commitment {
  const path = asPath(reference.slice(reference.indexOf(':') + 1))
  const proposed = [...(file?.proposals.values() ?? [])]
    .map((proposal) => proposal.content.get(path))
    .findLast((found) => found)
  const found = file?.elements.get(path)?.at(-1) ?? proposed
  if (!found) throw new Error(`scenario/unresolved: ${reference}`)
  return found.origin?.commitment ?? found.commitment
}
