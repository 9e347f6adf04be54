import { expect, test } from 'vitest'
import { calendarsIn } from './calendars.ts'
import { Input } from './golden.ts'
import { cifCredit, fobTransfer } from './index.ts'

test('the golden trade brings the calendars of its banks’ places, and they say that they are for demonstration', () => {
  const { calendars } = cifCredit()
  expect(Object.values(calendars).map(({ place, source }) => [place, source])).toEqual([
    ['Qingdao', 'demonstration'],
    ['Rotterdam', 'demonstration'],
  ])
  expect(fobTransfer().calendars).toEqual({})
})

test('a calendar with holidays is data in an input, and keeps who published it', () => {
  const input = new Input(
    {
      Qingdao: {
        weekend: ['Saturday', 'Sunday'],
        holidays: { '2027-02-08': 'Spring Festival' },
        source: 'State Council',
      },
      Rotterdam: 'weekends closed',
    },
    '',
  )
  expect(calendarsIn(input, 'the operator')).toMatchObject({
    Qingdao: { holidays: [{ date: '2027-02-08', name: 'Spring Festival' }], source: 'State Council' },
    Rotterdam: { holidays: [], source: 'the operator' },
  })
})

test('an input that is none of calendars is refused with its place', () => {
  expect(() => calendarsIn(new Input('weekends closed', ''))).toThrow('calendar/not-a-table')
  expect(() => calendarsIn(new Input({ Qingdao: 'never' }, ''))).toThrow('calendar/not-a-table: Qingdao')
  const wrong = { Qingdao: { weekend: ['Sunday'], holidays: { '2027-02-30': 'None' } } }
  expect(() => calendarsIn(new Input(wrong, ''))).toThrow('calendar/not-a-date: Qingdao.holidays.2027-02-30')
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`Place ${n}`, 'weekends closed']))
  expect(() => calendarsIn(new Input(many, ''))).toThrow('calendar/too-many')
})
