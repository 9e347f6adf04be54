import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formation } from './formation.ts'
import type { Message } from './messages.ts'
import { acceptance, at, judged, notice, offer, on, result, stateOf, TERMS } from './testing.ts'

test('a contract is concluded when the acceptance reaches the offeror, not when it is sent (art. 18(2), 23)', () => {
  const messages = [offer('o'), acceptance('o')]
  expect(result(messages, at(3, 23))).toBe('cisg/acceptance-not-reached (CISG art. 18(2))')
  expect(result(messages, at(4))).toBe('concluded by o at 2026-12-04T10:00:00+08:00 (CISG art. 18(2), 23)')
  expect(stateOf('o', messages, at(4))).toBe('accepted CISG art. 18(2)')
})

test('silence is no acceptance (art. 18(1))', () => {
  expect(result([offer('o'), acceptance('o', { manner: 'silence' })], at(5))).toBe('cisg/silence (CISG art. 18(1))')
})

test('an act of performance concludes at once where the offer lets it (art. 18(3))', () => {
  const act = acceptance('o', { manner: 'performance' })
  expect(result([offer('o'), act], at(5))).toBe('cisg/performance-not-agreed (CISG art. 18(3))')
  expect(result([offer('o', { acceptableByPerformance: true }), act], at(3))).toBe(
    'concluded by o at 2026-12-03T10:00:00+08:00 (CISG art. 18(3), 23)',
  )
})

test('a stranger to the offer cannot accept it, nor can its author', () => {
  for (const by of ['stranger', 'seller']) {
    expect(result([offer('o'), acceptance('o', { by })], at(5))).toBe('cisg/not-offeree (CISG art. 14(1), 18(1))')
  }
})

test('an acceptance sent before the offer came is no answer to it (art. 15(1))', () => {
  const slow = offer('o', { reached: on(3, 11) })
  expect(result([slow, acceptance('o')], at(5))).toBe('cisg/offer-not-effective (CISG art. 15(1))')
})

test('an offer may be accepted in the instant in which it comes (art. 15(1))', () => {
  expect(result([offer('o', { reached: on(3) }), acceptance('o')], at(5))).toMatch(/^concluded/)
})

test('an acceptance is withdrawn by what reaches before it or with it (art. 22)', () => {
  const withdrawal = notice('withdrawal', 'acceptance', { by: 'buyer' })
  expect(result([offer('o'), acceptance('o'), withdrawal], at(5))).toBe('cisg/acceptance-withdrawn (CISG art. 22)')
  expect(result([offer('o'), acceptance('o'), { ...withdrawal, reached: on(4, 11) }], at(5))).toMatch(/^concluded/)
})

test('a changed price makes the reply a counter-offer, which ends the offer when it reaches (art. 19(1), (3))', () => {
  const reply = acceptance('o', { id: 'c', changes: { price: '14.50 USD' } })
  const yes = acceptance('c', { by: 'seller', dispatched: on(5), reached: on(6) })
  expect(stateOf('o', [offer('o'), reply], at(3, 23))).toMatch(/^open/)
  expect(stateOf('o', [offer('o'), reply], at(4))).toBe('rejected CISG art. 17, 19(1)')
  expect(stateOf('c', [offer('o'), reply], at(4))).toMatch(/^open/)
  expect(result([offer('o'), reply], at(4))).toBe('cisg/no-acceptance (CISG art. 19(1))')
  const { conclusion } = judged([offer('o'), reply, yes], at(6))
  expect(conclusion).toMatchObject({ contract: { offer: 'c', terms: { ...TERMS, price: '14.50 USD' } } })
})

test('after a counter-offer the first offer cannot be accepted any more (art. 17, 19(1))', () => {
  const counter = offer('c', { kind: 'counter-offer', by: 'buyer', answers: 'o', dispatched: on(2), reached: on(3) })
  const back = acceptance('o', { dispatched: on(4), reached: on(5) })
  expect(result([offer('o'), counter, back], at(6))).toBe('cisg/offer-rejected (CISG art. 17, 19(1))')
})

const immaterial = acceptance('o', { changes: { marks: 'UPS / 1-750' } })

test('an immaterial change binds with the change, unless objected to without delay (art. 19(2))', () => {
  expect(judged([offer('o'), immaterial], at(5)).conclusion).toMatchObject({
    contract: {
      rule: 'CISG art. 18(2), 19(2), 23',
      modifications: { marks: 'UPS / 1-750' },
      terms: { ...TERMS, marks: 'UPS / 1-750' },
      mayBeUndoneUntil: '2026-12-06T10:00:00+08:00',
    },
  })
  const objection = notice('objection', 'acceptance', { by: 'seller', dispatched: on(6), reached: on(7) })
  expect(result([offer('o'), immaterial, objection], at(8))).toBe('cisg/acceptance-objected (CISG art. 19(1), (2))')
  expect(stateOf('acceptance', [offer('o'), immaterial, objection], at(8))).toMatch(/^open/)
})

test('an objection that comes with delay, or from the wrong side, changes nothing (art. 19(2))', () => {
  const late = notice('objection', 'acceptance', { by: 'seller', dispatched: on(6, 11), reached: on(7) })
  const messages = [offer('o'), immaterial, late]
  expect(result(messages, at(8))).toMatch(/^concluded/)
  expect(judged(messages, at(8)).withoutEffect).toMatchObject([{ code: 'cisg/notice-delayed', message: 'objection' }])
  expect(result([offer('o'), immaterial, { ...late, by: 'buyer', dispatched: on(5) }], at(8))).toMatch(/^concluded/)
})

test('a change that nobody classified leaves the question open (art. 19(3))', () => {
  const odd = acceptance('o', { changes: { moonPhase: 'full' } })
  expect(result([offer('o'), odd], at(5))).toBe('cisg/terms-unclassified (CISG art. 19(3))')
  expect(result([offer('o'), odd], { ...at(5), materiality: { moonPhase: 'immaterial' } })).toMatch(/^concluded/)
})

const lastDay = offer('o', { fixedUntil: on(8, 17) })

test('a late acceptance holds if the offeror says so without delay (art. 21(1))', () => {
  const late = acceptance('o', { reached: on(9) })
  const holds = notice('late-acceptance-holds', 'acceptance', { by: 'seller', dispatched: on(10), reached: on(30) })
  expect(result([lastDay, late], at(10, 9))).toBe('cisg/acceptance-late (CISG art. 18(2), 21(1))')
  expect(result([lastDay, late, holds], at(10))).toBe(
    'concluded by o at 2026-12-09T10:00:00+08:00 (CISG art. 21(1), 23)',
  )
  expect(result([lastDay, late, { ...holds, dispatched: on(11, 11) }], at(12))).toMatch(/^cisg\/acceptance-late/)
})

test('an acceptance late only by its transmission holds, unless the offeror says without delay that it lapsed (art. 21(2))', () => {
  const late = acceptance('o', { reached: on(9), normallyReached: on(8) })
  expect(result([lastDay, late], at(9))).toBe('concluded by o at 2026-12-09T10:00:00+08:00 (CISG art. 21(2), 23)')
  const lapsed = notice('offer-considered-lapsed', 'acceptance', {
    by: 'seller',
    dispatched: on(9, 12),
    reached: on(10),
  })
  expect(result([lastDay, late, lapsed], at(10))).toBe('cisg/offer-lapsed (CISG art. 21(2))')
  expect(result([lastDay, { ...late, normallyReached: on(8, 18) }], at(10))).toMatch(/^cisg\/acceptance-late/)
})

const ours = offer('ours', { terms: { ...TERMS, price: '15.00 USD' } })
const theirs = offer('theirs', { by: 'buyer', terms: { ...TERMS, price: '14.70 USD' } })
const yesToTheirs = acceptance('theirs', { id: 'a-seller', by: 'seller', dispatched: on(2), reached: on(3) })
const yesToOurs = acceptance('ours', { id: 'a-buyer', dispatched: on(2), reached: on(3, 11) })

test('crossing counter-offers, each accepted by the other side: the acceptance that reaches first concludes', () => {
  const first = offer('first', { dispatched: '2026-11-30T10:00+08:00', reached: '2026-11-30T11:00+08:00', by: 'buyer' })
  const counter = offer('ours', { ...ours, kind: 'counter-offer', answers: 'first' })
  const messages = [first, counter, theirs, yesToTheirs, yesToOurs]
  expect(result(messages, at(4))).toBe('concluded by theirs at 2026-12-03T10:00:00+08:00 (CISG art. 18(2), 23)')
  expect(stateOf('first', messages, at(4))).toBe('rejected CISG art. 17, 19(1)')
  expect(stateOf('ours', messages, at(4))).toBe('superseded CISG art. 23, 29(1)')
  expect(judged(messages, at(4)).withoutEffect).toEqual([
    { code: 'cisg/already-concluded', rule: 'CISG art. 23, 29(1)', message: 'a-buyer' },
  ])
})

test('crossing acceptances that reach in one instant decide nothing, unless both offers say the same', () => {
  const together = { ...yesToOurs, reached: on(3) }
  expect(judged([ours, theirs, yesToTheirs, together], at(4)).conclusion).toEqual({
    kind: 'undecidable',
    code: 'cisg/simultaneous-acceptances',
    rule: 'CISG art. 18(2), 23',
    needs: ['a-buyer', 'a-seller'],
  })
  const same = { ...theirs, terms: ours.terms }
  expect(result([ours, same, yesToTheirs, together], at(4))).toMatch(/^concluded/)
})

test('the golden negotiation: offer, counter-offer, counter-offer, acceptance at 17:05 in Qingdao', () => {
  const terms = (l1: string, l2: string) => ({ ...TERMS, 'price/l1': l1, 'price/l2': l2 })
  const fixedUntil = '2026-12-08T17:00+08:00'
  const first = offer('first', {
    dispatched: '2026-12-01T10:00+08:00',
    reached: '2026-12-01T10:02+08:00',
    terms: terms('15.40', '9.90'),
    fixedUntil,
  })
  const second = acceptance('first', {
    id: 'second',
    dispatched: '2026-12-02T15:00+01:00',
    reached: '2026-12-02T22:04+08:00',
    changes: { 'price/l1': '14.50', 'price/l2': '9.40' },
  })
  const third = offer('third', {
    kind: 'counter-offer',
    answers: 'second',
    dispatched: '2026-12-03T11:00+08:00',
    reached: '2026-12-03T11:01+08:00',
    terms: terms('14.85', '9.64'),
    fixedUntil,
  })
  const yes = acceptance('third', { dispatched: '2026-12-04T09:30+01:00', reached: '2026-12-04T17:05+08:00' })
  const messages = [first, second, third, yes]
  expect(result(messages, at(5))).toBe('concluded by third at 2026-12-04T17:05:00+08:00 (CISG art. 18(2), 23)')
  expect(['first', 'second', 'third'].map((id) => stateOf(id, messages, at(5)))).toEqual([
    'rejected CISG art. 17, 19(1)',
    'rejected CISG art. 17, 19(1)',
    'accepted CISG art. 18(2)',
  ])
})

test('two crossing offers with the same terms are no contract: nobody assented (art. 18(1))', () => {
  expect(result([ours, { ...theirs, terms: ours.terms }], at(4))).toBe('cisg/no-acceptance (CISG art. 18(1), 23)')
})

test.each([
  ['an id twice', [offer('o'), offer('o')], 'cisg/duplicate-message', 'messages/1/id'],
  [
    'an instant without offset',
    [offer('o', { dispatched: '2026-12-01T10:00' })],
    'cisg/malformed-instant',
    'messages/0/dispatched',
  ],
  [
    'the 31st of November',
    [offer('o', { fixedUntil: '2026-11-31T10:00Z' })],
    'cisg/malformed-instant',
    'messages/0/fixedUntil',
  ],
  [
    'reached before sent',
    [offer('o', { reached: '2026-11-30T10:00Z' })],
    'cisg/reached-before-dispatch',
    'messages/0/reached',
  ],
  ['an answer to nothing', [acceptance('x')], 'cisg/unknown-answer', 'messages/0/answers'],
  ['an answer to itself', [acceptance('acceptance')], 'cisg/answers-itself', 'messages/0/answers'],
  [
    'an answer to what comes later',
    [offer('o', { dispatched: on(5), reached: on(6) }), acceptance('o')],
    'cisg/answered-before-dispatch',
    'messages/1/answers',
  ],
  ['two periods', [offer('o', { fixedUntil: on(8), fixedDays: 3 })], 'cisg/two-periods', 'messages/0/fixedDays'],
])('malformed: %s', (_, messages, code, path) => {
  expect(formation(messages, at(9))).toMatchObject({ code, path })
})

const instant = fc.integer({ min: 1, max: 12 })
const pair = fc.tuple(instant, fc.integer({ min: 0, max: 5 }))
const anyNegotiation = fc
  .array(fc.record({ kind: fc.nat(5), answers: fc.nat(8), when: pair, buyer: fc.boolean() }), { maxLength: 9 })
  .map((rows) => rows.map(anyMessage))

function anyMessage(
  row: { kind: number; answers: number; when: [number, number]; buyer: boolean },
  index: number,
): Message {
  const [sent, travel] = row.when
  const given = {
    id: `m${index}`,
    by: row.buyer ? 'buyer' : 'seller',
    dispatched: on(sent),
    reached: on(sent + travel),
  }
  const answers = `m${row.answers}`
  if (row.kind === 0 || index === 0) return offer(given.id, given)
  if (row.kind < 3) return acceptance(answers, { ...given, ...(row.kind === 2 ? { changes: { price: '1 USD' } } : {}) })
  const kinds = ['rejection', 'withdrawal', 'revocation'] as const
  return notice(kinds[row.kind - 3] ?? 'rejection', answers, given)
}

test('the order of the input never matters', () => {
  fc.assert(
    fc.property(anyNegotiation, fc.infiniteStream(fc.nat()), (messages, keys) => {
      const shuffled = messages.map((message) => ({ message, key: keys.next().value })).sort((a, b) => a.key - b.key)
      const here = formation(messages, at(20))
      const there = formation(
        shuffled.map((each) => each.message),
        at(20),
      )
      if ('path' in here) expect('path' in there).toBe(true)
      else expect(there).toEqual(here)
    }),
  )
})

test('a contract once concluded by a plain acceptance stays the same contract', () => {
  fc.assert(
    fc.property(anyNegotiation, instant, (messages, day) => {
      const early = formation(messages, at(day))
      const late = formation(messages, at(25))
      if ('path' in early || 'path' in late || early.conclusion.kind !== 'concluded') return
      expect(late.conclusion).toEqual(early.conclusion)
    }),
  )
})

test('at most one offer is ever accepted, and none where nothing is concluded', () => {
  fc.assert(
    fc.property(anyNegotiation, (messages) => {
      const found = formation(messages, at(20))
      if ('path' in found) return
      const accepted = found.offers.filter((each) => each.state === 'accepted').length
      expect(accepted).toBe(found.conclusion.kind === 'concluded' ? 1 : 0)
    }),
  )
})
