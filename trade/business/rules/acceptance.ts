import { instant } from '@entrepot/calendar'
import type { Contract, Formation } from '@entrepot/cisg'
import { advise, type JudgeContext, need, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { type FileState, type FoldableAct, segmentsOf } from '@entrepot/trade/file'
import { formationWith } from './formation.ts'
import { arriving, isLateAcceptance, messagesOf, pathOfTerm, REASONABLE_DAYS, revocationBefore } from './negotiation.ts'

const DAY_MS = 86_400_000

/** What stands in the way of an acceptance, by the code of the CISG's room. */
const CLOSED: Readonly<Record<string, string>> = {
  'cisg/acceptance-late': 'sale/offer-lapsed',
  'cisg/already-concluded': 'sale/already-concluded',
  'cisg/not-offeree': 'sale/not-offeree',
  'cisg/notice-delayed': 'sale/notice-delayed',
  'cisg/offer-lapsed': 'sale/offer-lapsed',
  'cisg/offer-not-effective': 'sale/offer-not-effective',
  'cisg/offer-rejected': 'sale/offer-rejected',
  'cisg/offer-revoked': 'sale/offer-revoked',
  'cisg/offer-withdrawn': 'sale/offer-withdrawn',
}

/**
 * Refuses an acceptance that concludes nothing: of an offer that is no longer open, or that reaches too late (CISG art.
 * 18(2), 21(1): it may be sent as a late one). Advises on one that the other side may still undo: it changes something
 * immaterial (19(2)), was only late on its way (21(2)), or crossed a revocation by its sender's word alone (16(1)); and
 * where an offer without a fixed time was left for more than a usual time (18(2)).
 *
 * What answers a late acceptance lets it hold (21(1)), as it is.
 */
export const concludes: Rule = {
  name: 'sale/offer-lapsed',
  cites: 'CISG art. 16(1), 18(2), 19(2), 20(2), 21',
  judge({ file: { file }, act, context }) {
    const answered = act.answers === undefined ? undefined : file.byIdentity.get(act.answers)
    if (!answered) return undefined
    const [own] = act.statements
    const holds = isLateAcceptance(answered)
    if (own && holds) return refuse('sale/late-acceptance-changed', 'CISG art. 21(1)', { at: own.path })
    const stranger = act.statements.find(({ path }) => !isOfOffer(file, answered, path))
    if (stranger) return refuse('sale/changes-unknown-line', 'CISG art. 19(1)', { at: stranger.path })
    const found = formationWith(file, act, context)
    if (!found) return need('readable-messages')
    const contract = concludedBy(found, holds ? answered : act)
    return contract ? adviceOn(file, act, { contract, context }) : refusalOf(file, act, { found, context })
  },
}

/**
 * Refuses a late acceptance of an offer that is still open (it is to be accepted), or has ended otherwise than by time.
 * Any other is advised: it concludes nothing unless the offeror lets it hold without delay (CISG art. 21(1)).
 */
export const comesLate: Rule = {
  name: 'sale/late-acceptance',
  cites: 'CISG art. 21(1)',
  judge({ file: { file }, act, context }) {
    const found = formationWith(file, act, context)
    if (!found) return need('readable-messages')
    if (concludedBy(found, act)) return refuse('sale/not-late', 'CISG art. 18(2)')
    const reason = reasonOf(found, act)
    return reason?.code === 'cisg/acceptance-late'
      ? advise('sale/late-acceptance', 'CISG art. 21(1)', { found: context.now })
      : refusalOf(file, act, { found, context })
  },
}

/** The contract, where it is this acceptance that concluded it. */
export function concludedBy({ conclusion }: Formation, { identity }: FoldableAct): Contract | undefined {
  return conclusion.kind === 'concluded' && conclusion.contract.acceptance === identity
    ? conclusion.contract
    : undefined
}

/** A line that an acceptance speaks of is one of the offer's. */
function isOfOffer(file: FileState, offer: FoldableAct, path: FoldableAct['statements'][number]['path']): boolean {
  const [place, line = ''] = segmentsOf(path)
  return place !== 'lines' || file.proposals.get(offer.identity)?.content.has(`/lines/${line}/goods`) === true
}

interface Concluding {
  readonly contract: Contract
  readonly context: JudgeContext
}

function adviceOn(file: FileState, act: FoldableAct, { contract, context }: Concluding): Verdict[] {
  const { rule, modifications, mayBeUndoneUntil } = contract
  const until = mayBeUndoneUntil === undefined ? {} : { suggestion: mayBeUndoneUntil }
  const verdicts: Verdict[] = []
  const [changed] = Object.keys(modifications)
  const at = changed === undefined ? undefined : pathOfTerm(changed)
  if (at) verdicts.push(advise('sale/changes-bind-unless-objected', 'CISG art. 19(2)', { at, ...until }))
  if (rule.includes('21(2)')) {
    const fixed = fixedUntil(file, act.answers)
    const suggestion = fixed === undefined ? {} : { suggestion: fixed }
    verdicts.push(advise('sale/late-in-transmission', 'CISG art. 21(2)', { found: context.now, ...suggestion }))
  }
  const revocation = revocationBefore(file, arriving(file, act, context.now))
  if (revocation)
    verdicts.push(advise('sale/crosses-revocation', 'CISG art. 16(1)', { found: revocation.receipt.reached }))
  return [...verdicts, ...longUnanswered(file, act.answers, context)]
}

interface Failing {
  readonly found: Formation
  readonly context: JudgeContext
}

const reasonOf = ({ withoutEffect }: Formation, { identity }: FoldableAct) =>
  withoutEffect.find(({ message }) => message === identity)

function refusalOf(file: FileState, act: FoldableAct, { found, context }: Failing): Verdict {
  const { conclusion } = found
  if (conclusion.kind === 'undecidable') return need(conclusion.needs.join(', '))
  const reason = reasonOf(found, act)
  const code = CLOSED[reason?.code ?? ''] ?? 'sale/not-acceptable'
  const until = fixedUntil(file, act.answers)
  const detail =
    code === 'sale/offer-lapsed' ? { found: context.now, ...(until === undefined ? {} : { expected: until }) } : {}
  return refuse(code, reason?.rule ?? 'CISG art. 18(1)', detail)
}

function fixedUntil(file: FileState, offer: string | undefined): string | undefined {
  const message = messagesOf(file).find((each) => each.id === offer)
  return message && 'fixedUntil' in message ? message.fixedUntil : undefined
}

function longUnanswered(file: FileState, offer: string | undefined, { now }: JudgeContext): Verdict[] {
  const reached = offer === undefined ? undefined : file.byIdentity.get(offer)?.receipt.reached
  if (reached === undefined || fixedUntil(file, offer) !== undefined) return []
  const waitedMs = instant(now).epochMs - instant(reached).epochMs
  return waitedMs > REASONABLE_DAYS * DAY_MS
    ? [advise('sale/reasonable-time-doubtful', 'CISG art. 18(2)', { found: reached })]
    : []
}
