import { compareInstants, formatInstant, instant } from '@entrepot/calendar'
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
  ['/marks', 'marks'],
]

/** The term that an element is, under the name by which the CISG's tables know it. */
export const termNames: ReadonlyMap<PathTemplate, string> = new Map(TERMS)

/** Terms that the tables of art. 19(3) do not name: how a sale here sees them (art. 8, 9). */
export const MATERIALITY: Readonly<Record<string, Materiality>> = {
  inspection: 'material',
  classification: 'immaterial',
  finalPlace: 'immaterial',
}

/** Days in which an offer without a fixed time is answered as a rule; later, whether it is still in time is doubtful. */
export const REASONABLE_DAYS = 30
/** How long "without delay" is taken to be, in days (art. 19(2), 21). */
export const WITHOUT_DELAY_DAYS = 2
/** An act sent over the port reaches it within this time when nothing goes wrong (art. 21(2)). */
const NORMAL_TRANSMISSION_MINUTES = 15
/** A disturbed transmission over the port is over within this time, as its delivery is tried again (art. 21(2)). */
const LONGEST_TRANSMISSION_HOURS = 24
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

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

/** An act as it would stand if it reached the port now. */
export function arriving(file: FileState, act: FoldableAct, now: string): FoldableAct {
  const seq = (file.acts.at(-1)?.receipt.seq ?? 0) + 1
  return { ...act, receipt: { ...act.receipt, seq, reached: now } }
}

/**
 * The messages of a sale's file as the CISG looks at them: offers and counter-offers, acceptances and notices about them,
 * rejections and revocations, each reached when its receipt says so. An enquiry is no offer.
 *
 * @param coming an act that is not in the file yet, as `arriving` makes it.
 */
export function messagesOf(file: FileState, coming?: FoldableAct): readonly Message[] {
  const dispatched = new Map<string, string>()
  const contested = contestedIn(file, coming)
  return (coming ? [...file.acts, coming] : file.acts).flatMap((act) => {
    const times = timesOf(file, act, { dispatched, contested })
    dispatched.set(act.identity, times.dispatched)
    const message = messageOf(file, act, times)
    return message ? [message] : []
  })
}

/** Acceptances that crossed a revocation and whose dispatch before it the other side contests, with that revocation. */
function contestedIn(file: FileState, coming: FoldableAct | undefined): ReadonlySet<FoldableAct> {
  const objections = [...(file.actsByName.get('object-to-acceptance') ?? []), ...(coming ? [coming] : [])]
  return new Set(
    objections.flatMap(({ type, answers = '' }) => {
      const acceptance = actName(type) === 'object-to-acceptance' ? file.byIdentity.get(answers) : undefined
      const revocation = acceptance && revocationBefore(file, acceptance)
      return revocation ? [acceptance, revocation] : []
    }),
  )
}

/** When a message went out, and when it reached its addressee. */
interface Times {
  readonly dispatched: string
  readonly reached: string
}

interface Sending {
  /** When what it may answer went out. */
  readonly dispatched: ReadonlyMap<string, string>
  readonly contested: ReadonlySet<FoldableAct>
}

/**
 * The port's receipt proves when a message had gone out at the latest; that it went out before is its sender's word. The
 * word counts for a day, but not against itself (its signer had seen what reached later), and no more once the other side
 * contests it: then the receipts decide, and in one instant of the clock the sequence.
 */
function timesOf(file: FileState, act: FoldableAct, { dispatched, contested }: Sending): Times {
  const { reached, seq } = act.receipt
  if (contested.has(act)) {
    const proved = act.effect === 'retracts' ? formatInstant(momentAfter(reached, -1)) : reached
    return { dispatched: proved, reached: proved }
  }
  const isBelieved = instant(reached).epochMs - instant(act.at).epochMs <= LONGEST_TRANSMISSION_HOURS * HOUR_MS
  const seen = file.acts.findLast(({ receipt }) => receipt.seq <= act.seen && receipt.seq < seq)
  const answered = act.answers === undefined ? undefined : dispatched.get(act.answers)
  const earliest = [answered, seen?.receipt.reached].filter((each) => each !== undefined)
  const sent = earliest.reduce(laterOf, isBelieved ? act.at : reached)
  return { dispatched: isLater(sent, reached) ? reached : sent, reached }
}

const momentAfter = (text: string, ms: number) => ({ ...instant(text), epochMs: instant(text).epochMs + ms })

const isLater = (a: string, b: string): boolean => compareInstants(instant(a), instant(b)) > 0

const laterOf = (a: string, b: string): string => (isLater(b, a) ? b : a)

/** The revocation of what an acceptance answers, where it stands before it. */
export function revocationBefore(file: FileState, { answers, receipt }: FoldableAct): FoldableAct | undefined {
  if (answers === undefined) return undefined
  return file.acts.find(
    (each) => each.effect === 'retracts' && each.answers === answers && each.receipt.seq < receipt.seq,
  )
}

function messageOf(file: FileState, act: FoldableAct, times: Times): Message | undefined {
  const name = actName(act.type)
  if (name === 'offer') return offerMessage(file, act, times)
  const answered = act.answers === undefined ? undefined : file.byIdentity.get(act.answers)
  if (!answered) return undefined
  const sent = { id: act.identity, by: act.as, answers: answered.identity, ...times }
  const toOffer = makesOffer(file, answered)
  switch (name) {
    case 'accept':
      if (isLateAcceptance(answered)) return { kind: 'late-acceptance-holds', ...sent }
      return toOffer ? acceptanceMessage(act, sent) : undefined
    case 'accept-late':
      return acceptanceMessage(act, sent)
    case 'object-to-acceptance':
      return { kind: answered.statements.length > 0 ? 'objection' : 'offer-considered-lapsed', ...sent }
    case 'withdraw-acceptance':
      return { kind: toOffer ? 'revocation' : 'withdrawal', ...sent }
    case 'reject-offer':
      return toOffer ? { kind: 'rejection', ...sent } : undefined
    case 'revoke-offer': {
      const isWithdrawn = !isLater(act.receipt.reached, answered.receipt.reached)
      return toOffer ? { kind: isWithdrawn ? 'withdrawal' : 'revocation', ...sent } : undefined
    }
    default:
      return undefined
  }
}

/** What an acceptance says of terms changes those of the offer (art. 19); undisturbed it would have come at once (21(2)). */
function acceptanceMessage(act: FoldableAct, sent: Times & { id: string; by: string; answers: string }): Message {
  const normallyReached = formatInstant(momentAfter(sent.dispatched, NORMAL_TRANSMISSION_MINUTES * MINUTE_MS))
  const changes = termsOf(new Map(act.statements.map((statement) => [statement.path, statement])))
  return { kind: 'acceptance', ...sent, changes, normallyReached }
}

/** An acceptance that was too late when it was sent: the offeror may let it hold (art. 21(1)). */
export const isLateAcceptance = ({ type }: FoldableAct): boolean => actName(type) === 'accept-late'

/** An offer, or an acceptance that changed something and was objected to: it is a counter-offer (art. 19(1)). */
const makesOffer = (file: FileState, act: FoldableAct): boolean =>
  actName(act.type) === 'offer' || (actName(act.type) === 'accept' && file.proposals.has(act.identity))

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
