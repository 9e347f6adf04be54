import { type Assent, type Doubt, judgeAcceptances } from './acceptances.ts'
import { type JudgementContext, parseAt } from './context.ts'
import { type Dated, dateMessages, type Message } from './messages.ts'
import { type Moment, momentText } from './moment.ts'
import { type JudgedOffer, type Negotiation, noticeInTime, readNegotiation, revocationRefused } from './offers.ts'
import type { Malformed, Refusal, Undecidable } from './refusal.ts'
import { type Changes, sameTerms, type Terms } from './terms.ts'

export type OfferState =
  | 'not-yet-effective'
  | 'open'
  | 'withdrawn'
  | 'revoked'
  | 'rejected'
  | 'lapsed'
  | 'accepted'
  /** A contract was concluded by another offer while this one was open or under way (art. 23, 29(1)). */
  | 'superseded'
  /** The last day's extension cannot be told: the calendar does not know it (art. 20(2)). */
  | 'undecidable'

export interface OfferOutcome {
  readonly id: string
  readonly state: OfferState
  readonly rule: string
  readonly terms: Terms
  /** The message that brought the offer into this state, if one did. */
  readonly by?: string
  /** Instant since when it is in this state. */
  readonly since?: string
  /** The last instant at which an acceptance may reach the offeror, once the offer is effective. */
  readonly openUntil?: string
}

export interface Contract {
  readonly offer: string
  readonly acceptance: string
  /** The instant of conclusion (art. 23), in the offset of the place where the acceptance took effect. */
  readonly concludedAt: string
  readonly rule: string
  /** The offer's terms with the immaterial modifications of the acceptance (art. 19(2)). */
  readonly terms: Terms
  readonly modifications: Changes
  /** Until then a notice of the offeror, sent without delay, still undoes it (art. 19(2), 21(2)). */
  readonly mayBeUndoneUntil?: string
}

export interface Formation {
  readonly kind: 'formation'
  /** In order of dispatch. */
  readonly offers: readonly OfferOutcome[]
  readonly conclusion:
    | { readonly kind: 'concluded'; readonly contract: Contract }
    | { readonly kind: 'not-concluded'; readonly reason: Refusal }
    | ({ readonly kind: 'undecidable' } & Undecidable)
  /** Messages that have no effect, each with the article, in order of dispatch. */
  readonly withoutEffect: readonly Refusal[]
}

/**
 * Judges whether and when the messages of one negotiation concluded a contract, and in which state each offer is, at
 * the instant `at` (CISG art. 14-24). What was dispatched later is unknown, what reaches later is still under way.
 *
 * The answer does not depend on the order of the input. A reply with a material change appears as an offer under its
 * own id. Where two acceptances of different offers take effect in one instant, the articles do not decide.
 */
export function formation(messages: readonly Message[], context: JudgementContext): Formation | Malformed {
  const at = parseAt(context)
  if ('code' in at) return at
  const dated = dateMessages(messages)
  if ('code' in dated) return dated
  const negotiation = readNegotiation(knownAt(dated, at), context)
  const judged = judgeAcceptances(negotiation, context)
  const assents = judged.filter((each) => each.kind === 'assent')
  const doubts = judged.filter((each) => each.kind === 'doubt')
  const first = firstAssent(assents, doubts)
  const concluded = first?.kind === 'assent' ? first : undefined
  const later = concluded === undefined ? [] : assents.filter((each) => each !== concluded).map(tooLate)
  const refused = judged.flatMap((each) => (each.kind === 'refused' ? [each.refusal] : []))
  return {
    kind: 'formation',
    offers: [...negotiation.offers.values()].map((each) => outcome(each, at, concluded)),
    conclusion: conclusion(first, refused, at),
    withoutEffect: inOrder([...refused, ...later, ...idleNotices(negotiation, context)], negotiation),
  }
}

/** The messages as they stand at an instant. */
export function knownAt(dated: readonly Dated[], at: Moment): readonly Dated[] {
  return dated
    .filter((each) => each.dispatched.ms <= at.ms)
    .map((each) => (each.reached !== undefined && each.reached.ms > at.ms ? { ...each, reached: undefined } : each))
}

function firstAssent(assents: readonly Assent[], doubts: readonly Doubt[]): Assent | Doubt | undefined {
  const earliest = Math.min(...assents.map((each) => each.at.ms), ...doubts.map((each) => each.at.ms))
  const doubt = doubts.find((each) => each.at.ms === earliest)
  if (doubt !== undefined) return doubt
  const [first, ...others] = assents.filter((each) => each.at.ms === earliest)
  if (first === undefined || others.every((each) => sameTerms(each.terms, first.terms))) return first
  const needs = [first, ...others].map((each) => each.acceptance.message.id)
  const both = { code: 'cisg/simultaneous-acceptances', rule: 'CISG art. 18(2), 23', needs } as const
  return { kind: 'doubt', at: first.at, doubt: both }
}

function conclusion(
  first: Assent | Doubt | undefined,
  refused: readonly Refusal[],
  at: Moment,
): Formation['conclusion'] {
  if (first?.kind === 'doubt') return { kind: 'undecidable', ...first.doubt }
  if (first === undefined) {
    const reason = refused.at(-1) ?? { code: 'cisg/no-acceptance', rule: 'CISG art. 18(1), 23' }
    return { kind: 'not-concluded', reason }
  }
  const undo = first.mayBeUndoneUntil
  const contract: Contract = {
    offer: first.offer.offer.message.id,
    acceptance: first.acceptance.message.id,
    concludedAt: momentText(first.at),
    rule: `${first.rule}, 23`,
    terms: first.terms,
    modifications: first.modifications,
    ...(undo === undefined || undo.ms < at.ms ? {} : { mayBeUndoneUntil: momentText(undo) }),
  }
  return { kind: 'concluded', contract }
}

function outcome(judged: JudgedOffer, at: Moment, concluded: Assent | undefined): OfferOutcome {
  const { offer, end, time } = judged
  const { id, terms } = offer.message
  const until = time?.until
  const known = { id, terms, ...(until === undefined ? {} : { openUntil: momentText(until) }) }
  const before = (moment: Moment) => concluded === undefined || moment.ms <= concluded.at.ms
  if (concluded?.offer === judged) {
    const since = momentText(concluded.at)
    return { ...known, state: 'accepted', rule: concluded.rule, by: concluded.acceptance.message.id, since }
  }
  const lapsedFirst = until !== undefined && end !== undefined && until.ms < end.at.ms
  if (end !== undefined && !lapsedFirst && before(end.at)) {
    return { ...known, state: end.state, rule: end.rule, by: end.by.message.id, since: momentText(end.at) }
  }
  if (until !== undefined && until.ms < at.ms && before(until)) {
    return { ...known, state: 'lapsed', rule: time?.rule ?? 'CISG art. 18(2)', since: momentText(until) }
  }
  if (concluded !== undefined) {
    const by = concluded.acceptance.message.id
    return { ...known, state: 'superseded', rule: 'CISG art. 23, 29(1)', by, since: momentText(concluded.at) }
  }
  if (offer.reached === undefined || time === undefined) {
    return { ...known, state: 'not-yet-effective', rule: 'CISG art. 15(1)' }
  }
  if (until === undefined && time.base.ms < at.ms) return { ...known, state: 'undecidable', rule: 'CISG art. 20(2)' }
  return { ...known, state: 'open', rule: 'CISG art. 15(1), 18(2)', since: momentText(offer.reached) }
}

function tooLate(assent: Assent): Refusal {
  return { code: 'cisg/already-concluded', rule: 'CISG art. 23, 29(1)', message: assent.acceptance.message.id }
}

function idleNotices(negotiation: Negotiation, context: JudgementContext): readonly Refusal[] {
  return negotiation.messages.flatMap((dated) => {
    const refusal = idleNotice(dated, negotiation, context)
    return refusal === undefined ? [] : [refusal]
  })
}

/** Why a notice that has reached its addressee did nothing; a notice under way is not named. */
function idleNotice(dated: Dated, negotiation: Negotiation, context: JudgementContext): Refusal | undefined {
  const { message, reached } = dated
  if (message.kind === 'revocation' && reached !== undefined) {
    const judged = negotiation.offers.get(message.answers)
    if (judged === undefined) return { code: 'cisg/nothing-to-answer', rule: 'CISG art. 16(1)', message: message.id }
    const attempt = { by: message.by, reached }
    const refusal = revocationRefused(judged.offer, attempt, negotiation)
    return refusal === undefined ? undefined : { ...refusal, message: message.id }
  }
  const rule = DELAYED[message.kind]
  const about = negotiation.messages.find((each) => each.message.id === message.answers)
  if (rule === undefined || about === undefined) return undefined
  const inTime = noticeInTime(message.kind, { about, by: message.by, messages: [dated], context })
  return inTime === undefined ? { code: 'cisg/notice-delayed', rule, message: message.id } : undefined
}

const DELAYED: Partial<Record<Message['kind'], string>> = {
  objection: 'CISG art. 19(2)',
  'late-acceptance-holds': 'CISG art. 21(1)',
  'offer-considered-lapsed': 'CISG art. 21(2)',
}

function inOrder(refusals: readonly Refusal[], negotiation: Negotiation): readonly Refusal[] {
  const place = new Map(negotiation.messages.map((each, index) => [each.message.id, index]))
  const of = (refusal: Refusal) => place.get(refusal.message ?? '') ?? 0
  return [...refusals].sort((a, b) => of(a) - of(b))
}
