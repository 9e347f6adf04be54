import { viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { codesOf, offered, send } from './testing.ts'

const FIXED = { '/offer/fixedUntil': '2026-12-08T12:00+08:00' } as const

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
  const again = answer('object-to-acceptance/1', 'seller', accepted, { at: '2026-12-03T11:00+08:00' })
  expect(codesOf(world.attempt(again).judgement)).toEqual(['sale/nothing-to-object'])
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
