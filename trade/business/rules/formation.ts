import { classifyReply, type Formation, formation, isOffer, type OfferState } from '@entrepot/cisg'
import { advise, type JudgeContext, refuse, type Rule, type Verdict } from '@entrepot/trade/act'
import { contentOf, type FileState, type FoldableAct } from '@entrepot/trade/file'
import { arriving, circumstancesOf, isOfferAct, MATERIALITY, messagesOf, pathOfTerm, termsOf } from './negotiation.ts'

/**
 * Judges the negotiation of a sale at an instant: each offer's state, and which contract was concluded and when
 * (CISG art. 14-24). Of two counter-offers that crossed and were both accepted, the acceptance that reached first
 * concludes (18(2), 23); the other one could only propose a modification (29(1)).
 */
export function formationOf(file: FileState, context: { readonly now: string }): Formation | undefined {
  const found = formation(messagesOf(file), circumstancesOf(context))
  return 'code' in found ? undefined : found
}

/** The same, as it would be if an act reached the port now. */
export function formationWith(file: FileState, act: FoldableAct, { now }: JudgeContext): Formation | undefined {
  const found = formation(messagesOf(file, arriving(file, act, now)), circumstancesOf({ now }))
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

/** An offer that may still be accepted, or is under way. */
export const STILL_OPEN: ReadonlySet<OfferState> = new Set(['open', 'not-yet-effective'])

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
