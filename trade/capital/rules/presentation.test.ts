import { expect, test } from 'vitest'
import { advisedCredit } from './testing.ts'

const refused = (code: string, rule: string) => ({ is: 'refused', refusal: { code, rule } })
const advised = (code: string, rule: string, more: object = {}) => ({
  is: 'advised',
  advice: [{ code, rule, ...more }],
})

test('a draft for the whole credit is drawn, a cent more is told', () => {
  const { world, drawing } = advisedCredit()
  expect(world.attempt(drawing('50100.00')).judgement).toEqual({ is: 'ok' })
  const over = world.attempt(drawing('50100.01')).judgement
  expect(over).toMatchObject(advised('credit/overdrawn', 'UCP 600 art. 18(b), 30(a)', { suggestion: '50100.00' }))
})

test('a tolerance on the amount is there to be drawn', () => {
  const { world, drawing } = advisedCredit({ '/terms/amountTolerance': 'plus or minus 5 %' })
  expect(world.attempt(drawing('52605.00')).judgement).toEqual({ is: 'ok' })
  expect(world.attempt(drawing('52605.01')).judgement).toMatchObject(
    advised('credit/overdrawn', 'UCP 600 art. 18(b), 30(a)'),
  )
})

test('a draft after expiry is told so, but a last day on which the bank is closed moves on', () => {
  const { world, drawing } = advisedCredit({ '/terms/expiryDate': '2027-01-31' })
  expect(world.attempt(drawing('50100.00', '2027-02-01T16:00+08:00')).judgement).toEqual({ is: 'ok' })
  expect(world.attempt(drawing('50100.00', '2027-02-02T09:00+08:00')).judgement).toMatchObject(
    advised('credit/expired', 'UCP 600 art. 6(d), 29(a)', { suggestion: '2027-02-01' }),
  )
})

test('ten January and twenty-one days is a Sunday: Monday is in time, Tuesday is late', () => {
  const { world, presenting } = advisedCredit()
  expect(world.attempt(presenting({ at: '2027-02-01T16:00+08:00' })).judgement).toEqual({ is: 'ok' })
  expect(world.attempt(presenting({ at: '2027-02-02T09:00+08:00' })).judgement).toMatchObject(
    advised('credit/presented-late', 'UCP 600 art. 14(c), 29(a)', { found: '2027-02-02', suggestion: '2027-02-01' }),
  )
})

test('the day counts where the bank is: late evening in Utrecht is the next day in Qingdao', () => {
  const { world, presenting } = advisedCredit()
  expect(world.attempt(presenting({ at: '2027-02-01T16:59+01:00' })).judgement).toEqual({ is: 'ok' })
  expect(world.attempt(presenting({ at: '2027-02-01T17:00+01:00' })).judgement).toMatchObject(
    advised('credit/presented-late', 'UCP 600 art. 14(c), 29(a)'),
  )
})

test('without the bank’s calendar a presentation past the stated day cannot be judged, one before it can', () => {
  const { world, presenting } = advisedCredit({}, {})
  expect(world.attempt(presenting({ at: '2027-01-29T16:00+08:00' })).judgement).toEqual({ is: 'ok' })
  expect(world.attempt(presenting({ at: '2027-02-01T16:00+08:00' })).judgement).toMatchObject({
    is: 'undecidable',
    needs: ['calendar of Qingdao'],
  })
})

test('the days after shipment never outlast the expiry', () => {
  const { world, presenting } = advisedCredit({ '/terms/expiryDate': '2027-01-27' })
  expect(world.attempt(presenting({ at: '2027-01-28T09:00+08:00' })).judgement).toMatchObject(
    advised('credit/expired', 'UCP 600 art. 6(d), 29(a)'),
  )
})

test('a presentation of electronic records is made by its notice of completeness', () => {
  const { world, presenting } = advisedCredit()
  expect(world.attempt(presenting({ complete: false })).judgement).toMatchObject(
    refused('credit/not-complete', 'eUCP 2.1 art. e6(c)'),
  )
})
