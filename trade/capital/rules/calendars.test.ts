import { isMalformed, readCalendar } from '@entrepot/calendar'
import { expect, test } from 'vitest'
import { advisedCredit } from './testing.ts'

/** Both banks, Qingdao by a calendar of its own. */
function calendars(qingdao: unknown) {
  const calendar = readCalendar('Qingdao', qingdao)
  if (isMalformed(calendar)) throw new Error(`${calendar.code} at ${calendar.path}`)
  return { calendars: { Qingdao: calendar } }
}

const WEEKEND = ['Saturday', 'Sunday']

const REFUSAL = {
  '/examinations/nominatedBank/discrepancies': ['ucp600/spelling'],
  '/refusal/nominatedBank/disposal': 'holding',
}

/** A credit under which documents were presented on Thursday 14 January, and the nominated bank's refusal of them. */
function presented(context: ReturnType<typeof calendars> | object) {
  const { world, presenting, examining } = advisedCredit({}, context)
  world.act(presenting({}))
  return {
    refusing: (day: string) =>
      world.attempt(examining('nominatedBank', 'refused', { at: `${day}T09:00+08:00`, keyed: REFUSAL })).judgement,
    complying: (day: string) =>
      world.attempt(examining('nominatedBank', 'complying', { at: `${day}T09:00+08:00` })).judgement,
  }
}

test('a holiday at the place of presentation moves its last day on', () => {
  const { world, presenting } = advisedCredit(
    {},
    calendars({ weekend: WEEKEND, holidays: { '2027-02-01': 'A festival' } }),
  )
  expect(world.attempt(presenting({ at: '2027-02-02T16:00+08:00' })).judgement).toEqual({ is: 'ok' })
  expect(world.attempt(presenting({ at: '2027-02-03T09:00+08:00' })).judgement).toMatchObject({
    advice: [{ code: 'credit/presented-late', suggestion: '2027-02-02' }],
  })
})

test('a holiday gives the bank a day more to examine than its file says, and it is told so', () => {
  const { refusing, complying } = presented(calendars({ weekend: WEEKEND, holidays: { '2027-01-20': 'A festival' } }))
  const moved = {
    code: 'credit/deadline-moved',
    rule: 'UCP 600 art. 2, 14(b)',
    found: '2027-01-21',
    suggestion: '2027-01-22',
  }
  expect(refusing('2027-01-22')).toMatchObject({ is: 'advised', advice: [moved] })
  expect(complying('2027-01-22')).toMatchObject({ is: 'advised', advice: [moved] })
  expect(refusing('2027-01-23')).toMatchObject({ refusal: { code: 'credit/refused-late', expected: '2027-01-22' } })
})

test('a working Saturday is a banking day: it takes a day off', () => {
  const { refusing, complying } = presented(calendars({ weekend: WEEKEND, workingWeekends: { '2027-01-16': 'works' } }))
  expect(refusing('2027-01-20')).toEqual({ is: 'ok' })
  expect(refusing('2027-01-21')).toMatchObject({ refusal: { code: 'credit/refused-late', expected: '2027-01-20' } })
  expect(complying('2027-01-21')).toMatchObject({
    advice: [{ code: 'credit/examined-late', suggestion: '2027-01-20' }],
  })
})

test('without the calendar of its place a late refusal is undecidable, a late payment only told', () => {
  const { refusing, complying } = presented({})
  expect(refusing('2027-01-21')).toEqual({ is: 'ok' })
  expect(refusing('2027-01-22')).toEqual({ is: 'undecidable', needs: ['calendar of Qingdao'] })
  expect(complying('2027-01-22')).toMatchObject({
    advice: [{ code: 'credit/examined-late', suggestion: '2027-01-21' }],
  })
})

test('past the span for which holidays were published, nobody is told that he is late', () => {
  const ended = calendars({ weekend: WEEKEND, coverage: { from: '2026-01-01', to: '2027-01-18' } })
  expect(presented(ended).refusing('2027-01-22')).toEqual({ is: 'undecidable', needs: ['calendar of Qingdao'] })
  const { world, presenting } = advisedCredit({}, ended)
  expect(world.attempt(presenting({ at: '2027-02-02T09:00+08:00' })).judgement).toEqual({
    is: 'undecidable',
    needs: ['calendar of Qingdao'],
  })
})
