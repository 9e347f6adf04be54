import {
  actName,
  type Capacity,
  capacitiesOf,
  type FileState,
  type FoldableAct,
  fill,
  type PathTemplate,
} from '@entrepot/trade/file'
import type { ActDefinition, Catalogue } from './define.ts'
import { instancesIn } from './open.ts'
import type { Refusal } from './verdict.ts'

/**
 * Judges whether an act's turn has come: what must stand before, what ends it, how often.
 *
 * @returns the first refusal in the order not yet, no more, already done; `undefined` when it may go on.
 */
export function judgeOrder(definition: ActDefinition, file: FileState, act?: FoldableAct): Refusal | undefined {
  const stands = (name: string): boolean => (file.actsByName.get(name)?.length ?? 0) > 0
  for (const needed of definition.after ?? []) {
    const names = typeof needed === 'string' ? [needed] : needed
    if (!names.some(stands)) return { code: 'act/not-yet', rule: 'order of the trade', expected: names.join(' | ') }
  }
  const ended = definition.until?.find(stands)
  if (ended !== undefined) return { code: 'act/no-more', rule: 'order of the trade', found: ended }
  return doneBefore(definition, file, act) ? { code: 'act/already-done', rule: 'order of the trade' } : undefined
}

function doneBefore(definition: ActDefinition, file: FileState, act: FoldableAct | undefined): boolean {
  const { once } = definition
  const earlier = (file.actsByName.get(actName(definition.type)) ?? []).filter((each) => !isRetracted(file, each))
  if (once === undefined || earlier.length === 0) return false
  if (once === true) return true
  if (!act) return false
  const instance = instanceOf(once, definition, act)
  return earlier.some((each) => instanceOf(once, definition, each) === instance)
}

const instanceOf = (template: PathTemplate, definition: ActDefinition, act: FoldableAct): string | undefined =>
  fill(template, instancesIn(definition, act.statements))

function isRetracted(file: FileState, act: FoldableAct): boolean {
  const proposal = file.proposals.get(act.identity)
  if (proposal) return proposal.status === 'retracted' || proposal.status === 'rejected'
  return file.acts.some((each) => each.effect === 'retracts' && each.answers === act.identity)
}

/** What one party could do next in a file, whatever rules then say of the content. */
export function possibleActs(catalogue: Catalogue, file: FileState, organisation: string): ActDefinition[] {
  const held = capacitiesOf(file, organisation)
  return [...catalogue.acts.values()].filter(
    (definition) =>
      (definition.kind === file.kind.name || definition.kind === '*') &&
      definition.upcast === undefined &&
      definition.opens === undefined &&
      mayDo(definition, held) &&
      judgeOrder(definition, file) === undefined &&
      answerable(definition, file, organisation).length > 0,
  )
}

/** The acts that an act of this type could answer now; `[undefined]` where it answers none. */
export function answerable(
  definition: ActDefinition,
  file: FileState,
  organisation: string,
): (FoldableAct | undefined)[] {
  if (!definition.answers) return [undefined]
  const candidates = definition.answers.flatMap((name) => file.actsByName.get(name) ?? [])
  return candidates.filter((act) => {
    const own = act.signer.organisation === organisation
    const proposal = file.proposals.get(act.identity)
    if (definition.effect === 'retracts')
      return own && (!proposal || proposal.status === 'open' || proposal.status === 'countered')
    return !own && (!proposal || proposal.status === 'open')
  })
}

const mayDo = (definition: ActDefinition, held: ReadonlySet<Capacity>): boolean =>
  definition.by.includes('*') ? held.size > 0 : definition.by.some((capacity) => held.has(capacity))
