import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addCalendarDays,
  addMonths,
  BrokenInvariant,
  compareDates,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  localDate,
  parseLocalDate,
  weekdayOf,
} from './index.ts'

test.each([
  ['2027-01-31', undefined],
  ['2028-02-29', undefined],
  ['2000-02-29', undefined],
  ['1900-02-28', undefined],
  ['2027-02-29', 'date/no-such-day'],
  ['2100-02-29', 'date/no-such-day'],
  ['1900-02-29', 'date/no-such-day'],
  ['2027-04-31', 'date/no-such-day'],
  ['2027-13-01', 'date/no-such-day'],
  ['2027-00-01', 'date/no-such-day'],
  ['2027-01-00', 'date/no-such-day'],
  ['1899-12-31', 'date/year-out-of-range'],
  ['2200-01-01', 'date/year-out-of-range'],
  ['2027-1-1', 'date/syntax'],
  ['20270101', 'date/syntax'],
  ['2027-01-01 ', 'date/syntax'],
  ['2027-01-01\n', 'date/syntax'],
  ['01/02/2027', 'date/syntax'],
  ['２０２７-01-01', 'date/syntax'],
])('%s is a day, or malformed: %s', (text, code) => {
  const date = parseLocalDate(text)
  if (code === undefined) expect(date).toBe(text)
  else expect(date).toMatchObject({ kind: 'malformed', code })
})

test.each([
  ['2026-11-22', 'Sunday'],
  ['2027-01-10', 'Sunday'],
  ['2027-01-31', 'Sunday'],
  ['2027-02-01', 'Monday'],
  ['1970-01-01', 'Thursday'],
  ['1969-12-31', 'Wednesday'],
  ['2000-02-29', 'Tuesday'],
])('%s is a %s', (date, weekday) => {
  expect(weekdayOf(localDate(date))).toBe(weekday)
})

test.each([
  ['2027-01-31', 1, '2027-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2027-03-31', -1, '2027-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-01-15', 12, '2028-01-15'],
  ['2027-01-15', -1, '2026-12-15'],
])('%s and %i months is %s', (date, months, later) => {
  expect(addMonths(localDate(date), months)).toBe(later)
})

test('days out of range are a broken invariant', () => {
  expect(() => addCalendarDays(localDate('2199-12-31'), 1)).toThrow(BrokenInvariant)
  expect(() => addCalendarDays(localDate('2027-01-01'), 0.5)).toThrow(BrokenInvariant)
})

test('every day has the next one after it, in number, text and week', () => {
  const days = fc.integer({ min: epochDayOf(localDate('1900-01-01')), max: epochDayOf(localDate('2199-12-30')) })
  fc.assert(
    fc.property(days, (epochDay) => {
      const date = dateOfEpochDay(epochDay)
      const next = addCalendarDays(date, 1)
      expect(parseLocalDate(date)).toBe(date)
      expect(epochDayOf(date)).toBe(epochDay)
      expect(daysBetween(date, next)).toBe(1)
      expect(compareDates(date, next)).toBe(-1)
      expect(weekdayOf(next)).not.toBe(weekdayOf(date))
    }),
  )
})
