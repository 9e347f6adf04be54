import type { JudgementContext } from './context.ts'
import type { AcceptanceMessage, Dated } from './messages.ts'
import { isAcceptanceMessage } from './messages.ts'
import type { Moment } from './moment.ts'
import { addDays, parseMoment } from './moment.ts'
import { type JudgedOffer, type JudgedReply, type Negotiation, noticeInTime, withdrawal } from './offers.ts'
import type { Refusal, Undecidable } from './refusal.ts'
import { type Changes, changedTerms, type Terms } from './terms.ts'

/** An acceptance that took effect, were no contract concluded before. */
export interface Assent {
  readonly kind: 'assent'
  readonly offer: JudgedOffer
  readonly acceptance: Dated<AcceptanceMessage>
  readonly at: Moment
  readonly rule: string
  readonly terms: Terms
  readonly modifications: Changes
  /** Until when the offeror may still undo it by a notice without delay (art. 19(2), 21(2)). */
  readonly mayBeUndoneUntil: Moment | undefined
}

interface NoAssent {
  readonly kind: 'refused'
  readonly refusal: Refusal
}

export interface Doubt {
  readonly kind: 'doubt'
  /** From when on the doubt stands. */
  readonly at: Moment
  readonly doubt: Undecidable
}

/** Judges each acceptance by itself: articles 18, 19(2), 21 and 22, in order of dispatch. */
export function judgeAcceptances(
  negotiation: Negotiation,
  context: JudgementContext,
): readonly (Assent | NoAssent | Doubt)[] {
  return negotiation.messages.flatMap((dated) => {
    const { message } = dated
    return isAcceptanceMessage(message) ? [judgeAcceptance({ ...dated, message }, negotiation, context)] : []
  })
}

function judgeAcceptance(
  acceptance: Dated<AcceptanceMessage>,
  negotiation: Negotiation,
  context: JudgementContext,
): Assent | NoAssent | Doubt {
  const { message } = acceptance
  const offer = negotiation.offers.get(message.answers)
  const reply = negotiation.replies.get(message.id)
  if (offer === undefined) return refuse('cisg/nothing-to-answer', 'CISG art. 18(1)', acceptance)
  if (reply === undefined) return refuse('cisg/not-offeree', 'CISG art. 14(1), 18(1)', acceptance)
  if (message.manner === 'silence') return refuse('cisg/silence', 'CISG art. 18(1)', acceptance)
  if (message.manner === 'performance' && offer.offer.message.acceptableByPerformance !== true) {
    return refuse('cisg/performance-not-agreed', 'CISG art. 18(3)', acceptance)
  }
  if (withdrawal(acceptance, negotiation.messages) !== undefined) {
    return refuse('cisg/acceptance-withdrawn', 'CISG art. 22', acceptance)
  }
  const at = message.manner === 'performance' ? acceptance.dispatched : acceptance.reached
  if (at === undefined) return refuse('cisg/acceptance-not-reached', 'CISG art. 18(2)', acceptance)
  const ended = endedBefore(acceptance, offer, at)
  if (ended !== undefined) return ended
  return assent(reply, { offer, at, negotiation, context })
}

function endedBefore(acceptance: Dated, offer: JudgedOffer, at: Moment): NoAssent | Doubt | undefined {
  const { end } = offer
  if (end?.state === 'withdrawn') return refuse('cisg/offer-withdrawn', end.rule, acceptance)
  const effective = offer.offer.reached
  if (effective === undefined || acceptance.dispatched.ms < effective.ms) {
    return refuse('cisg/offer-not-effective', 'CISG art. 15(1)', acceptance)
  }
  if (end === undefined || end.at.ms > at.ms || end.by.message.id === acceptance.message.id) return undefined
  if (end.state === 'revoked') return refuse('cisg/offer-revoked', end.rule, acceptance)
  if (end.at.ms < at.ms) return refuse('cisg/offer-rejected', end.rule, acceptance)
  if (end.by.dispatched.ms > acceptance.dispatched.ms) {
    return refuse('cisg/acceptance-withdrawn', 'CISG art. 22', acceptance)
  }
  const needs = [end.by.message.id, acceptance.message.id]
  const doubt = { code: 'cisg/acceptance-and-rejection-together', rule: 'CISG art. 17, 18(2)', needs } as const
  return { kind: 'doubt', at, doubt }
}

interface Ground {
  readonly offer: JudgedOffer
  readonly at: Moment
  readonly negotiation: Negotiation
  readonly context: JudgementContext
}

function assent(reply: JudgedReply, ground: Ground): Assent | NoAssent | Doubt {
  const { found } = reply
  if (found.kind === 'undecidable') {
    return { kind: 'doubt', at: ground.at, doubt: { code: found.code, rule: found.rule, needs: found.needs } }
  }
  if (found.kind === 'counter-offer') {
    const code = found.material.length === 0 ? 'cisg/acceptance-objected' : 'cisg/no-acceptance'
    return refuse(code, found.rule, reply.reply)
  }
  const timely = judgeTime(reply, ground)
  if ('kind' in timely) return timely
  const modifications = found.kind === 'acceptance' ? {} : found.changes
  const mayBeUndone = timely.mayBeUndone || found.kind !== 'acceptance'
  return {
    kind: 'assent',
    offer: ground.offer,
    acceptance: reply.reply,
    at: ground.at,
    rule: found.kind === 'acceptance' ? timely.rule : `${timely.rule}, 19(2)`,
    terms: changedTerms(reply.offer.message.terms, modifications),
    modifications,
    mayBeUndoneUntil: mayBeUndone ? addDays(ground.at, ground.context.withoutDelayDays) : undefined,
  }
}

function judgeTime(
  reply: JudgedReply,
  ground: Ground,
): { readonly rule: string; readonly mayBeUndone: boolean } | NoAssent | Doubt {
  const { time } = ground.offer
  const { message } = reply.reply
  if (time === undefined) return refuse('cisg/offer-not-effective', 'CISG art. 15(1)', reply.reply)
  const rule = message.manner === 'performance' ? 'CISG art. 18(3)' : 'CISG art. 18(2)'
  const inTime = (moment: Moment) => moment.ms <= (time.until ?? time.base).ms
  if (inTime(ground.at)) return { rule, mayBeUndone: false }
  if (time.until === undefined) {
    const doubt = {
      code: 'cisg/closed-days-unknown',
      rule: 'CISG art. 20(2)',
      needs: [reply.offer.message.by],
    } as const
    return { kind: 'doubt', at: ground.at, doubt }
  }
  const search = { about: reply.reply, by: reply.offer.message.by, ...ground.negotiation, context: ground.context }
  if (noticeInTime('late-acceptance-holds', search) !== undefined) {
    return { rule: 'CISG art. 21(1)', mayBeUndone: false }
  }
  const normal = message.normallyReached === undefined ? undefined : parseMoment(message.normallyReached)
  if (normal === undefined || !inTime(normal))
    return refuse('cisg/acceptance-late', 'CISG art. 18(2), 21(1)', reply.reply)
  if (noticeInTime('offer-considered-lapsed', search) !== undefined) {
    return refuse('cisg/offer-lapsed', 'CISG art. 21(2)', reply.reply)
  }
  return { rule: 'CISG art. 21(2)', mayBeUndone: true }
}

function refuse(code: Refusal['code'], rule: string, about: Dated): NoAssent {
  return { kind: 'refused', refusal: { code, rule, message: about.message.id } }
}
