import { actName, type Authority, type FileState, type FoldableAct, principalOf } from '@entrepot/trade/file'
import type { JudgeContext } from './context.ts'
import type { ActDefinition } from './define.ts'
import type { Refusal } from './verdict.ts'

interface AuthorityCase {
  readonly file: FileState
  readonly act: FoldableAct
  readonly definition: ActDefinition
  readonly context: JudgeContext
}

/**
 * Judges whether the signer may do this act at all: it holds the capacity, or acts for a principal who recorded
 * so, it has entered the file, and a second person has approved where its organisation asks for that.
 *
 * @returns the first refusal in the order capacity of the act, capacity held, entered, grant, second person.
 */
export function judgeAuthority({ file, act, definition, context }: AuthorityCase): Refusal | undefined {
  const rule = 'authority'
  if (!definition.by.includes(act.as) && !definition.by.includes('*'))
    return { code: 'authority/capacity-not-of-this-act', rule, found: act.as, expected: [...definition.by] }
  const principal = principalOf(act)
  const party = file.parties.get(act.as)
  if (party?.organisation !== principal) return { code: 'authority/capacity-not-held', rule, found: act.as }
  if (!party.entered && !definition.enters) return { code: 'authority/not-entered', rule, found: act.as }
  if (party.entered && definition.enters) return { code: 'authority/already-entered', rule, found: act.as }
  if (act.onBehalfOf !== undefined && act.onBehalfOf !== act.signer.organisation) {
    const refusal = judgeGrant(file, act, context)
    if (refusal) return refusal
  }
  const needsTwo = context.twoPeopleFor.includes(actName(act.type))
  return needsTwo && context.approvers.length === 0 ? { code: 'authority/second-person-needed', rule } : undefined
}

function judgeGrant(file: FileState, act: FoldableAct, context: JudgeContext): Refusal | undefined {
  const rule = 'authority of an agent'
  const grants = [...file.authorities.values()].filter(
    (grant) =>
      grant.principal === act.onBehalfOf && grant.agent === act.signer.organisation && grant.capacity === act.as,
  )
  if (grants.length === 0) return { code: 'authority/no-grant', rule, found: act.as }
  const name = actName(act.type)
  const fitting = grants.filter((grant) => grant.acts.includes(name) || grant.acts.includes('*'))
  if (fitting.length === 0) return { code: 'authority/act-not-granted', rule, found: name }
  return fitting.some((grant) => !hasEnded(grant, context.now))
    ? undefined
    : { code: 'authority/ended', rule, found: name }
}

const hasEnded = (grant: Authority, now: string): boolean => grant.until !== undefined && grant.until < now.slice(0, 10)
