import type { JudgementContext } from './context.ts'
import { type Formation, formation } from './formation.ts'
import type { AcceptanceMessage, Message, NoticeMessage, OfferMessage } from './messages.ts'

/** Builders for the situations of the tests: a seller in Qingdao and a buyer in Utrecht. */
export const TERMS = { goods: 'impact drills', quantity: '2400', price: '15.40 USD', payment: 'sight credit' }

/** A day of December 2026 (or later) at 10:00 in Qingdao, unless an hour is given. */
export const on = (day: number, hour = 10) =>
  `2026-12-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00+08:00`

export function offer(id: string, given: Partial<OfferMessage> = {}): OfferMessage {
  const by = given.by ?? 'seller'
  const to = by === 'seller' ? 'buyer' : 'seller'
  return { kind: 'offer', id, by, to, dispatched: on(1), reached: on(1, 11), means: 'letter', terms: TERMS, ...given }
}

export function acceptance(answers: string, given: Partial<AcceptanceMessage> = {}): AcceptanceMessage {
  return { kind: 'acceptance', id: 'acceptance', by: 'buyer', answers, dispatched: on(3), reached: on(4), ...given }
}

export function notice(
  kind: NoticeMessage['kind'],
  answers: string,
  given: Partial<NoticeMessage> & Pick<NoticeMessage, 'by'>,
): NoticeMessage {
  return { kind, id: kind, answers, dispatched: on(3), reached: on(4), ...given }
}

/** Saturdays and Sundays are closed at every party's place. */
const WEEKENDS_CLOSED = {
  isBusinessDay: (day: string) => ![0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay()),
}

const CIRCUMSTANCES = {
  holidayCalendar: WEEKENDS_CLOSED,
  reasonableDays: 14,
  withoutDelayDays: 2,
  immediatelyMinutes: 5,
}

export const at = (day: number, hour = 10): JudgementContext => ({ ...CIRCUMSTANCES, at: on(day, hour) })

/** The formation, where the messages are well formed. */
export function judged(messages: readonly Message[], context: JudgementContext): Formation {
  const found = formation(messages, context)
  if ('code' in found) throw new Error(`${found.code} at ${found.path}`)
  return found
}

export function stateOf(id: string, messages: readonly Message[], context: JudgementContext) {
  const found = judged(messages, context).offers.find((each) => each.id === id)
  return found === undefined ? undefined : `${found.state} ${found.rule}`
}

/** `concluded by OFFER at INSTANT (RULE)`, or the code and rule of why not. */
export function result(messages: readonly Message[], context: JudgementContext): string {
  const { conclusion } = judged(messages, context)
  if (conclusion.kind === 'undecidable') return `${conclusion.code} (${conclusion.rule})`
  if (conclusion.kind === 'not-concluded') return `${conclusion.reason.code} (${conclusion.reason.rule})`
  const { offer: by, concludedAt, rule } = conclusion.contract
  return `concluded by ${by} at ${concludedAt} (${rule})`
}
