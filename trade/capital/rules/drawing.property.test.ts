import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toleranceOf } from './reading.ts'
import { advisedCredit } from './testing.ts'

const RUNS = 60

test('a draft is warned of exactly when it exceeds the credit with its tolerance', () => {
  const amounts = {
    cents: fc.integer({ min: 1, max: 9_000_000 }),
    tolerance: fc.constantFrom('none', 'plus or minus 3 %', 'plus or minus 10 %'),
  }
  fc.assert(
    fc.property(fc.record(amounts), ({ cents, tolerance }) => {
      const { world, drawing } = advisedCredit({ '/terms/amountTolerance': tolerance })
      const { judgement } = world.attempt(drawing((cents / 100).toFixed(2)))
      const percent = tolerance === 'none' ? 0 : Number(/\d+/.exec(tolerance))
      expect(judgement.is).toBe(cents * 100 > 5_010_000 * (100 + percent) ? 'advised' : 'ok')
    }),
    { numRuns: RUNS },
  )
})

test('whatever was in time on a day was in time on every day before', () => {
  const days = fc.integer({ min: 15, max: 45 })
  const { world, presenting } = advisedCredit()
  const deed = presenting({})
  const isLate = (day: number) => {
    const at = `${day > 31 ? `2027-02-${String(day - 31).padStart(2, '0')}` : `2027-01-${day}`}T10:00+08:00`
    return world.attempt({ ...deed, at }).judgement.is === 'advised'
  }
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [earlier, later] = a < b ? [a, b] : [b, a]
      expect(isLate(earlier) && !isLate(later)).toBe(false)
    }),
    { numRuns: RUNS },
  )
})

test.each([
  ['none', undefined],
  ['plus or minus 5 %', 5n],
  ['', undefined],
])('a tolerance of "%s" allows %s per cent', (text, percent) => {
  const tolerance = toleranceOf(text)
  expect(tolerance?.kind === 'stated' ? tolerance.plusPercent.coefficient : undefined).toBe(percent)
})
