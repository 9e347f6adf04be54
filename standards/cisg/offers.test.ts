import { expect, test } from 'vitest'
import { acceptance, at, judged, notice, offer, on, result, stateOf } from './testing.ts'

test('an offer under way is not yet effective (art. 15(1))', () => {
  expect(stateOf('o', [offer('o', { reached: on(5) })], at(4))).toBe('not-yet-effective CISG art. 15(1)')
  expect(stateOf('o', [offer('o', { reached: on(5) })], at(5))).toMatch(/^open/)
})

test('an offer that is not yet dispatched is unknown', () => {
  expect(stateOf('o', [offer('o', { dispatched: on(5), reached: on(6) })], at(4))).toBeUndefined()
})

test('a withdrawal that overtakes even an irrevocable offer undoes it (art. 15(2))', () => {
  const slow = offer('o', { reached: on(5), irrevocable: true })
  const withdrawal = notice('withdrawal', 'o', { by: 'seller', reached: on(5) })
  expect(stateOf('o', [slow, withdrawal], at(6))).toBe('withdrawn CISG art. 15(2)')
  expect(result([slow, withdrawal, acceptance('o', { dispatched: on(6), reached: on(7) })], at(8))).toBe(
    'cisg/offer-withdrawn (CISG art. 15(2))',
  )
})

test('a withdrawal that reaches after the offer does nothing', () => {
  const withdrawal = notice('withdrawal', 'o', { by: 'seller', reached: on(5, 11) })
  expect(stateOf('o', [offer('o', { reached: on(5) }), withdrawal], at(6))).toMatch(/^open/)
})

const revoked = notice('revocation', 'o', { by: 'seller', dispatched: on(2), reached: on(3) })

test('a revocation that reaches before an acceptance is dispatched ends the offer (art. 16(1))', () => {
  const messages = [offer('o'), revoked, acceptance('o', { dispatched: on(3, 11) })]
  expect(stateOf('o', messages, at(5))).toBe('revoked CISG art. 16(1)')
  expect(result(messages, at(5))).toBe('cisg/offer-revoked (CISG art. 16(1))')
})

test('a revocation that reaches in the instant of dispatch, or after it, is too late (art. 16(1))', () => {
  for (const hour of [9, 10]) {
    const messages = [offer('o'), revoked, acceptance('o', { dispatched: on(3, hour) })]
    expect(result(messages, at(5))).toBe('concluded by o at 2026-12-04T10:00:00+08:00 (CISG art. 18(2), 23)')
  }
})

test('a counter-offer dispatched does not hold a revocation off: it is no acceptance (art. 16(1), 19(1))', () => {
  const counter = acceptance('o', { dispatched: on(2), reached: on(6), changes: { price: '14.50 USD' } })
  expect(stateOf('o', [offer('o'), revoked, counter], at(5))).toBe('revoked CISG art. 16(1)')
})

test.each([
  ['a fixed moment', { fixedUntil: on(8) }],
  ['a fixed period', { fixedDays: 7 }],
  ['a promise to keep it open', { irrevocable: true }],
  ['reasonable reliance', { reliedUpon: on(2) }],
])('an offer with %s cannot be revoked (art. 16(2))', (_, given) => {
  expect(stateOf('o', [offer('o', given), revoked], at(4))).toMatch(/^open/)
})

test('reliance that begins after the revocation reached does not help (art. 16(2)(b))', () => {
  expect(stateOf('o', [offer('o', { reliedUpon: on(3, 11) }), revoked], at(4))).toMatch(/^revoked/)
})

test('a fixed time that only says when the offer ends leaves it revocable (art. 16(2)(a), 8)', () => {
  expect(stateOf('o', [offer('o', { fixedUntil: on(8), fixedTimeOnlyEnds: true }), revoked], at(4))).toMatch(/^revoked/)
})

test('nobody but the offeror revokes, nobody but the offeree rejects', () => {
  const foreign = [offer('o'), { ...revoked, by: 'buyer' }, notice('rejection', 'o', { by: 'seller' })]
  expect(stateOf('o', foreign, at(5))).toMatch(/^open/)
})

test('a rejection ends even an irrevocable offer when it reaches the offeror (art. 17)', () => {
  const messages = [offer('o', { irrevocable: true }), notice('rejection', 'o', { by: 'buyer' })]
  expect(stateOf('o', messages, at(3, 23))).toMatch(/^open/)
  expect(stateOf('o', messages, at(4))).toBe('rejected CISG art. 17')
})

test('a rejection overtaken by an acceptance does nothing, and the other way round (art. 17, 18(2))', () => {
  const slowNo = notice('rejection', 'o', { by: 'buyer', dispatched: on(2), reached: on(6) })
  expect(result([offer('o'), slowNo, acceptance('o')], at(7))).toMatch(/^concluded by o/)
  const quickNo = notice('rejection', 'o', { by: 'buyer', dispatched: on(3, 11), reached: on(3, 12) })
  expect(result([offer('o'), quickNo, acceptance('o')], at(7))).toBe('cisg/offer-rejected (CISG art. 17)')
})

test('a rejection sent after the acceptance and reaching with it withdraws it; sent before it, nobody can tell', () => {
  const after = notice('rejection', 'o', { by: 'buyer', dispatched: on(3, 11), reached: on(4) })
  expect(result([offer('o'), after, acceptance('o')], at(7))).toBe('cisg/acceptance-withdrawn (CISG art. 22)')
  const before = notice('rejection', 'o', { by: 'buyer', dispatched: on(2), reached: on(4) })
  expect(result([offer('o'), before, acceptance('o')], at(7))).toBe(
    'cisg/acceptance-and-rejection-together (CISG art. 17, 18(2))',
  )
})

test('an offer lapses after its fixed moment, and its last moment is still in time (art. 18(2))', () => {
  const fixed = offer('o', { fixedUntil: on(8, 17) })
  expect(stateOf('o', [fixed], at(8, 17))).toMatch(/^open/)
  expect(stateOf('o', [fixed], at(8, 18))).toBe('lapsed CISG art. 18(2), 20')
  expect(result([fixed, acceptance('o', { reached: on(8, 17) })], at(9))).toMatch(/^concluded/)
  expect(result([fixed, acceptance('o', { reached: on(8, 18) })], at(9))).toMatch(/^cisg\/acceptance-late/)
})

test('an offer without a fixed time lapses after a reasonable one (art. 18(2))', () => {
  expect(stateOf('o', [offer('o')], at(15, 11))).toMatch(/^open/)
  expect(stateOf('o', [offer('o')], at(15, 12))).toBe('lapsed CISG art. 18(2)')
})

test('an oral offer is accepted immediately or not at all, unless circumstances let it wait (art. 18(2))', () => {
  const spoken = offer('o', { means: 'oral', reached: on(1) })
  expect(stateOf('o', [spoken], at(1, 11))).toMatch(/^lapsed/)
  expect(stateOf('o', [{ ...spoken, oralMayWait: true }], at(1, 11))).toMatch(/^open/)
})

test.each([
  ['a letter from its dispatch', { means: 'letter' }, '2026-12-08T23:59:59.999+08:00'],
  ['a letter from the date shown on it', { means: 'letter', datedOn: '2026-11-30' }, '2026-12-07T23:59:59.999+08:00'],
  ['an instantaneous message from its reaching', { means: 'instantaneous' }, '2026-12-09T23:59:59.999+08:00'],
] as const)('a period of seven days runs in %s (art. 20(1))', (_, given, until) => {
  const found = offer('o', { fixedDays: 7, reached: on(2), ...given })
  expect(openUntil(found)).toBe(until)
})

test('a closed day inside the period counts, a closed last day moves to the next business day (art. 20(2))', () => {
  expect(openUntil(offer('o', { fixedDays: 10 }))).toMatch(/^2026-12-11/)
  expect(openUntil(offer('o', { fixedDays: 11 }))).toMatch(/^2026-12-14T23:59/)
  expect(openUntil(offer('o', { fixedUntil: on(13, 17) }))).toBe('2026-12-14T17:00:00+08:00')
  expect(openUntil(offer('o', { fixedUntil: on(13, 17), deliverableOnClosedDays: true }))).toBe(
    '2026-12-13T17:00:00+08:00',
  )
})

test('a last day that the calendar does not know leaves open only what depends on it (art. 20(2))', () => {
  const unknown = { ...at(15), holidayCalendar: { isBusinessDay: () => undefined } }
  const fixed = offer('o', { fixedUntil: on(13, 17) })
  expect(result([fixed, acceptance('o')], unknown)).toMatch(/^concluded/)
  expect(stateOf('o', [fixed], unknown)).toBe('undecidable CISG art. 20(2)')
  expect(result([fixed, acceptance('o', { reached: on(14) })], unknown)).toBe(
    'cisg/closed-days-unknown (CISG art. 20(2))',
  )
})

function openUntil(found: ReturnType<typeof offer>): string | undefined {
  return judged([found], at(2)).offers[0]?.openUntil
}

test('reliance in the very instant in which the revocation reaches still bars it (art. 16(2)(b))', () => {
  expect(stateOf('o', [offer('o', { reliedUpon: on(3) }), revoked], at(4))).toMatch(/^open/)
})

test('an offer that lapsed before its rejection came has lapsed (art. 17, 18(2))', () => {
  const late = notice('rejection', 'o', { by: 'buyer', dispatched: on(9), reached: on(10) })
  expect(stateOf('o', [offer('o', { fixedUntil: on(8, 17) }), late], at(11))).toBe('lapsed CISG art. 18(2), 20')
})

test('a rejection or a counter-offer overtaken by its withdrawal leaves the offer open (art. 15(2), 17)', () => {
  const no = notice('rejection', 'o', { by: 'buyer', reached: on(5) })
  const sorry = notice('withdrawal', 'rejection', { by: 'buyer' })
  expect(stateOf('o', [offer('o'), no, sorry], at(6))).toMatch(/^open/)
  const counter = acceptance('o', { id: 'c', reached: on(5), changes: { price: '1 USD' } })
  const back = notice('withdrawal', 'c', { by: 'buyer' })
  expect(stateOf('o', [offer('o'), counter, back], at(6))).toMatch(/^open/)
  expect(stateOf('c', [offer('o'), counter, back], at(6))).toBe('withdrawn CISG art. 15(2)')
})
