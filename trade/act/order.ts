import { actName, type FileState, type FoldableAct, principalOf, standsAct } from '@entrepot/trade/file'
import type { ActDefinition, Catalogue } from './define.ts'
import { placesIn } from './open.ts'
import type { Refusal } from './verdict.ts'

/**
 * Judges whether an act's turn has come: what must stand before, what ends it, how often.
 *
 * @returns the first refusal in the order not yet, no more, already done; `undefined` when it may go on.
 */
export function judgeOrder(definition: ActDefinition, file: FileState, act?: FoldableAct): Refusal | undefined {
  const stands = (name: string): boolean => standsAct(file, name)
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
  if (once === undefined) return false
  const earlier = (file.actsByName.get(actName(definition.type)) ?? []).filter((each) => !isRetracted(file, each))
  if (earlier.length === 0) return false
  if (once === true) return true
  if (!act) return false
  const places = placesIn(definition, once, act.statements)
  return earlier.some((each) => !placesIn(definition, once, each.statements).isDisjointFrom(places))
}

function isRetracted(file: FileState, act: FoldableAct): boolean {
  const proposal = file.proposals.get(act.identity)
  if (proposal) return proposal.status === 'retracted' || proposal.status === 'rejected'
  return file.retracted.has(act.identity)
}

/** What one party could do next in a file, whatever rules then say of the content. */
export function possibleActs(catalogue: Catalogue, file: FileState, organisation: string): ActDefinition[] {
  return [...catalogue.acts.values()].filter(
    (definition) =>
      (definition.kind === file.kind.name || definition.kind === '*') &&
      definition.upcast === undefined &&
      definition.opens === undefined &&
      mayDo(definition, file, organisation) &&
      judgeOrder(definition, file) === undefined &&
      answerable(definition, file, organisation).length > 0,
  )
}

/**
 * The acts that an act of this type could answer now, those still open first; `[undefined]` where it answers none.
 *
 * A proposal may build on any of the other side's that is not yet agreed, one that was countered or rejected too: it is
 * a new proposal, and two may cross (CISG art. 17, 19(1)). Consent and rejection need one that is open; a consent that may
 * cross a revocation, one that was open as far as its signer had seen (art. 16(1)).
 *
 * @param seen highest sequence that the signer had seen; all that there is where absent.
 */
export function answerable(
  definition: ActDefinition,
  file: FileState,
  organisation: string,
  seen = Number.POSITIVE_INFINITY,
): (FoldableAct | undefined)[] {
  if (!definition.answers) return [undefined]
  const candidates = definition.answers.flatMap((name) => file.actsByName.get(name) ?? [])
  const statusOf = (act: FoldableAct) =>
    file.proposals.get(act.identity)?.status ?? (file.retracted.has(act.identity) ? 'retracted' : 'open')
  const found = candidates.filter((act) => {
    // What an agent proposed, its principal did: the other side answers it.
    const own = principalOf(act) === organisation
    const status = statusOf(act)
    if (definition.effect === 'retracts') return own && (status === 'open' || status === 'countered')
    if (!own && status === 'retracted' && definition.mayCross && wasOpenUpTo(file, act, seen)) return true
    return !own && (status === 'open' || (definition.effect === 'proposes' && status !== 'consented'))
  })
  const isOpen = (act: FoldableAct) => statusOf(act) === 'open'
  return [...found.filter(isOpen), ...found.filter((act) => !isOpen(act))]
}

/** Whether a proposal was taken back only after a place of the sequence. */
const wasOpenUpTo = (file: FileState, { identity }: FoldableAct, seen: number): boolean =>
  file.acts.every(({ effect, answers, receipt }) => effect !== 'retracts' || answers !== identity || receipt.seq > seen)

/** In a capacity of its own once it has entered, and before that nothing but enter; or by an authority for this act. */
function mayDo(definition: ActDefinition, file: FileState, organisation: string): boolean {
  const isBy = (capacity: string) => definition.by.includes('*') || definition.by.includes(capacity)
  const own = [...file.parties.values()].some(
    (party) =>
      party.organisation === organisation && isBy(party.capacity) && party.entered !== (definition.enters ?? false),
  )
  if (own) return true
  const name = actName(definition.type)
  return [...file.authorities.values()].some(
    ({ agent, capacity, principal, acts }) =>
      agent === organisation &&
      isBy(capacity) &&
      file.parties.get(capacity)?.organisation === principal &&
      (acts.includes(name) || acts.includes('*')),
  )
}
