import { compareInstants, instant } from '@entrepot/calendar'
import type { JudgementContext, Materiality, Message, Terms } from '@entrepot/cisg'
import {
  actName,
  bind,
  canonical,
  type FileState,
  type FoldableAct,
  fill,
  type Path,
  type PathTemplate,
  type Value,
} from '@entrepot/trade/file'

/** Elements of a sale that are terms of an offer, under the names by which the CISG's tables know them. */
const TERMS: readonly (readonly [element: PathTemplate, term: string])[] = [
  ['/number', 'reference'],
  ['/lines/{line}/goods', 'goods'],
  ['/lines/{line}/quantity', 'quantity'],
  ['/lines/{line}/unit', 'unit'],
  ['/lines/{line}/price', 'price'],
  ['/lines/{line}/origin', 'origin'],
  ['/lines/{line}/hs6', 'classification'],
  ['/currency', 'currency'],
  ['/quantityTolerance', 'quantityTolerance'],
  ['/incoterm/rule', 'incoterm/rule'],
  ['/incoterm/edition', 'incoterm/edition'],
  ['/incoterm/place', 'placeOfDelivery'],
  ['/deliveryPort', 'portOfLoading'],
  ['/finalPlace', 'finalPlace'],
  ['/shipment/from', 'shipment/from'],
  ['/shipment/latest', 'latestShipment'],
  ['/shipment/partial', 'partialShipment'],
  ['/shipment/transhipment', 'transhipment'],
  ['/inspection', 'inspection'],
  ['/claimsDays', 'claimsPeriod'],
  ['/law', 'law'],
  ['/arbitration', 'arbitration'],
  ['/payment/terms', 'payment'],
  ['/payment/creditAdvisedBy', 'creditAdvisedBy'],
]

/** Terms that the tables of art. 19(3) do not name: how a sale here sees them (art. 8, 9). */
export const MATERIALITY: Readonly<Record<string, Materiality>> = {
  inspection: 'material',
  classification: 'immaterial',
  finalPlace: 'immaterial',
}

/** Days in which an offer without a fixed time is answered as a rule; later, whether it is still in time is doubtful. */
export const REASONABLE_DAYS = 30
/** How long "without delay" is taken to be, in days (art. 19(2), 21). */
const WITHOUT_DELAY_DAYS = 2
/** An act sent over the port reaches it within this time when nothing goes wrong (art. 21(2)). */
export const NORMAL_TRANSMISSION_MINUTES = 15
/** A disturbed transmission over the port is over within this time, as its delivery is tried again (art. 21(2)). */
export const LONGEST_TRANSMISSION_HOURS = 24

/** The terms that elements say; what is no term of the bargain (the time for acceptance, signatures) is left out. */
export function termsOf(content: ReadonlyMap<Path, { readonly value: Value }>): Terms {
  const terms: Record<string, string> = {}
  for (const [path, { value }] of content) {
    const name = termName(path)
    if (name !== undefined) terms[name] = typeof value === 'string' ? value : canonical(value)
  }
  return terms
}

/** The element that a term stands in, `/lines/l1/price` of `price/l1`. */
export function pathOfTerm(term: string): Path | undefined {
  const [name = '', line = ''] = term.split('/')
  const known = TERMS.find(([, each]) => each === term || each === name)
  return known && fill(known[0], new Map([['line', line]]))
}

function termName(path: Path): string | undefined {
  for (const [element, term] of TERMS) {
    const bound = bind(element, path)
    const line = bound?.get('line')
    if (bound) return line === undefined ? term : `${term}/${line}`
  }
  return undefined
}

/**
 * The messages of a sale's file as the CISG looks at them: offers and counter-offers, acceptances, rejections and
 * revocations, each dispatched at its act's time and reached when its receipt says so. An enquiry is no offer.
 */
export function messagesOf(file: FileState): readonly Message[] {
  const dispatched = new Map<string, string>()
  return file.acts.flatMap((act) => {
    const times = timesOf(act, dispatched)
    dispatched.set(act.identity, times.dispatched)
    const message = messageOf(file, act, times)
    return message ? [message] : []
  })
}

interface Times {
  readonly dispatched: string
  readonly reached: string
}

/** A sender's clock may be ahead or behind: an answer was not sent before what it answers, nor after it had reached. */
function timesOf(act: FoldableAct, dispatched: ReadonlyMap<string, string>): Times {
  const { reached } = act.receipt
  const answered = act.answers === undefined ? undefined : dispatched.get(act.answers)
  const sent = answered !== undefined && isLater(answered, act.at) ? answered : act.at
  return { dispatched: isLater(sent, reached) ? reached : sent, reached }
}

const isLater = (a: string, b: string): boolean => compareInstants(instant(a), instant(b)) > 0

function messageOf(file: FileState, act: FoldableAct, times: Times): Message | undefined {
  const sent = { id: act.identity, by: act.as, ...times }
  const { answers } = act
  if (actName(act.type) === 'offer') return offerMessage(file, act, times)
  if (answers === undefined || !isOfferAct(file, answers)) return undefined
  switch (actName(act.type)) {
    case 'accept':
      return { kind: 'acceptance', ...sent, answers }
    case 'reject-offer':
      return { kind: 'rejection', ...sent, answers }
    case 'revoke-offer': {
      const offer = file.byIdentity.get(answers)
      const before = offer !== undefined && !isLater(times.reached, offer.receipt.reached)
      return { kind: before ? 'withdrawal' : 'revocation', ...sent, answers }
    }
    default:
      return undefined
  }
}

function offerMessage(file: FileState, act: FoldableAct, times: Times): Message | undefined {
  const content = file.proposals.get(act.identity)?.content
  if (!content) return undefined
  const fixed = content.get('/offer/fixedUntil')
  // The time for acceptance is each offer's own: a counter-offer does not take over that of what it answers.
  const fixedUntil = fixed?.act === act.identity && typeof fixed.value === 'string' ? fixed.value : undefined
  return {
    kind: isOfferAct(file, act.answers) ? 'counter-offer' : 'offer',
    ...{ id: act.identity, by: act.as, to: act.as === 'seller' ? 'buyer' : 'seller', ...times },
    ...(act.answers !== undefined && isOfferAct(file, act.answers) ? { answers: act.answers } : {}),
    ...{ terms: termsOf(content), means: 'instantaneous', deliverableOnClosedDays: true },
    ...(fixedUntil === undefined ? {} : { fixedUntil }),
  }
}

/** Tells whether an act is an offer, and not an enquiry. */
export function isOfferAct(file: FileState, identity: string | undefined): boolean {
  const act = identity === undefined ? undefined : file.byIdentity.get(identity)
  return act !== undefined && actName(act.type) === 'offer'
}

/** Longest period that the CISG's room counts; an offer without a fixed time is never held to have lapsed by the clock alone. */
const NEVER_DAYS = 3650

/** The circumstances under which the CISG's judges look at a sale of this port. */
export function circumstancesOf({ now }: { readonly now: string }): JudgementContext {
  return {
    at: now,
    // The port takes delivery on every day, so that no closed day extends a time (art. 20(2)) and none is ever asked for.
    holidayCalendar: { isBusinessDay: () => undefined },
    reasonableDays: NEVER_DAYS,
    withoutDelayDays: WITHOUT_DELAY_DAYS,
    immediatelyMinutes: NORMAL_TRANSMISSION_MINUTES,
    materiality: MATERIALITY,
  }
}
