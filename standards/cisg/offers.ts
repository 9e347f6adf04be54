import type { JudgementContext } from './context.ts'
import type { AcceptanceMessage, Dated, OfferMessage } from './messages.ts'
import { isAcceptanceMessage, isOfferMessage } from './messages.ts'
import type { Moment } from './moment.ts'
import { addDays, parseMoment } from './moment.ts'
import type { Refusal } from './refusal.ts'
import { changedTerms, classifyReply, type ReplyClass } from './terms.ts'
import { timeForAcceptance, type TimeForAcceptance } from './time-for-acceptance.ts'

/** How an offer came to its end otherwise than by time. */
interface OfferEnd {
  readonly state: 'withdrawn' | 'rejected' | 'revoked'
  readonly at: Moment
  /** The message that ended it. */
  readonly by: Dated
  readonly rule: string
}

/** An offer with everything that decides its fate, but not yet whether it was accepted. */
export interface JudgedOffer {
  readonly offer: Dated<OfferMessage>
  readonly end: OfferEnd | undefined
  readonly time: TimeForAcceptance | undefined
}

/** One reply that accepts, classified against the offer that it answers. */
export interface JudgedReply {
  readonly reply: Dated<AcceptanceMessage>
  readonly offer: Dated<OfferMessage>
  readonly found: ReplyClass
}

/** The negotiation as far as its messages stand at the time of judgement. */
export interface Negotiation {
  readonly messages: readonly Dated[]
  readonly offers: ReadonlyMap<string, JudgedOffer>
  readonly replies: ReadonlyMap<string, JudgedReply>
}

/**
 * Reads dated messages (in order of dispatch) into offers and replies. A reply with a material change, or with an
 * immaterial one to which the offeror objected in time, is a counter-offer under its own id (art. 19(1)).
 */
export function readNegotiation(messages: readonly Dated[], context: JudgementContext): Negotiation {
  const offers = new Map<string, Dated<OfferMessage>>()
  const replies = new Map<string, JudgedReply>()
  for (const dated of messages) {
    const { message } = dated
    if (isOfferMessage(message)) offers.set(message.id, { ...dated, message })
    if (!isAcceptanceMessage(message)) continue
    const offer = offers.get(message.answers)
    if (offer === undefined || message.by !== offer.message.to) continue
    const reply = { ...dated, message }
    const found = classify(reply, offer, messages, context)
    replies.set(message.id, { reply, offer, found })
    if (found.kind === 'counter-offer') offers.set(message.id, asCounterOffer(reply, offer))
  }
  const judged = new Map<string, JudgedOffer>()
  for (const [id, offer] of offers) judged.set(id, judgeOffer(offer, { messages, offers, replies, context }))
  return { messages, offers: judged, replies }
}

function classify(
  reply: Dated<AcceptanceMessage>,
  offer: Dated<OfferMessage>,
  messages: readonly Dated[],
  context: JudgementContext,
): ReplyClass {
  const found = classifyReply(offer.message.terms, reply.message.changes ?? {}, context.materiality)
  if (found.kind !== 'acceptance-with-modifications') return found
  const objection = noticeInTime('objection', { about: reply, by: offer.message.by, messages, context })
  if (objection === undefined) return found
  return { kind: 'counter-offer', rule: 'CISG art. 19(1), (2)', changes: found.changes, material: [] }
}

function asCounterOffer(reply: Dated<AcceptanceMessage>, offer: Dated<OfferMessage>): Dated<OfferMessage> {
  const { message } = reply
  const counterOffer: OfferMessage = {
    kind: 'counter-offer',
    id: message.id,
    by: message.by,
    to: offer.message.by,
    answers: message.answers,
    dispatched: message.dispatched,
    ...(message.reached === undefined ? {} : { reached: message.reached }),
    terms: changedTerms(offer.message.terms, message.changes ?? {}),
    means: offer.message.means,
  }
  return { message: counterOffer, dispatched: reply.dispatched, reached: reply.reached }
}

interface Surroundings {
  readonly messages: readonly Dated[]
  readonly offers: ReadonlyMap<string, Dated<OfferMessage>>
  readonly replies: ReadonlyMap<string, JudgedReply>
  readonly context: JudgementContext
}

function judgeOffer(offer: Dated<OfferMessage>, around: Surroundings): JudgedOffer {
  if (offer.reached === undefined) return { offer, end: withdrawal(offer, around.messages), time: undefined }
  const time = timeForAcceptance(offer, offer.reached, around.context)
  return { offer, end: withdrawal(offer, around.messages) ?? firstEnd(offer, around), time }
}

/** A withdrawal that reaches before or together with what it withdraws (art. 15(2), 22). */
export function withdrawal(target: Dated, messages: readonly Dated[]): OfferEnd | undefined {
  const rule = isOfferMessage(target.message) ? 'CISG art. 15(2)' : 'CISG art. 22'
  for (const by of messages) {
    if (by.message.kind !== 'withdrawal' || by.message.answers !== target.message.id) continue
    if (by.message.by !== target.message.by || by.reached === undefined) continue
    if (target.reached === undefined || by.reached.ms <= target.reached.ms) {
      return { state: 'withdrawn', at: by.reached, by, rule }
    }
  }
  return undefined
}

function firstEnd(offer: Dated<OfferMessage>, around: Surroundings): OfferEnd | undefined {
  let first: OfferEnd | undefined
  for (const by of around.messages) {
    const end = endBy(by, offer, around)
    if (end !== undefined && (first === undefined || end.at.ms < first.at.ms)) first = end
  }
  return first
}

function endBy(by: Dated, offer: Dated<OfferMessage>, around: Surroundings): OfferEnd | undefined {
  const { message, reached } = by
  if (reached === undefined || message.answers !== offer.message.id) return undefined
  if (message.kind === 'revocation') {
    if (revocationRefused(offer, { by: message.by, reached }, around) !== undefined) return undefined
    return { state: 'revoked', at: reached, by, rule: 'CISG art. 16(1)' }
  }
  if (message.by !== offer.message.to || withdrawal(by, around.messages) !== undefined) return undefined
  if (message.kind === 'rejection') return { state: 'rejected', at: reached, by, rule: 'CISG art. 17' }
  if (around.offers.has(message.id)) return { state: 'rejected', at: reached, by, rule: 'CISG art. 17, 19(1)' }
  return undefined
}

/** A revocation as it would take effect. */
interface RevocationAttempt {
  readonly by: string
  readonly reached: Moment
}

/**
 * Judges a revocation: by the offeror, before the offeree has dispatched an acceptance (art. 16(1)), of an offer neither
 * irrevocable by a fixed time or otherwise (art. 16(2)(a)) nor relied upon (art. 16(2)(b)).
 */
export function revocationRefused(
  offer: Dated<OfferMessage>,
  attempt: RevocationAttempt,
  around: Pick<Surroundings, 'replies'>,
): Refusal | undefined {
  const { message } = offer
  if (attempt.by !== message.by) return { code: 'cisg/not-author', rule: 'CISG art. 16(1)', message: message.id }
  const dispatched = [...around.replies.values()].find((each) => isDispatchedAcceptance(each, offer, attempt.reached))
  if (dispatched !== undefined) {
    return { code: 'cisg/revocation-too-late', rule: 'CISG art. 16(1)', message: dispatched.reply.message.id }
  }
  const fixed = message.fixedUntil !== undefined || message.fixedDays !== undefined
  if (message.irrevocable === true || (fixed && message.fixedTimeOnlyEnds !== true)) {
    return { code: 'cisg/irrevocable', rule: 'CISG art. 16(2)(a)', message: message.id }
  }
  const relied = message.reliedUpon === undefined ? undefined : parseMoment(message.reliedUpon)
  if (relied !== undefined && relied.ms <= attempt.reached.ms) {
    return { code: 'cisg/relied-upon', rule: 'CISG art. 16(2)(b)', message: message.id }
  }
  return undefined
}

function isDispatchedAcceptance(each: JudgedReply, offer: Dated<OfferMessage>, before: Moment): boolean {
  if (each.offer.message.id !== offer.message.id || each.reply.dispatched.ms > before.ms) return false
  return each.found.kind !== 'counter-offer' && each.reply.message.manner !== 'silence'
}

/** Where to look for a notice that had to go out without delay. */
interface NoticeSearch {
  readonly about: Dated
  readonly by: string
  readonly messages: readonly Dated[]
  readonly context: Pick<JudgementContext, 'withoutDelayDays'>
}

/** The notice of a kind about a message that its author dispatched without delay after the message reached him. */
export function noticeInTime(kind: Dated['message']['kind'], search: NoticeSearch): Dated | undefined {
  const { about, by, messages, context } = search
  if (about.reached === undefined) return undefined
  const last = addDays(about.reached, context.withoutDelayDays)
  return messages.find(
    ({ message, dispatched }) =>
      message.kind === kind && message.answers === about.message.id && message.by === by && dispatched.ms <= last.ms,
  )
}
