import { type JudgementContext, parseAt } from './context.ts'
import { formation, knownAt, type OfferState } from './formation.ts'
import { type AcceptanceMessage, dateMessages, isOfferMessage, type Message } from './messages.ts'
import { readNegotiation, revocationRefused } from './offers.ts'
import type { Malformed, Refusal, RefusalCode, Undecidable } from './refusal.ts'

/** Why a step may not be taken; `undefined` in its place means that it may. */
export type StepAnswer = Refusal | Undecidable | Malformed | undefined

const CLOSED: Readonly<Record<Exclude<OfferState, 'open' | 'undecidable'>, RefusalCode>> = {
  'not-yet-effective': 'cisg/offer-not-effective',
  withdrawn: 'cisg/offer-withdrawn',
  revoked: 'cisg/offer-revoked',
  rejected: 'cisg/offer-rejected',
  lapsed: 'cisg/offer-lapsed',
  accepted: 'cisg/already-concluded',
  superseded: 'cisg/offer-superseded',
}

/**
 * Judges whether an acceptance that reaches the offeror at `context.at` takes effect: by the offeree, not by silence, of
 * an offer that is open then (art. 15-18, 20).
 */
export function mayAccept(
  messages: readonly Message[],
  step: { readonly offer: string; readonly by: string; readonly manner?: AcceptanceMessage['manner'] },
  context: JudgementContext,
): StepAnswer {
  const offer = offerIn(messages, step.offer, context)
  if ('code' in offer) return offer
  if (offer.to !== step.by) return { code: 'cisg/not-offeree', rule: 'CISG art. 14(1), 18(1)', message: step.offer }
  if (step.manner === 'silence') return { code: 'cisg/silence', rule: 'CISG art. 18(1)', message: step.offer }
  if (step.manner === 'performance' && !offer.acceptableByPerformance) {
    return { code: 'cisg/performance-not-agreed', rule: 'CISG art. 18(3)', message: step.offer }
  }
  return offer.closed
}

/**
 * Judges whether a revocation that reaches the offeree at `context.at` ends the offer: by the offeror, of an open and
 * revocable offer, before an acceptance was dispatched (art. 16).
 */
export function mayRevoke(
  messages: readonly Message[],
  step: { readonly offer: string; readonly by: string },
  context: JudgementContext,
): StepAnswer {
  const at = parseAt(context)
  const dated = dateMessages(messages)
  if ('code' in at) return at
  if ('code' in dated) return dated
  const negotiation = readNegotiation(knownAt(dated, at), context)
  const judged = negotiation.offers.get(step.offer)
  if (judged === undefined) return { code: 'cisg/nothing-to-answer', rule: 'CISG art. 16(1)', message: step.offer }
  const refused = revocationRefused(judged.offer, { by: step.by, reached: at }, negotiation)
  if (refused !== undefined) return refused
  const offer = offerIn(messages, step.offer, context)
  return 'code' in offer ? offer : offer.closed
}

/**
 * Judges whether a withdrawal that reaches its addressee at `context.at` undoes an offer (art. 15(2), also an
 * irrevocable one) or an acceptance (art. 22): before what it withdraws has reached him, or together with it.
 */
export function mayWithdraw(
  messages: readonly Message[],
  step: { readonly message: string; readonly by: string },
  context: JudgementContext,
): StepAnswer {
  const at = parseAt(context)
  const dated = dateMessages(messages)
  if ('code' in at) return at
  if ('code' in dated) return dated
  const target = knownAt(dated, at).find((each) => each.message.id === step.message)
  const kind = target?.message.kind
  if (target === undefined || (kind !== 'acceptance' && !isOfferMessage(target.message))) {
    return { code: 'cisg/nothing-to-answer', rule: 'CISG art. 15(2), 22', message: step.message }
  }
  const rule = kind === 'acceptance' ? 'CISG art. 22' : 'CISG art. 15(2)'
  if (target.message.by !== step.by) return { code: 'cisg/not-author', rule, message: step.message }
  const done = kind === 'acceptance' && target.message.manner === 'performance' ? target.dispatched : target.reached
  if (done === undefined || at.ms <= done.ms) return undefined
  return { code: 'cisg/withdrawal-too-late', rule, message: step.message }
}

interface OfferNow {
  readonly to: string
  readonly acceptableByPerformance: boolean
  readonly closed: Refusal | Undecidable | undefined
}

function offerIn(messages: readonly Message[], id: string, context: JudgementContext): OfferNow | Refusal | Malformed {
  const found = formation(messages, context)
  if ('code' in found) return found
  const outcome = found.offers.find((each) => each.id === id)
  const message = messages.find((each) => each.id === id)
  if (outcome === undefined || message === undefined) {
    return { code: 'cisg/nothing-to-answer', rule: 'CISG art. 18(1)', message: id }
  }
  const acceptableByPerformance = isOfferMessage(message) && message.acceptableByPerformance === true
  return { to: addressee(message, messages), acceptableByPerformance, closed: closed(outcome.state, outcome.rule, id) }
}

/** A reply that became a counter-offer is addressed to the author of what it answers. */
function addressee(message: Message, messages: readonly Message[]): string {
  if (isOfferMessage(message)) return message.to
  return messages.find((each) => each.id === message.answers)?.by ?? ''
}

function closed(state: OfferState, rule: string, message: string): Refusal | Undecidable | undefined {
  if (state === 'open') return undefined
  if (state === 'undecidable') return { code: 'cisg/closed-days-unknown', rule, needs: [message] }
  return { code: CLOSED[state], rule, message }
}
