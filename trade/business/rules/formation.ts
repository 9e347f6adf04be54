import { instant } from '@entrepot/calendar'
import {
  classifyReply,
  type Formation,
  formation,
  isOffer,
  mayAccept,
  mayRevoke as mayRevokeOffer,
  mayWithdraw,
  type OfferState,
} from '@entrepot/cisg'
import { advise, type JudgeContext, need, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { contentOf, type FileState, type Path } from '@entrepot/trade/file'
import {
  circumstancesOf,
  isOfferAct,
  LONGEST_TRANSMISSION_HOURS,
  MATERIALITY,
  messagesOf,
  NORMAL_TRANSMISSION_MINUTES,
  pathOfTerm,
  REASONABLE_DAYS,
  termsOf,
} from './negotiation.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/**
 * Judges the negotiation of a sale at an instant: each offer's state, and which contract was concluded and when
 * (CISG art. 14-24). Of two counter-offers that crossed and were both accepted, the acceptance that reached first
 * concludes (18(2), 23); the other one could only propose a modification (29(1)).
 */
export function formationOf(file: FileState, context: { readonly now: string }): Formation | undefined {
  const found = formation(messagesOf(file), circumstancesOf(context))
  return 'code' in found ? undefined : found
}

/**
 * Advises on a reply to an offer: one that changes nothing, or nothing material, would do as an acceptance; one to
 * an offer that has ended, or beside an own offer that is still open, stands as a further offer.
 */
export const mayReply: Rule = {
  name: 'sale/reply-changes-nothing',
  cites: 'CISG art. 15(1), 16, 17, 19',
  judge({ file: { file }, act, context }) {
    if (act.answers === undefined || !isOfferAct(file, act.answers)) return ownOffersOpen(file, act.as, context)
    const answered = file.proposals.get(act.answers)
    if (!answered) return undefined
    const verdicts = [...ownOffersOpen(file, act.as, context)]
    if (answered.status !== 'open')
      verdicts.push(advise('sale/answers-ended-offer', 'CISG art. 17, 19(1)', { found: answered.status }))
    const reply = classifyReply(termsOf(answered.content), termsOf(contentOf(file, act)), MATERIALITY)
    if (reply.kind === 'acceptance') verdicts.push(advise('sale/reply-changes-nothing', reply.rule))
    if (reply.kind === 'acceptance-with-modifications')
      verdicts.push(advise('sale/reply-changes-immaterial', reply.rule, { found: Object.keys(reply.changes) }))
    return verdicts
  },
}

const STILL_OPEN: ReadonlySet<OfferState> = new Set(['open', 'not-yet-effective'])

/** A second offer does not take back the first: the other side may accept either (art. 15(1), 16(1)). */
function ownOffersOpen(file: FileState, by: string, context: JudgeContext): Verdict[] {
  const offers = formationOf(file, context)?.offers ?? []
  return offers
    .filter((offer) => STILL_OPEN.has(offer.state) && file.byIdentity.get(offer.id)?.as === by)
    .map((offer) => advise('sale/own-offer-still-open', 'CISG art. 15(1), 16(1)', { found: offer.id }))
}

/** Refuses as no offer what lacks goods, quantity or price for a line, or the currency of its prices (CISG art. 14(1)). */
export const isDefinite: Rule = {
  name: 'sale/not-definite',
  cites: 'CISG art. 14(1)',
  judge({ file: view, act }) {
    const terms = termsOf(contentOf(view.file, act))
    const refusal = isOffer({ terms, addressedTo: 'specific-persons', intentionToBeBound: true })
    const at = refusal?.term === undefined ? undefined : pathOfTerm(refusal.term)
    if (refusal) return refuse('sale/not-definite', refusal.rule, at ? { at } : {})
    if (terms['currency'] === undefined) return refuse('sale/not-definite', 'CISG art. 14(1)', { at: '/currency' })
    return undefined
  },
}

const CLOSED: Readonly<Record<string, string>> = {
  'cisg/offer-not-effective': 'sale/offer-not-effective',
  'cisg/offer-withdrawn': 'sale/offer-withdrawn',
  'cisg/offer-revoked': 'sale/offer-revoked',
  'cisg/offer-rejected': 'sale/offer-rejected',
  'cisg/offer-superseded': 'sale/already-concluded',
  'cisg/already-concluded': 'sale/already-concluded',
  'cisg/not-offeree': 'sale/not-offeree',
}

/**
 * Refuses the acceptance of an offer that is no longer open, or that reaches too late (CISG art. 18(2), 21(1): the
 * offeror may still take a late one as a new offer). One that was only late on its way is advised (21(2)), and so is
 * one to an offer without a fixed time after more than a usual time (18(2)).
 */
export const isInTime: Rule = {
  name: 'sale/offer-lapsed',
  cites: 'CISG art. 18(2), 20(2), 21',
  judge({ file: { file }, act, context }) {
    if (act.answers === undefined) return undefined
    const answer = mayAccept(messagesOf(file), { offer: act.answers, by: act.as }, circumstancesOf(context))
    if (answer === undefined) return longUnanswered(file, act.answers, context)
    if ('path' in answer) return need('readable-messages')
    if ('needs' in answer) return need(answer.needs.join(', '))
    if (answer.code !== 'cisg/offer-lapsed') return refuse(CLOSED[answer.code] ?? 'sale/not-acceptable', answer.rule)
    const until = fixedUntil(file, act.answers)
    if (until !== undefined && wasOnlyDelayed(act.at, until, context.now))
      return advise('sale/late-in-transmission', 'CISG art. 21(2)', { found: context.now, suggestion: until })
    const expected = until === undefined ? {} : { expected: until }
    return refuse('sale/offer-lapsed', 'CISG art. 18(2), 21(1)', { found: context.now, ...expected })
  },
}

/**
 * Whether an act sent then would have been in time had its transmission been normal. Its dispatch is its sender's word
 * alone, so that only a delay of some hours is believed; what took longer the offeror may take as a new offer.
 */
function wasOnlyDelayed(sent: string, until: string, reached: string): boolean {
  const sentMs = instant(sent).epochMs
  if (instant(reached).epochMs - sentMs > LONGEST_TRANSMISSION_HOURS * HOUR_MS) return false
  return sentMs + NORMAL_TRANSMISSION_MINUTES * MINUTE_MS <= instant(until).epochMs
}

function fixedUntil(file: FileState, offer: string): string | undefined {
  const message = messagesOf(file).find((each) => each.id === offer)
  return message && 'fixedUntil' in message ? message.fixedUntil : undefined
}

function longUnanswered(file: FileState, offer: string, { now }: JudgeContext): Verdict | undefined {
  const reached = file.byIdentity.get(offer)?.receipt.reached
  if (reached === undefined || fixedUntil(file, offer) !== undefined) return undefined
  const waitedMs = instant(now).epochMs - instant(reached).epochMs
  return waitedMs > REASONABLE_DAYS * DAY_MS
    ? advise('sale/reasonable-time-doubtful', 'CISG art. 18(2)', { found: reached })
    : undefined
}

/**
 * Judges a withdrawal or revocation of an offer: before the offer reaches, any may be withdrawn (CISG art. 15(2));
 * after, one with a fixed time for acceptance is irrevocable (16(2)(a)). An enquiry binds nobody.
 */
export const mayRevoke: Rule = {
  name: 'sale/offer-irrevocable',
  cites: 'CISG art. 15(2), 16',
  judge({ file: { file }, act, context }) {
    const { answers } = act
    if (answers === undefined || !isOfferAct(file, answers)) return undefined
    const messages = messagesOf(file)
    const circumstances = circumstancesOf(context)
    if (mayWithdraw(messages, { message: answers, by: act.as }, circumstances) === undefined) return undefined
    const state = formationOf(file, context)?.offers.find((each) => each.id === answers)
    if (state && !STILL_OPEN.has(state.state))
      return advise('sale/offer-already-ended', state.rule, { found: state.state })
    const answer = mayRevokeOffer(messages, { offer: answers, by: act.as }, circumstances)
    if (answer === undefined) return undefined
    if ('path' in answer) return need('readable-messages')
    if ('needs' in answer) return need(answer.needs.join(', '))
    const at: Path = '/offer/fixedUntil'
    if (answer.code === 'cisg/irrevocable') return refuse('sale/offer-irrevocable', answer.rule, { at })
    return refuse(CLOSED[answer.code] ?? 'sale/not-revocable', answer.rule)
  },
}
