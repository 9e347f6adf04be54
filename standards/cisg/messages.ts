import type { Moment } from './moment.ts'
import { parseDay, parseMoment } from './moment.ts'
import type { Malformed } from './refusal.ts'
import type { Changes, Terms } from './terms.ts'

export const MAX_MESSAGES = 1000
export const MAX_TERMS = 500
export const MAX_PERIOD_DAYS = 3660

/** How a message travels; art. 18(2) and 20(1) ask for it. */
export type Means = 'letter' | 'instantaneous' | 'oral'

interface Sent {
  readonly id: string
  readonly by: string
  /** Instant with offset at the sender's place, `2026-12-01T10:00+08:00`. */
  readonly dispatched: string
  /** Instant at which it reached its addressee (art. 24); absent while under way or lost. */
  readonly reached?: string
}

/** An offer (art. 14), or a counter-offer that says so itself and thereby rejects what it answers (art. 17, 19(1)). */
export interface OfferMessage extends Sent {
  readonly kind: 'offer' | 'counter-offer'
  readonly to: string
  /** The offer that a counter-offer answers; without it an offer answers none. */
  readonly answers?: string
  readonly terms: Terms
  readonly means: Means
  /** A fixed last moment for acceptance. */
  readonly fixedUntil?: string
  /** A period for acceptance in days; it runs as art. 20(1) says. */
  readonly fixedDays?: number
  /** The date shown on a letter, from which its period runs (art. 20(1)). */
  readonly datedOn?: string
  readonly irrevocable?: boolean
  /** The fixed time is only meant as the offer's end, not as a promise to keep it open (art. 8, 16(2)(a)). */
  readonly fixedTimeOnlyEnds?: boolean
  /** Since when the offeree has acted in reasonable reliance on the offer (art. 16(2)(b)). */
  readonly reliedUpon?: string
  /** The offeror's address takes delivery on closed days too, so that art. 20(2) extends nothing. */
  readonly deliverableOnClosedDays?: boolean
  /** By the offer, usage or practice an act such as dispatch of goods is an acceptance (art. 18(3)). */
  readonly acceptableByPerformance?: boolean
  /** Circumstances let an oral offer wait for its answer (art. 18(2)). */
  readonly oralMayWait?: boolean
}

export interface AcceptanceMessage extends Sent {
  readonly kind: 'acceptance'
  readonly answers: string
  readonly changes?: Changes
  /** `performance`: an act, done at `dispatched` (art. 18(3)); `silence` is recorded only to be refused (art. 18(1)). */
  readonly manner?: 'notice' | 'performance' | 'silence'
  /** When it would have reached the offeror had its transmission been normal (art. 21(2)). */
  readonly normallyReached?: string
}

/** Short notices about an earlier message. */
export interface NoticeMessage extends Sent {
  readonly kind:
    | 'rejection'
    | 'withdrawal'
    | 'revocation'
    /** The offeror objects to immaterial changes (art. 19(2)). */
    | 'objection'
    /** The offeror lets a late acceptance hold (art. 21(1)). */
    | 'late-acceptance-holds'
    /** The offeror considers the offer lapsed though the delay lay in transmission (art. 21(2)). */
    | 'offer-considered-lapsed'
  readonly answers: string
}

export type Message = OfferMessage | AcceptanceMessage | NoticeMessage

/** Moments of a message, parsed once. */
export interface Dated<M extends Message = Message> {
  readonly message: M
  readonly dispatched: Moment
  readonly reached: Moment | undefined
}

type Path = readonly [field: string, text: string | undefined]

/**
 * Checks and dates the messages of one negotiation, sorted by dispatch and then by id, so that the order of the input
 * never matters.
 *
 * Malformed: more than 1000 messages or 500 terms, an id twice, an instant without offset, a message that reached
 * before it was dispatched, or one that answers a message unknown, later or itself.
 */
export function dateMessages(messages: readonly Message[]): readonly Dated[] | Malformed {
  if (messages.length > MAX_MESSAGES) return { code: 'cisg/too-many-messages', path: 'messages', limit: MAX_MESSAGES }
  const byId = new Map<string, Dated>()
  for (const [index, message] of messages.entries()) {
    if (byId.has(message.id)) return { code: 'cisg/duplicate-message', path: `messages/${index}/id` }
    const dated = dateMessage(message, `messages/${index}`)
    if ('code' in dated) return dated
    byId.set(message.id, dated)
  }
  for (const [index, message] of messages.entries()) {
    const problem = answersProblem(message, byId, `messages/${index}/answers`)
    if (problem !== undefined) return problem
  }
  const depth = (dated: Dated) => answerDepth(dated, byId)
  return [...byId.values()].sort(
    (a, b) => a.dispatched.ms - b.dispatched.ms || depth(a) - depth(b) || (a.message.id < b.message.id ? -1 : 1),
  )
}

/** How many messages stand behind this one, each answering the one before; more than there are means a circle. */
function answerDepth(dated: Dated, byId: ReadonlyMap<string, Dated>): number {
  let depth = 0
  let next: Dated | undefined = dated
  while (next?.message.answers !== undefined && depth <= byId.size) {
    next = byId.get(next.message.answers)
    depth += 1
  }
  return depth
}

function dateMessage(message: Message, path: string): Dated | Malformed {
  const dispatched = parseMoment(message.dispatched)
  if (dispatched === undefined) return { code: 'cisg/malformed-instant', path: `${path}/dispatched` }
  for (const [field, text] of optionalInstants(message)) {
    if (text !== undefined && parseMoment(text) === undefined) {
      return { code: 'cisg/malformed-instant', path: `${path}/${field}` }
    }
  }
  const reached = message.reached === undefined ? undefined : parseMoment(message.reached)
  if (reached !== undefined && reached.ms < dispatched.ms) {
    return { code: 'cisg/reached-before-dispatch', path: `${path}/reached` }
  }
  return contentProblem(message, path) ?? { message, dispatched, reached }
}

function optionalInstants(message: Message): readonly Path[] {
  const common: Path[] = [['reached', message.reached]]
  if (message.kind === 'acceptance') return [...common, ['normallyReached', message.normallyReached]]
  if (!isOfferMessage(message)) return common
  return [...common, ['fixedUntil', message.fixedUntil], ['reliedUpon', message.reliedUpon]]
}

function contentProblem(message: Message, path: string): Malformed | undefined {
  if (message.kind === 'acceptance') return tooManyTerms(message.changes ?? {}, `${path}/changes`)
  if (!isOfferMessage(message)) return undefined
  if (message.fixedUntil !== undefined && message.fixedDays !== undefined) {
    return { code: 'cisg/two-periods', path: `${path}/fixedDays` }
  }
  const days = message.fixedDays ?? 0
  if (!Number.isInteger(days) || days < 0 || days > MAX_PERIOD_DAYS) {
    return { code: 'cisg/malformed-number', path: `${path}/fixedDays`, limit: MAX_PERIOD_DAYS }
  }
  if (message.datedOn !== undefined && parseDay(message.datedOn) === undefined) {
    return { code: 'cisg/malformed-date', path: `${path}/datedOn` }
  }
  return tooManyTerms(message.terms, `${path}/terms`)
}

function tooManyTerms(terms: Changes, path: string): Malformed | undefined {
  return Object.keys(terms).length > MAX_TERMS ? { code: 'cisg/too-many-terms', path, limit: MAX_TERMS } : undefined
}

function answersProblem(message: Message, byId: ReadonlyMap<string, Dated>, path: string): Malformed | undefined {
  if (message.answers === undefined) return undefined
  const answered = byId.get(message.answers)
  const self = byId.get(message.id)
  if (answered === undefined || self === undefined) return { code: 'cisg/unknown-answer', path }
  if (answerDepth(self, byId) > byId.size) return { code: 'cisg/answers-itself', path }
  return answered.dispatched.ms > self.dispatched.ms ? { code: 'cisg/answered-before-dispatch', path } : undefined
}

export function isOfferMessage(message: Message): message is OfferMessage {
  return message.kind === 'offer' || message.kind === 'counter-offer'
}

export function isAcceptanceMessage(message: Message): message is AcceptanceMessage {
  return message.kind === 'acceptance'
}
