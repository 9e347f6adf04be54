import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBusinessDay, maxClosedDays, nextBusinessDay } from './business-calendar.ts'
import { addCalendarDays, localDate } from './local-date.ts'
import { isMalformed } from './malformed.ts'
import { coversSpan, maxNameLength, maxSpecialDays, readCalendar } from './read-calendar.ts'

const day = (text: string) => localDate(text)

function read(data: unknown) {
  const calendar = readCalendar('Qingdao', data)
  if (isMalformed(calendar)) throw new Error(`${calendar.code} at ${calendar.path}`)
  return calendar
}

const SPRING = {
  source: 'demonstration',
  weekend: ['Saturday', 'Sunday'],
  holidays: { '2027-02-08': 'Spring Festival', '2027-02-05': 'Spring Festival eve' },
  workingWeekends: { '2027-02-20': 'for Spring Festival' },
  coverage: { from: '2027-01-01', to: '2027-12-31' },
}

test('a calendar in words closes at weekends and knows no holiday', () => {
  const calendar = read('weekends closed')
  expect(isBusinessDay(day('2027-02-06'), calendar)).toBe(false)
  expect(isBusinessDay(day('2027-02-08'), calendar)).toBe(true)
  expect(calendar.source).toBeUndefined()
})

test('a calendar as data has holidays, working Saturdays, a coverage and a source', () => {
  const calendar = read(SPRING)
  expect(nextBusinessDay(day('2027-02-05'), calendar)).toBe('2027-02-09')
  expect(isBusinessDay(day('2027-02-20'), calendar)).toBe(true)
  expect(calendar).toMatchObject({ place: 'Qingdao', source: 'demonstration' })
  expect(calendar.holidays.map(({ date }) => date)).toEqual(['2027-02-05', '2027-02-08'])
  expect(coversSpan(calendar, day('2027-12-30'), day('2027-12-31'))).toBe(true)
  expect(coversSpan(calendar, day('2027-12-30'), day('2028-01-03'))).toBe(false)
})

const dates = (count: number, from = '2027-01-04') =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [addCalendarDays(day(from), n), 'closed']))

test.each([
  ['another word', 'always open', 'calendar/not-a-table', 'Qingdao'],
  ['nothing', undefined, 'calendar/not-a-table', 'Qingdao'],
  ['a list', [], 'calendar/not-a-table', 'Qingdao'],
  ['a member that there is not', { ...SPRING, opens: '9' }, 'calendar/unknown-member', 'Qingdao.opens'],
  ['no weekend', { holidays: {} }, 'calendar/not-a-table', 'Qingdao.weekend'],
  [
    'a day that is none of the week',
    { weekend: ['Sunday', 'Caturday'] },
    'calendar/no-such-weekday',
    'Qingdao.weekend.1',
  ],
  ['holidays as a list', { weekend: [], holidays: ['2027-02-06'] }, 'calendar/not-a-table', 'Qingdao.holidays'],
  [
    'a day that does not exist',
    { weekend: [], holidays: { '2027-02-29': 'x' } },
    'calendar/not-a-date',
    'Qingdao.holidays.2027-02-29',
  ],
  [
    'a holiday without a name',
    { weekend: [], holidays: { '2027-02-08': ' ' } },
    'calendar/not-a-name',
    'Qingdao.holidays.2027-02-08',
  ],
  [
    'a source too long',
    { weekend: [], source: 'x'.repeat(maxNameLength + 1) },
    'calendar/not-a-name',
    'Qingdao.source',
  ],
  [
    'too many holidays',
    { weekend: [], holidays: dates(maxSpecialDays + 1, '2000-01-01') },
    'calendar/too-many-days',
    'Qingdao.holidays',
  ],
  ['half a coverage', { weekend: [], coverage: { from: '2027-01-01' } }, 'calendar/not-a-date', 'Qingdao.coverage.to'],
  [
    'a coverage that ends before it begins',
    { weekend: [], coverage: { from: '2027-02-01', to: '2027-01-01' } },
    'calendar/ends-before-it-begins',
    'Qingdao.coverage',
  ],
  [
    'a week without an open day',
    { weekend: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] },
    'calendar/never-open',
    'Qingdao.weekend',
  ],
  [
    'more than a year of holidays',
    { weekend: [], holidays: dates(maxClosedDays + 1) },
    'calendar/never-open',
    'Qingdao.holidays.2027-01-04',
  ],
])('%s is no calendar', (_, data, code, path) => {
  expect(readCalendar('Qingdao', data)).toMatchObject({ kind: 'malformed', code, path })
})

test('whatever data is read as a calendar has a next open day from each of its holidays', () => {
  const text = fc.date({ min: new Date('2027-01-01'), max: new Date('2027-03-31'), noInvalidDate: true })
  const days = fc.dictionary(
    text.map((date) => date.toISOString().slice(0, 10)),
    fc.constant('closed'),
    { maxKeys: 60 },
  )
  const weekend = fc.subarray(['Monday', 'Friday', 'Saturday', 'Sunday'])
  fc.assert(
    fc.property(fc.record({ weekend, holidays: days, workingWeekends: days }), (data) => {
      const calendar = read(data)
      for (const { date } of calendar.holidays)
        expect(isBusinessDay(nextBusinessDay(date, calendar), calendar)).toBe(true)
    }),
  )
})

test('data of any shape is read or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (data, place) => {
      const answer = readCalendar(place, data)
      expect(isMalformed(answer) || answer.place === place).toBe(true)
    }),
  )
})
