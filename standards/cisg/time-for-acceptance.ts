import type { Circumstances } from './context.ts'
import { MAX_CLOSED_DAYS } from './context.ts'
import type { Dated, OfferMessage } from './messages.ts'
import type { Moment } from './moment.ts'
import { addDays, endOfDay, localDay, MINUTE_MS, parseDay, parseMoment } from './moment.ts'

/** The time within which an acceptance must reach the offeror; its last moment is still in time. */
export interface TimeForAcceptance {
  /** The last moment before any extension. */
  readonly base: Moment
  /** The last moment after art. 20(2); `undefined` when the calendar does not know the day. */
  readonly until: Moment | undefined
  readonly rule: string
}

/**
 * Computes the time for acceptance of an offer that has reached the offeree: a fixed moment, a period of days
 * (art. 20(1)), immediately for an oral offer, else a reasonable time (art. 18(2)).
 *
 * Closed days inside a fixed time count; a fixed time whose last day is closed at the offeror's place runs on to the
 * first business day (art. 20(2)): to the same clock time where a moment was fixed, to the day's end where days were.
 */
export function timeForAcceptance(
  offer: Dated<OfferMessage>,
  reached: Moment,
  given: Circumstances,
): TimeForAcceptance {
  const { message } = offer
  if (message.fixedUntil !== undefined || message.fixedDays !== undefined) {
    const base = fixedEnd(offer, reached)
    return { base, until: extended(base, message, given), rule: 'CISG art. 18(2), 20' }
  }
  if (message.means === 'oral' && message.oralMayWait !== true) {
    const base = { ...reached, ms: reached.ms + given.immediatelyMinutes * MINUTE_MS }
    return { base, until: base, rule: 'CISG art. 18(2)' }
  }
  const base = addDays(reached, given.reasonableDays)
  return { base, until: base, rule: 'CISG art. 18(2)' }
}

function fixedEnd(offer: Dated<OfferMessage>, reached: Moment): Moment {
  const { message, dispatched } = offer
  const fixed = message.fixedUntil === undefined ? undefined : parseMoment(message.fixedUntil)
  if (fixed !== undefined) return fixed
  const { offsetMinutes } = dispatched
  const started = message.means === 'letter' ? dispatched : { ms: reached.ms, offsetMinutes }
  const shown = message.means === 'letter' ? message.datedOn : undefined
  const firstDay = parseDay(shown ?? localDay(started))
  if (firstDay === undefined) throw new Error('fixedEnd: dates are checked before')
  const lastDay = localDay(addDays({ ms: firstDay, offsetMinutes: 0 }, message.fixedDays ?? 0))
  return endOfDay(lastDay, offsetMinutes)
}

function extended(base: Moment, message: OfferMessage, given: Circumstances): Moment | undefined {
  if (message.deliverableOnClosedDays === true) return base
  for (let days = 0; days <= MAX_CLOSED_DAYS; days += 1) {
    const last = addDays(base, days)
    const open = given.holidayCalendar.isBusinessDay(localDay(last), message.by)
    if (open === undefined) return undefined
    if (open) return last
  }
  return undefined
}
