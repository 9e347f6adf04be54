import { type Path, type Value, viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { formationOf } from './formation.ts'
import { MATERIALITY, termNames } from './negotiation.ts'
import { asSeenNow, codesOf, enquired, send } from './testing.ts'
import { classifyReply } from '@entrepot/cisg'
import { catalogue } from '@entrepot/trade/catalogue'

type Elements = Readonly<Record<Path, Value>>

const FIXED = { '/offer/fixedUntil': '2026-12-08T12:00+08:00' } as const

/** The seller has offered at 15.40 on 1 December, noon in Qingdao; the buyer answers. */
function offered(terms: Elements = {}) {
  const sale = enquired()
  const { world, enquiry, offer, answer, state } = sale
  const made = world.act(offer('seller', enquiry, '15.40', { at: '2026-12-01T12:00+08:00', keyed: terms }))
  const accepts = (at: string, more: Parameters<typeof answer>[3] | object = {}) =>
    answer('accept/2', 'buyer', made, { at, ...more })
  const conclusion = (now: string) => formationOf(state(), { now })?.conclusion
  return { ...sale, made, accepts, conclusion }
}

test('an acceptance that changes something immaterial concludes, and the contract holds with the change', () => {
  const { world, accepts, conclusion, state } = offered()
  const { judgement } = send(world, accepts('2026-12-02T09:00+01:00', { keyed: { '/finalPlace': 'Utrecht' } }))
  expect(judgement).toMatchObject({
    is: 'advised',
    advice: [
      {
        ...{ code: 'sale/changes-bind-unless-objected', rule: 'CISG art. 19(2)', at: '/finalPlace' },
        suggestion: '2026-12-04T09:00:00+01:00',
      },
    ],
  })
  expect(conclusion('2026-12-03T09:00+01:00')).toMatchObject({
    kind: 'concluded',
    contract: {
      rule: 'CISG art. 18(2), 19(2), 23',
      modifications: { finalPlace: 'Utrecht' },
      terms: { finalPlace: 'Utrecht', 'price/l1': '15.40' },
    },
  })
  const view = viewFile(state())
  expect([view.text('/finalPlace'), view.text('/lines/l1/price')]).toEqual(['Utrecht', '15.40'])
})

test('a seller who accepts gives the contract its number with the acceptance', () => {
  const { world, enquiry, offer, answer, state } = enquired()
  const first = world.act(offer('seller', enquiry, '15.40', { at: '2026-12-01T12:00+08:00' }))
  const counter = world.act(offer('buyer', first, '14.80', { at: '2026-12-02T09:00+01:00' }))
  const keyed = { '/number': 'SC-1', '/lines/l1/hs6': '846721', '/marks': 'TULIP 1-600' } as const
  const { judgement } = send(world, answer('accept/2', 'seller', counter, { at: '2026-12-03T09:00+08:00', keyed }))
  expect(codesOf(judgement)).toEqual(['sale/changes-bind-unless-objected'])
  expect(viewFile(state()).text('/number')).toBe('SC-1')
  expect(viewFile(state()).text('/lines/l1/price')).toBe('14.80')
})

test('a price is no part of an acceptance: who changes it makes a counter-offer', () => {
  const { world, accepts } = offered()
  const { judgement } = world.attempt(accepts('2026-12-02T09:00+01:00', { keyed: { '/lines/l1/price': '15.00' } }))
  expect(codesOf(judgement)).toEqual(['element/not-of-this-act'])
})

test('an acceptance speaks of the lines that were offered, and of no other', () => {
  const { world, enquiry, offer, answer } = enquired()
  const first = world.act(
    offer('buyer', world.act(offer('seller', enquiry, '15', { at: '2026-12-01T12:00+08:00' })), '14', {
      at: '2026-12-02T09:00+01:00',
    }),
  )
  const keyed = { '/lines/l9/hs6': '846721' } as const
  expect(
    world.attempt(answer('accept/2', 'seller', first, { at: '2026-12-03T09:00+08:00', keyed })).judgement,
  ).toMatchObject({ refusal: { code: 'sale/changes-unknown-line', at: '/lines/l9/hs6' } })
})

test('every element that an acceptance may carry is immaterial by the tables', () => {
  const { may = [] } = catalogue.acts.get('accept/2') ?? {}
  expect(may.length).toBeGreaterThan(0)
  for (const template of may) {
    const name = termNames.get(template)
    if (name === undefined) throw new Error(`${template} is no term of an offer`)
    expect(classifyReply({}, { [name]: 'new' }, MATERIALITY).kind).toBe('acceptance-with-modifications')
  }
})

test('the offeror objects to the change without delay: no contract, and the reply is a counter-offer that he may accept', () => {
  const { world, accepts, answer, conclusion, state } = offered()
  const accepted = send(world, accepts('2026-12-02T09:00+01:00', { keyed: { '/finalPlace': 'Utrecht' } })).done
  if (!accepted) throw new Error('not accepted')
  const objects = answer('object-to-acceptance/1', 'seller', accepted, { at: '2026-12-03T10:00+08:00' })
  expect(send(world, objects).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-03T12:00+08:00')).toMatchObject({
    kind: 'not-concluded',
    reason: { code: 'cisg/acceptance-objected', rule: 'CISG art. 19(1), (2)' },
  })
  const view = viewFile(state())
  expect([view.text('/finalPlace'), view.text('/lines/l1/price'), view.text('/concluded')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  // Nothing that needs a contract may be done, and negotiation is open again.
  const sign = {
    type: 'sign-contract/1',
    ...{ by: accepts('2026-12-03T09:00+01:00').by, as: 'buyer', file: state().id },
  }
  expect(codesOf(world.attempt({ ...sign, keyed: { '/signatures/buyer/signed': 'signed' } }).judgement)).toEqual([
    'act/not-yet',
  ])
  expect(codesOf(world.attempt(accepts('2026-12-03T09:00+01:00')).judgement)).toEqual(['act/answer-not-open'])

  const takesUp = answer('accept/2', 'seller', accepted, { at: '2026-12-04T10:00+08:00' })
  expect(send(world, takesUp).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-04T12:00+08:00')).toMatchObject({ contract: { offer: accepted.act.identity } })
  expect(viewFile(state()).text('/finalPlace')).toBe('Utrecht')
  expect(viewFile(state()).text('/lines/l1/price')).toBe('15.40')
})

test('the buyer revokes what an objection made a counter-offer of', () => {
  const { world, accepts, answer, conclusion } = offered()
  const accepted = world.act(accepts('2026-12-02T09:00+01:00', { keyed: { '/finalPlace': 'Utrecht' } }))
  world.act(answer('object-to-acceptance/1', 'seller', accepted, { at: '2026-12-03T10:00+08:00' }))
  const revokes = answer('withdraw-acceptance/1', 'buyer', accepted, { at: '2026-12-03T09:00+01:00' })
  expect(send(world, revokes).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-04T12:00+08:00')?.kind).toBe('not-concluded')
  const takesUp = answer('accept/2', 'seller', accepted, { at: '2026-12-04T10:00+08:00' })
  expect(codesOf(world.attempt(takesUp).judgement)).toEqual(['act/answer-not-open'])
})

test('an objection after more than two days, or to an acceptance that changed nothing, undoes nothing', () => {
  const { world, accepts, answer } = offered()
  const changed = offered()
  const plain = world.act(accepts('2026-12-02T09:00+01:00'))
  expect(
    codesOf(
      world.attempt(answer('object-to-acceptance/1', 'seller', plain, { at: '2026-12-02T17:00+08:00' })).judgement,
    ),
  ).toEqual(['sale/nothing-to-object'])
  const accepted = changed.world.act(changed.accepts('2026-12-02T09:00+01:00', { keyed: { '/finalPlace': 'Utrecht' } }))
  const objects = (at: string) =>
    changed.world.attempt(changed.answer('object-to-acceptance/1', 'seller', accepted, { at })).judgement
  expect(objects('2026-12-04T16:00+08:00')).toEqual({ is: 'ok' })
  expect(objects('2026-12-04T16:01+08:00')).toMatchObject({
    refusal: { code: 'sale/objection-late', rule: 'CISG art. 19(2)', expected: '2026-12-04T09:00:00+01:00' },
  })
})

test('who signs the contract holds himself bound and objects no more; till then the other side waits with its signature', () => {
  const { world, accepts, answer, side } = offered()
  const accepted = world.act(accepts('2026-12-02T09:00+01:00', { keyed: { '/finalPlace': 'Utrecht' } }))
  const sign = (as: 'seller' | 'buyer', at: string) =>
    ({ type: 'sign-contract/1', ...side(as), at, keyed: { [`/signatures/${as}/signed`]: 'signed' } }) as const
  expect(world.attempt(sign('buyer', '2026-12-02T10:00+01:00')).judgement).toMatchObject({
    refusal: { code: 'sale/may-still-be-undone', rule: 'CISG art. 19(2)', expected: '2026-12-04T09:00:00+01:00' },
  })
  expect(world.attempt(sign('buyer', '2026-12-04T09:01+01:00')).judgement).toEqual({ is: 'ok' })
  world.act(sign('seller', '2026-12-02T18:00+08:00'))
  expect(world.attempt(sign('buyer', '2026-12-02T12:00+01:00')).judgement).toEqual({ is: 'ok' })
  const objects = answer('object-to-acceptance/1', 'seller', accepted, { at: '2026-12-02T19:00+08:00' })
  expect(codesOf(world.attempt(objects).judgement)).toEqual(['sale/held-itself-bound'])
})

/** The seller revokes at 18:00 in Qingdao (11:00 in Utrecht); the buyer accepted without having seen that. */
function crossing(dispatched: string, reached: string) {
  const sale = offered()
  const { world, answer, made, state, accepts } = sale
  const buyersView = asSeenNow(state())
  world.act(answer('revoke-offer/1', 'seller', made, { at: '2026-12-02T18:00+08:00' }))
  const sent = send(world, accepts(dispatched, { reached, on: buyersView }))
  return { ...sale, ...sent }
}

test('an acceptance that was dispatched before the revocation reached concludes, though it reached after it', () => {
  const { judgement, conclusion, state, made } = crossing('2026-12-02T10:50+01:00', '2026-12-02T11:05+01:00')
  expect(judgement).toMatchObject({
    advice: [{ code: 'sale/crosses-revocation', rule: 'CISG art. 16(1)', found: '2026-12-02T18:00+08:00' }],
  })
  expect(conclusion('2026-12-02T12:00+01:00')).toMatchObject({
    contract: { offer: made.act.identity, concludedAt: '2026-12-02T11:05:00+01:00', rule: 'CISG art. 18(2), 23' },
  })
  expect(formationOf(state(), { now: '2026-12-02T12:00+01:00' })?.withoutEffect).toMatchObject([
    { code: 'cisg/revocation-too-late', rule: 'CISG art. 16(1)' },
  ])
  expect(viewFile(state()).text('/lines/l1/price')).toBe('15.40')
  expect(state().retracted.size).toBe(0)
})

test('an acceptance that was dispatched after the revocation had reached finds no offer', () => {
  const { judgement } = crossing('2026-12-02T11:01+01:00', '2026-12-02T11:05+01:00')
  expect(judgement).toMatchObject({ refusal: { code: 'sale/offer-revoked', rule: 'CISG art. 16(1)' } })
})

test('a dispatch more than a day before the receipt is nobody’s word any more: the receipt decides', () => {
  const { judgement } = crossing('2026-12-02T10:50+01:00', '2026-12-03T10:51+01:00')
  expect(codesOf(judgement)).toEqual(['sale/offer-revoked'])
})

test('who had seen the revocation cannot say that he accepted before', () => {
  const { world, answer, made, accepts } = offered()
  world.act(answer('revoke-offer/1', 'seller', made, { at: '2026-12-02T18:00+08:00' }))
  const backdated = accepts('2026-12-02T10:50+01:00', { reached: '2026-12-02T11:05+01:00' })
  expect(codesOf(world.attempt(backdated).judgement)).toEqual(['act/answer-not-open'])
})

test('a word is not believed against its own basis: who had seen what came after the deadline accepted after it', () => {
  const { world, accepts, enquiry, offer } = offered(FIXED)
  world.act(offer('seller', enquiry, '16.00', { at: '2026-12-08T12:10+08:00' }))
  const backdated = accepts('2026-12-08T04:30+01:00', { reached: '2026-12-08T05:20+01:00' })
  expect(codesOf(world.attempt(backdated).judgement)).toEqual(['sale/offer-lapsed'])
})

test('the revoker contests the dispatch: the receipts decide, by which the revocation came first', () => {
  const { world, done, answer, conclusion, state, enquiry, offer } = crossing(
    ...(['2026-12-02T10:50+01:00', '2026-12-02T11:05+01:00'] as const),
  )
  if (!done) throw new Error('not taken')
  const objects = answer('object-to-acceptance/1', 'seller', done, { at: '2026-12-03T09:00+08:00' })
  expect(send(world, objects).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-03T12:00+08:00')).toMatchObject({
    kind: 'not-concluded',
    reason: { code: 'cisg/offer-revoked', rule: 'CISG art. 16(1)' },
  })
  expect(viewFile(state()).text('/lines/l1/price')).toBeUndefined()
  // The way stays open: they may still agree.
  const anew = world.act(offer('seller', enquiry, '15.50', { at: '2026-12-03T12:00+08:00' }))
  world.act(answer('accept/2', 'buyer', anew, { at: '2026-12-03T10:00+01:00' }))
  expect(conclusion('2026-12-04T12:00+08:00')).toMatchObject({ contract: { offer: anew.act.identity } })
  expect(viewFile(state()).text('/lines/l1/price')).toBe('15.50')
})

test('while a practice clock stands still, the sequence tells which came first when the dispatch is contested', () => {
  const at = '2026-12-02T18:00+08:00'
  const { world, judgement, done, answer, conclusion } = crossing(at, at)
  expect(codesOf(judgement)).toEqual(['sale/crosses-revocation'])
  if (!done) throw new Error('not taken')
  expect(conclusion(at)?.kind).toBe('concluded')
  expect(send(world, answer('object-to-acceptance/1', 'seller', done, { at })).judgement).toEqual({ is: 'ok' })
  expect(conclusion(at)).toMatchObject({ reason: { code: 'cisg/offer-revoked' } })
})

test('a revocation that reaches after an acceptance went in comes too late', () => {
  const { world, accepts, answer, made, state, conclusion } = offered()
  const sellersView = asSeenNow(state())
  world.act(accepts('2026-12-02T09:00+01:00'))
  const revokes = answer('revoke-offer/1', 'seller', made, { at: '2026-12-02T16:01+08:00', on: sellersView })
  expect(codesOf(send(world, revokes).judgement)).toEqual(['act/no-more'])
  expect(conclusion('2026-12-02T18:00+01:00')?.kind).toBe('concluded')
})

test('a late acceptance concludes when the offeror lets it hold at once, as of when it reached him', () => {
  const { world, answer, made, conclusion, state } = offered(FIXED)
  const late = send(world, answer('accept-late/1', 'buyer', made, { at: '2026-12-09T09:00+01:00' }))
  expect(codesOf(late.judgement)).toEqual(['sale/late-acceptance'])
  expect(conclusion('2026-12-09T10:00+01:00')).toMatchObject({ reason: { code: 'cisg/acceptance-late' } })
  if (!late.done) throw new Error('not taken')
  const holds = answer('accept/2', 'seller', late.done, { at: '2026-12-10T09:00+08:00' })
  expect(send(world, holds).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-10T12:00+08:00')).toMatchObject({
    contract: {
      ...{ offer: made.act.identity, acceptance: late.done.act.identity, rule: 'CISG art. 21(1), 23' },
      concludedAt: '2026-12-09T09:00:00+01:00',
    },
  })
  expect(viewFile(state()).text('/lines/l1/price')).toBe('15.40')
})

test('a late acceptance is let hold without delay and as it is, or not at all', () => {
  const { world, answer, made } = offered(FIXED)
  const late = world.act(answer('accept-late/1', 'buyer', made, { at: '2026-12-09T09:00+01:00' }))
  const holds = (at: string, keyed: Elements = {}) =>
    world.attempt(answer('accept/2', 'seller', late, { at, keyed })).judgement
  expect(holds('2026-12-11T16:00+08:00')).toEqual({ is: 'ok' })
  expect(holds('2026-12-11T16:01+08:00')).toMatchObject({
    refusal: { code: 'sale/notice-delayed', rule: 'CISG art. 21(1)' },
  })
  expect(codesOf(holds('2026-12-10T09:00+08:00', { '/number': 'SC-1' }))).toEqual(['sale/late-acceptance-changed'])
})

test('what is in time is accepted, not accepted late; and nobody accepts late what was never open to him', () => {
  const { world, answer, made } = offered(FIXED)
  const late = (as: 'buyer' | 'seller', at: string) =>
    world.attempt(answer('accept-late/1', as, made, { at })).judgement
  expect(codesOf(late('buyer', '2026-12-02T09:00+01:00'))).toEqual(['sale/not-late'])
  expect(codesOf(late('seller', '2026-12-09T09:00+08:00'))).toEqual(['act/answer-not-open'])
})

test('the offeror considers the offer lapsed though the acceptance was only late on its way', () => {
  const { world, accepts, answer, conclusion } = offered(FIXED)
  const late = send(world, accepts('2026-12-08T04:30+01:00', { reached: '2026-12-08T05:20+01:00' }))
  expect(codesOf(late.judgement)).toEqual(['sale/late-in-transmission'])
  if (!late.done) throw new Error('not taken')
  expect(conclusion('2026-12-08T06:00+01:00')).toMatchObject({ contract: { rule: 'CISG art. 21(2), 23' } })
  const objects = answer('object-to-acceptance/1', 'seller', late.done, { at: '2026-12-08T14:00+08:00' })
  expect(send(world, objects).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-08T08:00+01:00')).toMatchObject({
    reason: { code: 'cisg/offer-lapsed', rule: 'CISG art. 21(2)' },
  })
})

test('an acceptance is withdrawn by what reaches together with it, and the offer is open again', () => {
  const { world, accepts, answer, conclusion } = offered()
  const accepted = world.act(accepts('2026-12-02T09:00+01:00'))
  const withdraws = (at: string) => answer('withdraw-acceptance/1', 'buyer', accepted, { at })
  expect(world.attempt(withdraws('2026-12-02T09:01+01:00')).judgement).toMatchObject({
    refusal: { code: 'sale/acceptance-effective', rule: 'CISG art. 22' },
  })
  expect(send(world, withdraws('2026-12-02T09:00+01:00')).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-02T10:00+01:00')).toMatchObject({
    reason: { code: 'cisg/acceptance-withdrawn', rule: 'CISG art. 22' },
  })
  expect(send(world, accepts('2026-12-03T09:00+01:00')).judgement).toEqual({ is: 'ok' })
  expect(conclusion('2026-12-03T10:00+01:00')?.kind).toBe('concluded')
})

test('in one instant of the clock, an acceptance that the other side has acted on is not withdrawn any more', () => {
  const { world, accepts, answer, side } = offered()
  const at = '2026-12-02T09:00+01:00'
  const accepted = world.act(accepts(at))
  world.act({ type: 'sign-contract/1', ...side('seller'), at, keyed: { '/signatures/seller/signed': 'signed' } })
  expect(codesOf(world.attempt(answer('withdraw-acceptance/1', 'buyer', accepted, { at })).judgement)).toEqual([
    'sale/acceptance-effective',
  ])
})

test('a release-0.1 acceptance is refused by name, and what stands folds as it did', () => {
  const { world, answer, made } = offered()
  const old = world.attempt(answer('accept/1', 'buyer', made, { at: '2026-12-02T09:00+01:00' }))
  expect(codesOf(old.judgement)).toEqual(['act/superseded'])
})
