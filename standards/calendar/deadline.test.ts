import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBusinessDays,
  addCalendarDays,
  BrokenInvariant,
  businessDaysBetween,
  closureOn,
  deadlineAfter,
  isBusinessDay,
  isCovered,
  localDate,
  nextBusinessDay,
  previousBusinessDay,
  weekendsClosed,
} from './index.ts'
import type { BusinessCalendar } from './index.ts'

const qingdao = weekendsClosed('Qingdao')

// Invented days: a closed week with a working Sunday before it, as Chinese calendars have.
const festive: BusinessCalendar = {
  place: 'Qingdao',
  weekend: ['Saturday', 'Sunday'],
  holidays: ['2027-02-08', '2027-02-09', '2027-02-10'].map((date) => ({ date: localDate(date), name: 'Festival' })),
  workingWeekends: [{ date: localDate('2027-02-07'), name: 'Working Sunday' }],
  coverage: { from: localDate('2027-01-01'), to: localDate('2027-12-31') },
}

test('the golden sale is presented by Monday 1 February, for the 21st day after shipment is a Sunday', () => {
  const deadline = deadlineAfter(localDate('2027-01-10'), { days: 21, count: 'calendar-extended' }, qingdao)
  expect(deadline).toEqual({
    date: '2027-02-01',
    place: 'Qingdao',
    movedFrom: { date: '2027-01-31', closure: { reason: 'weekend' } },
  })
})

test.each([
  ['the nominated bank', '2027-01-14', '2027-01-21'],
  ['the issuing bank', '2027-01-19', '2027-01-26'],
])('%s, presented to on %s, has until %s: five banking days', (_, presented, last) => {
  expect(deadlineAfter(localDate(presented), { days: 5, count: 'business' }, qingdao).date).toBe(last)
})

test('a latest shipment date does not move', () => {
  expect(deadlineAfter(localDate('2027-01-10'), { days: 21, count: 'calendar' }, qingdao).date).toBe('2027-01-31')
})

test.each([
  ['2027-02-06', { reason: 'weekend' }],
  ['2027-02-07', undefined],
  ['2027-02-08', { reason: 'holiday', name: 'Festival' }],
  ['2027-02-11', undefined],
])('at Qingdao in that week %s is %o', (date, closure) => {
  expect(closureOn(localDate(date), festive)).toEqual(closure)
})

test('business days run over holidays and through working weekends', () => {
  expect(addBusinessDays(localDate('2027-02-05'), 1, festive)).toBe('2027-02-07')
  expect(addBusinessDays(localDate('2027-02-05'), 2, festive)).toBe('2027-02-11')
  expect(nextBusinessDay(localDate('2027-02-08'), festive)).toBe('2027-02-11')
  expect(previousBusinessDay(localDate('2027-02-10'), festive)).toBe('2027-02-07')
  expect(addBusinessDays(localDate('2027-02-08'), 0, festive)).toBe('2027-02-11')
})

test('a place knows the span that its holidays were published for', () => {
  expect(isCovered(localDate('2027-06-01'), festive)).toBe(true)
  expect(isCovered(localDate('2028-01-01'), festive)).toBe(false)
  expect(isCovered(localDate('2028-01-01'), qingdao)).toBe(true)
})

test('a place that never opens is a broken invariant, not an endless search', () => {
  const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
  const never: BusinessCalendar = { place: 'Nowhere', weekend: week, holidays: [] }
  expect(() => nextBusinessDay(localDate('2027-01-01'), never)).toThrow(BrokenInvariant)
})

test('so many business days later there lie so many business days between', () => {
  const dates = fc.integer({ min: 0, max: 3000 }).map((days) => addCalendarDays(localDate('2020-01-01'), days))
  fc.assert(
    fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, days) => {
      const last = addBusinessDays(date, days, festive)
      expect(isBusinessDay(last, festive)).toBe(true)
      expect(businessDaysBetween(date, last, festive)).toBe(days)
    }),
  )
})
