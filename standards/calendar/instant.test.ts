import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareInstants, formatInstant, instant, localDateAt, parseInstant } from './index.ts'

test('the golden sale is loaded on the 10th and sails on the 11th at Qingdao, within one date of UTC', () => {
  const onBoard = instant('2027-01-10T21:40+08:00')
  const departed = instant('2027-01-11T02:15+08:00')
  expect(onBoard.localDate).toBe('2027-01-10')
  expect(departed.localDate).toBe('2027-01-11')
  expect([localDateAt(onBoard, 0), localDateAt(departed, 0)]).toEqual(['2027-01-10', '2027-01-10'])
  expect(compareInstants(onBoard, departed)).toBe(-1)
})

test.each([
  ['2027-01-10T21:40+08:00', '2027-01-10T13:40:00.000Z'],
  ['2027-01-10T21:40:05+08:00', '2027-01-10T13:40:05.000Z'],
  ['2027-01-10T21:40:05.5Z', '2027-01-10T21:40:05.500Z'],
  ['2027-01-01T00:30+14:00', '2026-12-31T10:30:00.000Z'],
  ['2026-12-31T23:30-12:00', '2027-01-01T11:30:00.000Z'],
  ['2027-01-01T05:45+05:45', '2027-01-01T00:00:00.000Z'],
])('%s is the moment %s', (text, utc) => {
  expect(new Date(instant(text).epochMs).toISOString()).toBe(utc)
})

test.each([
  ['2027-01-10T21:40', 'instant/syntax'],
  ['2027-01-10 21:40+08:00', 'instant/syntax'],
  ['2027-01-10T21+08:00', 'instant/syntax'],
  ['2027-01-10T21:40+0800', 'instant/syntax'],
  ['2027-01-10T21:40:00.1234Z', 'instant/syntax'],
  ['2027-01-10T21:40z', 'instant/syntax'],
  ['2027-02-30T21:40+08:00', 'date/no-such-day'],
  ['2027-01-10T24:00+08:00', 'instant/no-such-time'],
  ['2027-01-10T21:60+08:00', 'instant/no-such-time'],
  ['2027-01-10T23:59:60Z', 'instant/no-such-time'],
  ['2027-01-10T21:40+14:01', 'instant/offset-out-of-range'],
  ['2027-01-10T21:40-12:30', 'instant/offset-out-of-range'],
  ['2027-01-10T21:40+08:60', 'instant/offset-out-of-range'],
  ['2027-01-10T21:40-00:00', 'instant/offset-out-of-range'],
])('%s is malformed: %s', (text, code) => {
  expect(parseInstant(text)).toMatchObject({ kind: 'malformed', code })
})

test('whatever moment is written at whatever offset is read back as the same', () => {
  const moments = fc.integer({ min: Date.UTC(1901, 0, 1), max: Date.UTC(2198, 0, 1) })
  fc.assert(
    fc.property(moments, fc.integer({ min: -720, max: 840 }), (epochMs, offsetMinutes) => {
      const text = formatInstant({ epochMs, offsetMinutes })
      const back = instant(text)
      expect([back.epochMs, back.offsetMinutes, formatInstant(back)]).toEqual([epochMs, offsetMinutes, text])
      expect(back.localDate).toBe(localDateAt({ epochMs }, offsetMinutes))
    }),
  )
})
