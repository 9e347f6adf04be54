import { type ActDefinition, judge } from '@entrepot/trade/act'
import type { Capacity, FileState, FoldableAct } from '@entrepot/trade/file'
import { contextAt } from './advice.ts'

/** An act before anything is keyed: who would do it, in answer to what. */
interface Bare {
  readonly definition: ActDefinition
  readonly file: FileState
  readonly as: Capacity
  readonly organisation: string
  readonly now: string
}

/**
 * Whether an act that says nothing of its own would be refused as it is now: too late to accept, nothing to object to.
 *
 * Acts that need something keyed are never held to be: what is keyed decides.
 */
export function isHopeless(bare: Bare, answered: FoldableAct): boolean {
  const { definition, file, as, organisation, now } = bare
  const { requires = [], may = [], rules = [], derives } = definition
  const saysSomething =
    requires.length > 0 || derives !== undefined || (may.length > 0 && definition.effect !== 'consents')
  if (saysSomething || rules.length === 0) return false
  const seen = file.acts.at(-1)?.receipt.seq ?? 0
  const signer = { organisation, name: '', country: '', thumbprint: '' }
  const act: FoldableAct = {
    ...{ identity: '', id: '', type: definition.type, effect: definition.effect, as, at: now, seen, signer },
    ...{ answers: answered.identity, statements: [], dated: [], undisclosed: 0 },
    receipt: { seq: seen + 1, receivedMs: 0, reached: now },
  }
  return judge({ file, act, definition, context: contextAt(now), eyes: organisation }).is === 'refused'
}
