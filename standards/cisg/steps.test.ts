import { expect, test } from 'vitest'
import { mayAccept, mayRevoke, mayWithdraw } from './steps.ts'
import { acceptance, at, notice, offer, on } from './testing.ts'

const fixed = offer('o', { fixedUntil: on(8, 17) })

test.each([
  ['the offeree in time', [fixed], 'buyer', 8, undefined],
  ['the offeree after the last day', [fixed], 'buyer', 9, 'cisg/offer-lapsed'],
  ['the offeror himself', [fixed], 'seller', 5, 'cisg/not-offeree'],
  ['before the offer reached', [offer('o', { reached: on(6) })], 'buyer', 5, 'cisg/offer-not-effective'],
  ['after his own rejection', [fixed, notice('rejection', 'o', { by: 'buyer' })], 'buyer', 5, 'cisg/offer-rejected'],
  ['a second time', [fixed, acceptance('o')], 'buyer', 5, 'cisg/already-concluded'],
  ['the other of two offers', [fixed, offer('p'), acceptance('p')], 'buyer', 5, 'cisg/offer-superseded'],
  ['an offer that was never made', [], 'buyer', 5, 'cisg/nothing-to-answer'],
] as const)('accepting, %s', (_, messages, by, day, code) => {
  expect(codeOf(mayAccept(messages, { offer: 'o', by }, at(day)))).toBe(code)
})

test('a counter-offer made by changing terms is accepted by the author of the first offer', () => {
  const messages = [fixed, acceptance('o', { id: 'c', changes: { price: '14.50 USD' } })]
  expect(mayAccept(messages, { offer: 'c', by: 'seller' }, at(5))).toBeUndefined()
  expect(codeOf(mayAccept(messages, { offer: 'c', by: 'buyer' }, at(5)))).toBe('cisg/not-offeree')
})

test.each([
  ['an open offer without a fixed time', [offer('o')], 'seller', 2, undefined],
  ['an offer with a fixed time', [fixed], 'seller', 2, 'cisg/irrevocable'],
  ['after an acceptance went out', [offer('o'), acceptance('o')], 'seller', 3, 'cisg/revocation-too-late'],
  ["another's offer", [offer('o')], 'buyer', 2, 'cisg/not-author'],
  ['relied upon', [offer('o', { reliedUpon: on(1, 12) })], 'seller', 2, 'cisg/relied-upon'],
  ['a lapsed offer', [offer('o')], 'seller', 20, 'cisg/offer-lapsed'],
] as const)('revoking %s', (_, messages, by, day, code) => {
  expect(codeOf(mayRevoke(messages, { offer: 'o', by }, at(day)))).toBe(code)
})

test.each([
  ['an offer under way', 'o', 'seller', 1, 10, undefined],
  ['an offer in the instant in which it reaches', 'o', 'seller', 1, 11, undefined],
  ['an offer that has reached', 'o', 'seller', 1, 12, 'cisg/withdrawal-too-late'],
  ['an acceptance under way', 'acceptance', 'buyer', 3, 23, undefined],
  ['an acceptance that has reached', 'acceptance', 'buyer', 4, 11, 'cisg/withdrawal-too-late'],
  ["another's acceptance", 'acceptance', 'seller', 3, 23, 'cisg/not-author'],
] as const)('withdrawing %s', (_, message, by, day, hour, code) => {
  expect(codeOf(mayWithdraw([fixed, acceptance('o')], { message, by }, at(day, hour)))).toBe(code)
})

function codeOf(answer: ReturnType<typeof mayAccept>): string | undefined {
  return answer?.code
}
