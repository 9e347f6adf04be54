import { parseMoment } from './moment.ts'
import type { Moment } from './moment.ts'
import type { Malformed } from './refusal.ts'
import type { Materiality } from './terms.ts'

/** Days on which notices can be delivered, at each party's place of business. */
export interface HolidayCalendar {
  /** `undefined` when the calendar does not know that party or day. */
  isBusinessDay(day: string, party: string): boolean | undefined
}

/**
 * What the articles leave to circumstances, decided by whoever judges: nothing here has a default, because the
 * Convention gives none.
 */
export interface Circumstances {
  /** Business days at the offeror's place (art. 20(2)). */
  readonly holidayCalendar: HolidayCalendar
  /** The reasonable time for accepting an offer without a fixed one, in days from its reaching (art. 18(2)). */
  readonly reasonableDays: number
  /** How long "without (undue) delay" is, in days (art. 19(2), 21). */
  readonly withoutDelayDays: number
  /** How long "immediately" is for an oral offer, in minutes (art. 18(2)). */
  readonly immediatelyMinutes: number
  /** Terms that the tables do not know, or that these parties see otherwise (art. 6, 8(3), 9). */
  readonly materiality?: Readonly<Record<string, Materiality>>
}

/** Circumstances and the instant, with offset, for which the judgement is asked. */
export interface JudgementContext extends Circumstances {
  readonly at: string
}

/** Longest run of closed days that is looked through for the next business day. */
export const MAX_CLOSED_DAYS = 60

export function parseAt(context: JudgementContext): Moment | Malformed {
  for (const field of ['reasonableDays', 'withoutDelayDays', 'immediatelyMinutes'] as const) {
    if (!Number.isFinite(context[field]) || context[field] < 0) return { code: 'cisg/malformed-number', path: field }
  }
  return parseMoment(context.at) ?? { code: 'cisg/malformed-instant', path: 'at' }
}
