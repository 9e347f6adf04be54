import { weekendsClosed } from '@entrepot/calendar'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BankingCalendar, examinationDeadline, receptionDay } from './banking-days.ts'
import {
  adviseScheduleStatement,
  judgePlace,
  judgePresentationTime,
  presentationDeadlines,
} from './presentation-time.ts'
import { BILL, CREDIT, day, INVOICE, line, onPaper, PRESENTATION } from './testing.ts'

const qingdao = weekendsClosed('Qingdao')

const expiring = (date: string) => ({ ...CREDIT, expiry: { date: day(date), place: 'Qingdao' } })

function timely(received: string, credit = CREDIT, calendar: BankingCalendar = qingdao): string | undefined {
  const found = judgePresentationTime(onPaper(received), credit, calendar)
  return found === undefined ? undefined : line(found)
}

const LATE = 'ucp600/presented-late UCP 600 art. 14(c), 29(a)'
const EXPIRED = 'ucp600/expired UCP 600 art. 6(d), 29(a)'

test('the twenty-first day after shipment is a Sunday, so Monday is the last day (art. 14(c), 29(a))', () => {
  expect(presentationDeadlines(PRESENTATION, CREDIT, qingdao)).toEqual({
    lastPresentationDay: '2027-02-01',
    expiry: { stated: '2027-02-03', extended: '2027-02-03' },
    afterShipment: { stated: '2027-01-31', extended: '2027-02-01' },
  })
  expect(timely('2027-02-01')).toBeUndefined()
  expect(timely('2027-02-02')).toBe(LATE)
})

test('a presentation on the Monday after a Sunday expiry is in time, on Tuesday it is not (art. 29(a))', () => {
  expect(timely('2027-01-18', expiring('2027-01-17'))).toBeUndefined()
  expect(timely('2027-01-19', expiring('2027-01-17'))).toBe(EXPIRED)
})

test('days after shipment never run past the expiry (art. 14(c))', () => {
  expect(timely('2027-01-22', expiring('2027-01-21'))).toBe(EXPIRED)
  expect(presentationDeadlines(PRESENTATION, expiring('2027-01-21'), qingdao).lastPresentationDay).toBe('2027-01-21')
})

test('a credit that states its own period is held to it, a silent one to twenty-one days (art. 14(c))', () => {
  expect(timely('2027-01-18', { ...CREDIT, presentationDays: 5 })).toBe(LATE)
  const { presentationDays: _, ...silent } = CREDIT
  expect(presentationDeadlines(PRESENTATION, silent, qingdao).lastPresentationDay).toBe('2027-02-01')
})

test('without an original transport document only the expiry binds (art. 14(c))', () => {
  const withoutBill = onPaper('2027-02-02', { documents: [INVOICE] })
  expect(judgePresentationTime(withoutBill, CREDIT, qingdao)).toBeUndefined()
  const copyOnly = onPaper('2027-02-02', { documents: [INVOICE, { ...BILL, originals: { issued: 3, presented: 0 } }] })
  expect(judgePresentationTime(copyOnly, CREDIT, qingdao)).toBeUndefined()
})

test('a holiday at the place of presentation extends, a closure by force majeure does not (art. 29(a), 36)', () => {
  const feast = { ...qingdao, holidays: [{ date: day('2027-02-01'), name: 'Feast' }] }
  expect(timely('2027-02-02', CREDIT, feast)).toBeUndefined()
  expect(timely('2027-02-02', CREDIT, { ...feast, forceMajeure: [day('2027-02-01')] })).toBe(LATE)
})

test('a system that cannot receive electronic records extends their last day only (eUCP art. e6(e))', () => {
  const deaf = { ...qingdao, unableToReceive: [day('2027-02-01')] }
  expect(presentationDeadlines(PRESENTATION, CREDIT, deaf).lastPresentationDay).toBe('2027-02-02')
  expect(timely('2027-02-02', CREDIT, deaf)).toBe(LATE)
})

test('what comes after banking hours counts for the next banking day, unless the bank takes it (art. 33)', () => {
  const hours = { ...qingdao, hours: { opens: 540, closes: 1020 } }
  const friday = day('2027-01-15')
  expect(receptionDay({ date: friday, minute: 1020 }, hours)).toBe('2027-01-15')
  expect(receptionDay({ date: friday, minute: 1021 }, hours)).toBe('2027-01-18')
  expect(receptionDay({ date: friday, minute: 1021, acceptedWhileClosed: true }, hours)).toBe('2027-01-15')
  expect(receptionDay({ date: day('2027-01-16') }, hours)).toBe('2027-01-18')
})

test.each([
  ['the nominated bank', '2027-01-14', '2027-01-21'],
  ['the issuing bank', '2027-01-19', '2027-01-26'],
])('%s has five banking days after the day of presentation (art. 14(b))', (_, received, deadline) => {
  expect(examinationDeadline(day(received), qingdao)).toBe(deadline)
})

test('documents are presented where the credit is available or to the issuing bank (art. 6(d)(ii))', () => {
  expect(judgePlace(PRESENTATION, CREDIT)).toBeUndefined()
  expect(judgePlace({ ...PRESENTATION, place: 'Rotterdam' }, CREDIT)).toBeUndefined()
  expect(judgePlace({ ...PRESENTATION, place: 'Utrecht' }, CREDIT)?.code).toBe('ucp600/wrong-place')
})

test('the statement on the schedule is missed only where an extension was used (art. 29(b))', () => {
  const forwarded = { received: { date: day('2027-02-03') }, scheduleStatesExtension: false }
  const advised = (received: string, states = false) =>
    adviseScheduleStatement(
      onPaper(received, { forwarded: { ...forwarded, scheduleStatesExtension: states } }),
      CREDIT,
      qingdao,
    )?.code
  expect(advised('2027-02-01')).toBe('ucp600/schedule-statement-missing')
  expect(advised('2027-02-01', true)).toBeUndefined()
  expect(advised('2027-01-29')).toBeUndefined()
})

test('once a presentation is late, a later one is late too, and an earlier one in time stays in time', () => {
  const days = fc.integer({ min: 1, max: 27 })
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)].map((each) => `2027-02-${String(each).padStart(2, '0')}`)
      if (timely(late ?? '') === undefined) expect(timely(early ?? '')).toBeUndefined()
    }),
  )
})
