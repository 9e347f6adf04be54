import { viewFile } from '@entrepot/trade/file'
import { expect, test } from 'vitest'
import { formationOf } from './formation.ts'
import { asSeenNow, codesOf, offered, send } from './testing.ts'

const FIXED = { '/offer/fixedUntil': '2026-12-08T12:00+08:00' } as const

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
